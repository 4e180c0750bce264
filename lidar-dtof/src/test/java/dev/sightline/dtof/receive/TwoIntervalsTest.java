package dev.sightline.dtof.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.Gaussian;
import dev.sightline.dtof.estimate.MaximumLikelihood;
import dev.sightline.dtof.estimate.Response;
import dev.sightline.dtof.estimate.Settings;
import dev.sightline.perception.sensor.DtofModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoIntervalsTest {

    private static final double METRE = 2 / DtofModel.C; // seconds of flight

    /** Intervals of 7 m and 9 m: 63 m until both fold alike, pairs 1 m apart or more (5 x 7 - 4 x 9 = -1). */
    private static final TwoIntervals SEVEN_NINE = new TwoIntervals(7 * METRE, 9 * METRE, 60);

    private static double folded(double range, double unit) {
        return range - Math.floor(range / unit) * unit;
    }

    @Test
    void everyRangeComesBackFromItsFolds() {
        assertEquals(1, SEVEN_NINE.gapMetres(), 1e-9);
        for (double range = 0.01; range < 60; range += 0.113) {
            TwoIntervals.Resolved r =
                    SEVEN_NINE.range(folded(range, 7), 0.02, folded(range, 9), 0.03);
            assertEquals(range, r.rangeM(), 1e-9);
            assertEquals(0, r.misfit(), 1e-6);
            assertTrue(r.confidence() > 0.999);
            // 1/s^2 = 1/0.02^2 + 1/0.03^2
            assertEquals(0.0166410, r.sigmaM(), 1e-6);
        }
    }

    @Test
    void noiseOverTheEndOfAnIntervalIsTakenBack() {
        // true range 14.0 m, the first reading 5 mm short: it folds to 6.995
        TwoIntervals.Resolved r = SEVEN_NINE.range(6.995, 0.01, 5.0, 0.01);
        assertEquals(13.9975, r.rangeM(), 1e-9);
        // true range 0: one reading below it
        assertEquals(0, SEVEN_NINE.range(6.999, 0.01, 0.001, 0.01).rangeM(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.15, 0.25, 0.35})
    void wrongResolutionsAreAsManyAsPredictedAndAsClaimed(double sigma) {
        Draws draws = new Draws().key(801, Double.doubleToLongBits(sigma), 0, 0);
        int n = 20_000;
        int wrong = 0;
        double claimed = 0;
        double square = 0;
        for (int i = 0; i < n; i++) {
            double range = draws.between(0, 60);
            TwoIntervals.Resolved r =
                    SEVEN_NINE.range(
                            folded(range + sigma * normal(draws), 7),
                            sigma,
                            folded(range + sigma * normal(draws), 9),
                            sigma);
            claimed += (1 - r.confidence()) / n;
            if (Math.abs(r.rangeM() - range) > 3) { // the nearest wrong pair is 7 m or more off
                wrong++;
            } else {
                square += (r.rangeM() - range) * (r.rangeM() - range);
            }
        }
        double rate = (double) wrong / n;
        double error = Math.sqrt(Math.max(rate, 1e-4) / n);
        // pairs lie 1 m apart in a row (offsets -9 .. 7 and so on), those at its ends have one
        // neighbour
        double most = SEVEN_NINE.wrongRate(sigma, sigma);
        assertEquals(Math.min(1, 2 * Gaussian.tail(0.5 / (sigma * Math.sqrt(2)))), most, 1e-12);
        assertTrue(rate < most + 4 * error, rate + " wrong, " + most + " predicted");
        assertTrue(rate > 0.7 * most - 4 * error, rate + " wrong, " + most + " predicted");
        assertEquals(claimed, rate, 4 * error + 0.02 * rate);
        double spread = sigma / Math.sqrt(2);
        // ends of the interval hold noise back
        assertEquals(spread, Math.sqrt(square / (n - wrong)), 0.03 * spread);
    }

    @Test
    void readingsOfDifferentTargetsMisfit() {
        // 0.5 m from any pair
        assertTrue(SEVEN_NINE.range(1.5, 0.01, 1, 0.01).misfit() > 30);
    }

    @Test
    void intervalsWithACommonMultipleInReachAreRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new TwoIntervals(6 * METRE, 9 * METRE, 30));
        assertTrue(e.getMessage().contains("fold alike"), e.getMessage());
        assertEquals(
                Double.POSITIVE_INFINITY, new TwoIntervals(6 * METRE, 9 * METRE, 5).gapMetres());
    }

    /** A target at 41 m, photon by photon with intervals of 13.5 m and 16.5 m, estimated and resolved. */
    @Test
    void aTargetBeyondBothIntervalsIsFoundFromItsPhotons() {
        double first = readMetres(90e-9, 802);
        double second = readMetres(110e-9, 803);
        TwoIntervals both = new TwoIntervals(90e-9, 110e-9, 120);
        TwoIntervals.Resolved r = both.range(first, 0.02, second, 0.02);
        assertEquals(41, r.rangeM(), 0.05);
        assertTrue(r.confidence() > 0.99);
    }

    private static double readMetres(double interval, long seed) {
        Response pulse = Response.gaussian(0.5e-9);
        Detector d =
                Detector.of(
                        new PulseTrain(interval, 2000),
                        SpadArray.of(1, 1, DeadTime.freeRunning(10e-9)),
                        Tdc.even((int) Math.round(interval / 0.5e-9), 0.5e-9));
        Arrivals light = Arrivals.steady(2e6).plus(Pulse.at(41 * METRE, 0.1, pulse));
        int[] h = new PhotonByPhoton(d).histogram(light, new Draws().key(seed, 0, 0, 0));
        return new MaximumLikelihood(
                        Settings.of(d.tdc().through(pulse), 1e-3).counting(d.counting()))
                .estimate(h)
                .returns()
                .get(0)
                .rangeM();
    }

    private static double normal(Draws draws) {
        return Math.sqrt(-2 * Math.log(1 - draws.nextDouble()))
                * Math.cos(2 * Math.PI * draws.nextDouble());
    }
}
