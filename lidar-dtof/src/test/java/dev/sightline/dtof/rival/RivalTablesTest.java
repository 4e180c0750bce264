package dev.sightline.dtof.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RivalTablesTest {

    /** crlb_table of the shared vectors: 0.25 ns bins, 100 photons, SBR 1 over 128 bins: 47.48 ps. */
    @Test
    void withoutPileUpTheBoundIsThePoissonBound() {
        double pulses = 1e7;
        double ps = 0;
        for (int i = 0; i < 16; i++) {
            double t = (64 + (i + 0.5) / 16) * 0.25e-9;
            double s =
                    PulseBound.sigma(
                            t * 299_792_458.0 / 2,
                            100 / pulses,
                            100 / 128.0 / pulses,
                            pulses,
                            128,
                            0.25e-9,
                            0.4247e-9);
            ps += s * s / 16;
        }
        assertEquals(47.48, Math.sqrt(ps) * 2e12 / 299_792_458.0, 0.02);
    }

    /** dtof_vectors, pile-up: S = 1, B = 3 per cycle, 2000 cycles: 30.8 ps (one draw of phases; 3 %). */
    @Test
    void withPileUpTheBoundIsTheFirstPhotonBound() {
        double s =
                PulseBound.sigma(
                        16e-9 * 299_792_458.0 / 2, 1, 3 / 128.0, 2000, 128, 0.25e-9, 0.4247e-9);
        assertEquals(30.8, s * 2e12 / 299_792_458.0, 1);
    }

    @Test
    void atEqualSafetyAPulseListensForLessTimeThanAWave() {
        assertTrue(RivalTables.shortestBurst() > 1e-3);
        assertTrue(10e3 / 30 * Contest.WINDOW < 1e-4);
    }

    @Test
    void theDocumentShowsTheseTables() throws IOException {
        List<String> page = Files.readAllLines(Path.of("../docs/dtof/rivals.md"));
        for (List<String> table : RivalTables.all()) {
            for (String line : table) {
                assertTrue(page.contains(line), "docs/dtof/rivals.md lacks: " + line);
            }
        }
    }
}
