package dev.sightline.datasets.spad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.spad.Tmf8820Log.Shot;
import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.MaximumLikelihood;
import dev.sightline.dtof.estimate.Settings;
import dev.sightline.testing.SampleData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A real sensor against true distances: calibrated on every second distance, judged on the others, and the other way round. */
class Tmf8820ProofTest {

    private static final double NEAR = 0.0299;

    private static List<Shot> shots() throws Exception {
        DatasetRoot root = DatasetRoot.of(SampleData.path("dtof_spad/tmf8820_plane"));
        List<Shot> shots = new ArrayList<>(Tmf8820Log.read(root, "distance_data_shared.json.gz"));
        shots.sort(Comparator.comparingDouble(Shot::planeMetres));
        return shots;
    }

    private static List<Shot> every(List<Shot> all, int parity) {
        List<Shot> half = new ArrayList<>();
        List<Shot> far = all.stream().filter(s -> s.planeMetres() >= NEAR).toList();
        for (int i = parity; i < far.size(); i += 2) {
            half.add(far.get(i));
        }
        return half;
    }

    /** Root mean square and mean of what an estimate differs from the truth by, millimetres. */
    private static double[] error(List<Shot> shots, ToDoubleFunction<Shot> estimate) {
        double square = 0;
        double sum = 0;
        for (Shot shot : shots) {
            double e = 1e3 * (estimate.applyAsDouble(shot) - shot.planeMetres());
            square += e * e;
            sum += e;
        }
        return new double[] {Math.sqrt(square / shots.size()), sum / shots.size()};
    }

    @Test
    void theLogHoldsWhatItsProvenanceSays() throws Exception {
        List<Shot> shots = shots();
        assertEquals(106, shots.size());
        assertEquals(0.005, shots.get(0).planeMetres(), 1e-9);
        assertEquals(0.3975, shots.get(105).planeMetres(), 1e-9);
    }

    @Test
    void aLineReachesTheTargetInAllNineZones() throws Exception {
        List<Shot> shots = shots();
        for (int parity = 0; parity < 2; parity++) {
            List<Shot> judged = every(shots, 1 - parity);
            PlaneCalibration fit = PlaneCalibration.fit(every(shots, parity), 1);
            for (int zone = 0; zone < Tmf8820Log.ZONES; zone++) {
                int z = zone;
                double[] e = error(judged, s -> fit.metres(s, z));
                assertTrue(e[0] <= 1.5, "zone " + z + ": " + e[0] + " mm RMSE");
                assertTrue(Math.abs(e[1]) <= 0.3, "zone " + z + ": " + e[1] + " mm bias");
            }
        }
    }

    @Test
    void aParabolaNearlyHalvesTheError() throws Exception {
        List<Shot> shots = shots();
        for (int parity = 0; parity < 2; parity++) {
            List<Shot> judged = every(shots, 1 - parity);
            PlaneCalibration line = PlaneCalibration.fit(every(shots, parity), 1);
            PlaneCalibration fit = PlaneCalibration.fit(every(shots, parity), 2);
            for (int zone = 0; zone < Tmf8820Log.ZONES; zone++) {
                int z = zone;
                double[] e = error(judged, s -> fit.metres(s, z));
                double line1 = error(judged, s -> line.metres(s, z))[0];
                double[] chip = error(judged, s -> s.chipMetres(z));
                assertTrue(e[0] < 0.6 * line1, "zone " + z + ": the line's " + line1);
                assertTrue(e[0] <= 0.8, "zone " + z + ": " + e[0] + " mm RMSE");
                assertTrue(Math.abs(e[1]) <= 0.15, "zone " + z + ": " + e[1] + " mm bias");
                assertTrue(e[0] < chip[0] / 5, "the chip's own distance: " + chip[0]);
            }
        }
    }

    /** Response of one zone as half of the shots show it. */
    private static BinnedResponse measured(List<Shot> shots, int zone) {
        double bin = Tmf8820Log.NOMINAL.binSeconds();
        PulseShape pulse = PulseCalibration.of(shots.stream().map(s -> s.zone(zone)).toList(), bin);
        return BinnedResponse.nominal(pulse.response(), Tmf8820Log.BINS, bin);
    }

    /**
     * The same halves, the response measured on the first one, peaks placed by maximum likelihood. Sigma is that of the photons and what
     * the calibration leaves, in square; the Gaussian matched filter said 66 mm.
     */
    @Test
    void theMeasuredResponseReachesTheTargetAndSaysHowGoodItIs() throws Exception {
        List<Shot> shots = shots();
        for (int parity = 0; parity < 2; parity++) {
            List<Shot> fitted = every(shots, parity);
            List<Shot> judged = every(shots, 1 - parity);
            List<MaximumLikelihood> likelihoods =
                    IntStream.range(0, Tmf8820Log.ZONES)
                            .mapToObj(
                                    z ->
                                            new MaximumLikelihood(
                                                    Settings.of(measured(fitted, z), 1e-3)))
                            .toList();
            PlaneCalibration.PeakPlace place =
                    (zone, counts) ->
                            likelihoods.get(zone).estimate(counts).returns().get(0).rangeM()
                                    / Tmf8820Log.NOMINAL.binMetres();
            for (int degree = 1; degree <= 2; degree++) {
                PlaneCalibration fit = PlaneCalibration.fit(fitted, degree, place);
                for (int zone = 0; zone < Tmf8820Log.ZONES; zone++) {
                    int z = zone;
                    double[] e = error(judged, s -> fit.metres(s, z));
                    String what = "zone " + zone + ", degree " + degree + ": " + e[0] + ", " + e[1];
                    assertTrue(e[0] <= (degree == 1 ? 1.4 : 0.6), what);
                    assertTrue(Math.abs(e[1]) <= 0.1, what);
                    double photons =
                            1e3
                                    * likelihoods
                                            .get(zone)
                                            .estimate(judged.get(0).zone(zone))
                                            .returns()
                                            .get(0)
                                            .sigmaM();
                    assertTrue(photons < 0.05, "half a million photons: " + photons + " mm");
                    double sigma = Math.hypot(photons, 1e3 * fit.residualMetres(zone));
                    // 50 shots fit, 50 judge: 10 % each by chance alone, three standard errors of
                    // the ratio are 42 %
                    assertEquals(1, sigma / e[0], 0.42, what + ", sigma " + sigma);
                }
            }
        }
    }

    /**
     * Below 3 cm some zones lose their light: the laser's spot lies outside of what they look at. Others stay bright and read too far.
     */
    @Test
    void belowThreeCentimetresZonesGoDarkAndBrightOnesReadTooFar() throws Exception {
        List<Shot> shots = shots();
        List<Shot> near = shots.stream().filter(s -> s.planeMetres() < NEAR).toList();
        assertEquals(7, near.size());
        PlaneCalibration fit = PlaneCalibration.fit(every(shots, 0), 2);
        int dark = 0;
        double brightMost = 0;
        for (int zone = 0; zone < Tmf8820Log.ZONES; zone++) {
            for (Shot s : near) {
                long photons = IntStream.of(s.zone(zone)).asLongStream().sum();
                double error = fit.metres(s, zone) - s.planeMetres();
                if (photons < 20_000) {
                    dark++;
                } else if (photons > 1_000_000) {
                    brightMost = Math.max(brightMost, error);
                    assertTrue(Math.abs(error) < 0.0065, "zone " + zone + ": " + error);
                }
            }
        }
        assertEquals(9, dark, "zone and distance pairs with almost no light");
        assertTrue(brightMost > 0.004, brightMost + " m: near range works by now, say so");
    }
}
