package dev.sightline.dtof.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The design's goals D1-D8 on fresh draws, over several responses and bin widths. A hundred draws for one cell in eight by default, each figure
 * with three standard errors of allowance; {@code -Pdtof-table} takes 20,000 and gives none. The whole table goes to
 * {@code target/dtof-table.md}.
 */
class GoalTableTest {

    /**
     * Cells that miss their goal, and what knows all but the time beside them is more than a rounding better: told as missed in the table
     * and in docs/dtof/estimators.md, with both figures. Any other miss fails.
     */
    private static final List<String> KNOWN_MISSES =
            List.of(
                    "measured in 0.05 ns, S 10.0, SBR 1.0: RMSE/bound",
                    "measured in 0.05 ns, S 10.0, SBR 10.0: RMSE/bound",
                    "measured in 0.05 ns, S 30.0, SBR 0.1: RMSE/bound",
                    "background 1000.0, S 20.0: found, likelihood");

    private static final int FULL = 20_000;
    private static final int N = Integer.getInteger("dtof.table", 100);

    @Test
    void everyGoalIsMetOrAtItsCeilingButForTheMissesToldInTheDocs() throws IOException {
        GoalTable table = new GoalTable(N >= FULL);
        OneReturnGoals.add(table, measured(), N, N >= FULL);
        PileupGoals.add(table, N, N >= FULL);
        DetectionGoals.add(table, N, N >= FULL);
        SeveralReturnGoals.add(table, N, N >= FULL);
        List<GoalTable.Row> rows = table.run();
        String title =
                "Goals of the design on fresh draws, "
                        + N
                        + " per cell"
                        + (N >= FULL ? "" : ", three standard errors allowed");
        GoalTable.write(rows, title, Path.of("target", "dtof-table.md"));
        assertTrue(rows.size() > 25, rows.size() + " rows");
        List<String> missed =
                rows.stream()
                        .filter(r -> r.verdict() == GoalTable.Verdict.MISSED)
                        .filter(r -> !KNOWN_MISSES.contains(r.cell()))
                        .map(GoalTable.Row::markdown)
                        .toList();
        assertEquals(List.of(), missed);
    }

    /** A photon counter's measured response, two humps 130 ps apart, in bins of 50 ps; empty where the recording is absent. */
    static Optional<BinnedResponse> measured() throws IOException {
        Optional<Path> file =
                SampleData.find(
                        "dtof_spad/tcspc_system_irf/20190207_face_scanning_low_mu/ground_truth/"
                                + "irf_tres-8ps_tlen-10000ps.npy");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(file.get())).order(ByteOrder.LITTLE_ENDIAN);
        int start =
                10
                        + bytes.getShort(
                                8); // a version 1 header, then doubles from the peak on, wrapped
        // around
        int samples = (bytes.capacity() - start) / Double.BYTES;
        double[] density = new double[160];
        for (int i = 0; i < density.length; i++) {
            density[i] = bytes.getDouble(start + Double.BYTES * ((i - 12 + samples) % samples));
        }
        return Optional.of(
                BinnedResponse.nominal(Response.measured(-96e-12, 8e-12, density), 128, 50e-12));
    }
}
