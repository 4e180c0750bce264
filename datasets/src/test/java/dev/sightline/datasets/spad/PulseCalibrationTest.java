package dev.sightline.datasets.spad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.estimate.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PulseCalibrationTest {

    private static final double BIN = 1e-10;

    /** Counts of a bright skewed pulse that arrives at a time in bins, noise left out. */
    private static int[] pulse(Response response, double at) {
        int[] counts = new int[128];
        for (int k = 0; k < 128; k++) {
            double share = response.arrived((k + 1 - at) * BIN) - response.arrived((k - at) * BIN);
            counts[k] = 20 + (int) Math.round(1e6 * share);
        }
        return counts;
    }

    private static List<int[]> pulses(Response response, int n) {
        Random random = new Random(51);
        List<int[]> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(pulse(response, 20 + 60 * random.nextDouble()));
        }
        return out;
    }

    /** Narrower than a bin: what the bins hide comes back, up to where its time zero is. */
    @Test
    void theResponseBehindTheBinsComesBack() {
        Response truth = Response.emg(0.4 * BIN, 0.9 * BIN);
        PulseShape found = PulseCalibration.of(pulses(truth, 400), BIN);
        double zero = half(found.response()) - half(truth);
        for (double x = -2 * BIN; x < 8 * BIN; x += 0.1 * BIN) {
            // quarter-bin samples and peaks known to a tenth of one: two per cent
            assertEquals(
                    truth.arrived(x), found.response().arrived(x + zero), 0.02, "at " + x / BIN);
        }
    }

    /** Time by which half of the light has come. */
    private static double half(Response response) {
        double low = -5 * BIN;
        double high = 5 * BIN;
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (response.arrived(middle) < 0.5) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Test
    void peaksAtOnePlaceWithinABinDoNotSuffice() {
        Response truth = Response.emg(0.4 * BIN, 0.9 * BIN);
        List<int[]> same = List.of(pulse(truth, 30.2), pulse(truth, 40.2), pulse(truth, 50.2));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> PulseCalibration.of(same, BIN));
        assertTrue(refused.getMessage().contains("quarters of a bin"), refused.getMessage());
        assertTrue(PulseCalibration.orGaussian(same, BIN, BIN).isGaussian());
    }
}
