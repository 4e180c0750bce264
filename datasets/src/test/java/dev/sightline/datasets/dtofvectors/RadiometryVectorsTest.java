package dev.sightline.datasets.dtofvectors;

import static dev.sightline.datasets.dtofvectors.CsvRows.number;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.dtof.emit.Dots;
import dev.sightline.dtof.emit.Emitter;
import dev.sightline.dtof.emit.EyeSafety;
import dev.sightline.dtof.emit.Flood;
import dev.sightline.dtof.emit.Radiometry;
import dev.sightline.dtof.emit.Receiver;
import dev.sightline.dtof.emit.Reflector;
import dev.sightline.dtof.emit.Surroundings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The closed forms against the vectors of `dtof_vectors`: 1e-6 relative, as its README asks (D12). */
class RadiometryVectorsTest {

    private static final double TOLERANCE = 1e-6;

    @Test
    void signalAndDaylightOfAllRowsAgree() throws IOException {
        List<Map<String, String>> rows = CsvRows.of("radiometry.csv");
        double worst = 0;
        for (Map<String, String> row : rows) {
            Radiometry link = new Radiometry(emitter(row), receiver(row));
            Reflector target =
                    Reflector.lambertian(
                            number(row, "R_m"), number(row, "rho"), number(row, "cos_inc"));
            Surroundings day = Surroundings.clear(number(row, "klux"));
            double s = number(row, "signal_per_pulse");
            double b = number(row, "bg_rate_per_s");
            assertEquals(s, link.signalPerPulse(target, day), TOLERANCE * s, row.toString());
            assertEquals(b, link.backgroundRate(target, day), TOLERANCE * b, row.toString());
            worst = Math.max(worst, Math.abs(link.signalPerPulse(target, day) / s - 1));
            if (b > 0) {
                worst = Math.max(worst, Math.abs(link.backgroundRate(target, day) / b - 1));
            }
        }
        assertEquals(40, rows.size());
        System.out.printf("radiometry.csv: largest relative error %.1e%n", worst);
    }

    @Test
    void limitsOfClassOneOfAllRowsAgree() throws IOException {
        List<Map<String, String>> rows = CsvRows.of("ael_class1.csv");
        double worst = 0;
        for (Map<String, String> row : rows) {
            EyeSafety eye =
                    new EyeSafety(number(row, "lambda_nm") * 1e-9, number(row, "alpha_mrad"));
            EyeSafety.Limit limit = eye.limit(number(row, "pulse_s"), number(row, "prf_hz"));
            double[] got = {
                limit.reduced(),
                limit.average(),
                limit.single(),
                limit.c5(),
                limit.grouped(),
                limit.joules()
            };
            String[] names = {
                "rule1_3_J_per_pulse",
                "rule2_J_per_pulse",
                "single_AEL_J",
                "C5",
                "pulses_per_Ti",
                "limit_J_per_pulse"
            };
            for (int i = 0; i < names.length; i++) {
                double want = number(row, names[i]);
                assertEquals(want, got[i], TOLERANCE * want, names[i] + " of " + row);
                worst = Math.max(worst, Math.abs(got[i] / want - 1));
            }
        }
        assertEquals(72, rows.size());
        System.out.printf("ael_class1.csv: largest relative error %.1e%n", worst);
    }

    private static Emitter emitter(Map<String, String> row) {
        double joules = number(row, "E_pulse_J");
        double transmission = number(row, "eta_tx");
        double x = Math.toRadians(number(row, "fov_x_deg"));
        double y = Math.toRadians(number(row, "fov_y_deg"));
        return row.get("mode").equals("dot")
                ? new Dots(joules, transmission, x, y, (int) number(row, "dots"))
                : new Flood(joules, transmission, x, y);
    }

    private static Receiver receiver(Map<String, String> row) {
        // a flood does not depend on the focal length; the file leaves it out there
        double focal = row.get("focal_mm").isEmpty() ? 1 : number(row, "focal_mm");
        return new Receiver(
                number(row, "pix_um") * 1e-6,
                focal * 1e-3,
                number(row, "fnum"),
                number(row, "eta_rx"),
                number(row, "ff"),
                number(row, "pdp"),
                number(row, "filter_nm") * 1e-9,
                number(row, "lambda_nm") * 1e-9);
    }
}
