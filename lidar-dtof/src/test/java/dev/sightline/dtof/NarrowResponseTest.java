package dev.sightline.dtof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Estimate;
import dev.sightline.dtof.estimate.MultiReturn;
import dev.sightline.dtof.estimate.Return;
import dev.sightline.dtof.estimate.Settings;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses so narrow that one bin may hold all the light: then the light tells the bin and no more. */
class NarrowResponseTest {

    private static final int N = 1000;
    private static final int BINS = 64;
    private static final double BIN_SECONDS = 1e-9;

    /** Deviation of an even spread over one bin, bins. */
    private static final double EVEN = 1 / Math.sqrt(12);

    /** Noise beside the pulse may leave a choice of "in the bin" and "at its edge": of such mixtures a third of edge spreads most. */
    private static final double MOST = 1 / 3.0;

    private static DtofModel model(double sigmaBins, int zones) {
        return new DtofModel(1, zones, 1, 1, BINS, BIN_SECONDS, sigmaBins * BIN_SECONDS, 1);
    }

    /** Targets at evenly spread places within their bins. */
    private static double place(int zone) {
        return 20 + zone % 20 + (zone + 0.5) / N;
    }

    private static PulseHistogram histogram(DtofModel model, double signal, double background) {
        PulseResponse response = new PulseResponse(model);
        Draws draws = new Draws().key(61, (long) signal, 0, 0);
        int[] counts = new int[N * BINS];
        for (int z = 0; z < N; z++) {
            for (int k = 0; k < BINS; k++) {
                double mean = signal * response.mass(k, place(z)) + background;
                counts[z * BINS + k] = Poisson.draw(mean, draws);
            }
        }
        return new PulseHistogram(new Frame("DTOF"), 0, 0, model, counts);
    }

    private static Returns estimate(String how, DtofModel model, PulseHistogram histogram) {
        return switch (how) {
            case "filter" -> new MatchedFilter(model, 1e-3).estimate(histogram);
            case "likelihood" -> new LikelihoodEstimator(model, 1e-3).estimate(histogram);
            case "batch" ->
                    new BatchEstimator(model, 1e-3, ZoneAlgebra.plain()).estimate(histogram);
            default -> new LikelihoodEstimator(model, 1e-3).estimatePlainly(histogram);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "filter, 0.02, 200",
        "filter, 0.05, 200",
        "filter, 0.1, 200",
        "filter, 0.3, 200",
        "filter, 0.02, 30",
        "filter, 0.1, 30",
        "filter, 0.3, 30",
        "filter, 0.05, 20000",
        "likelihood, 0.02, 200",
        "likelihood, 0.05, 200",
        "likelihood, 0.1, 200",
        "likelihood, 0.3, 200",
        "batch, 0.02, 200",
        "batch, 0.1, 200",
        "batch, 0.3, 200",
        "plain, 0.02, 200",
        "plain, 0.05, 200",
        "plain, 0.1, 200",
        "plain, 0.3, 200",
        "plain, 0.02, 30",
        "plain, 0.1, 30",
        "plain, 0.3, 30",
        "plain, 0.05, 20000"
    })
    void sigmaIsTheErrorThatIsMade(String how, double sigmaBins, double signal) {
        DtofModel model = model(sigmaBins, N);
        Returns found = estimate(how, model, histogram(model, signal, 0.5));
        assertEquals(N, found.detections());
        double squares = 0;
        double told = 0;
        double inSigmas = 0;
        for (int z = 0; z < N; z++) {
            double error = found.range(z) / model.binMetres() - place(z);
            double sigma = found.sigma(z) / model.binMetres();
            squares += error * error / N;
            told += sigma * sigma / N;
            inSigmas += error * error / (sigma * sigma) / N;
            assertTrue(sigma <= MOST, "sigma " + sigma + " bins at " + place(z));
            assertTrue(Math.abs(error) < 1, "error " + error + " bins at " + place(z));
        }
        String seen = "told " + Math.sqrt(told) + " made " + Math.sqrt(squares) + " " + inSigmas;
        double ratio = Math.sqrt(told / squares);
        assertTrue(ratio > 1 / 1.5 && ratio < 1.5, seen);
        // The same zone by zone: not too large here and too small there.
        assertTrue(Math.sqrt(inSigmas) > 1 / 1.5 && Math.sqrt(inSigmas) < 1.5, seen);
    }

    /** Without noise; only within some 0.05 bins of an edge the light could tell more. */
    @ParameterizedTest
    @CsvSource({"filter", "likelihood", "batch", "plain"})
    void aBinThatHoldsAllTheLightIsAllThatIsTold(String how) {
        DtofModel model = model(0.02, N);
        Returns found = estimate(how, model, histogram(model, 200, 0));
        for (int z = 0; z < N; z++) {
            double phase = place(z) - Math.floor(place(z));
            if (phase > 0.15 && phase < 0.85) {
                double middle = Math.floor(place(z)) + 0.5;
                assertEquals(middle, found.range(z) / model.binMetres(), 0.05, "place " + z);
                assertEquals(EVEN, found.sigma(z) / model.binMetres(), 0.15 * EVEN, "sigma " + z);
            }
        }
    }

    /** Light on both sides of an edge is one return at that edge, not two in two bins. */
    @Test
    void lightOnBothSidesOfAnEdgeIsOneReturn() {
        DtofModel model = model(0.05, 1);
        MultiReturn several =
                new MultiReturn(
                        Settings.of(BinnedResponse.of(model), 1e-3), 3, Estimate.Order.STRONGEST);
        int[] counts = new int[BINS];
        counts[7] = 1;
        counts[30] = 100;
        counts[31] = 100;
        counts[50] = 1;
        Estimate found = several.estimate(counts);
        assertEquals(1, found.returns().size());
        Return only = found.returns().get(0);
        assertEquals(31, only.rangeM() / model.binMetres(), 0.01);
        assertTrue(only.sigmaM() < 0.02 * model.binMetres(), "sigma " + only.sigmaM());
        assertEquals(200, only.signal(), 10);
    }
}
