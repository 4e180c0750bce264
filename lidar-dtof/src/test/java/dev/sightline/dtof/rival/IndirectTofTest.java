package dev.sightline.dtof.rival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndirectTofTest {

    private static final IndirectTof TWO = IndirectTof.of(Waveform.sine(0.8), 100e6, 80e6);

    @ParameterizedTest
    @CsvSource({"20e6, 7.4948", "60e6, 2.4983", "100e6, 1.4990"})
    void oneFrequencyFoldsAtHalfItsWavelength(double hz, double metres) {
        IndirectTof one = IndirectTof.of(Waveform.sine(0.8), hz);
        assertEquals(metres, one.unambiguousRange(), 1e-4);
        double[] raw = one.expected(List.of(new LightPath(metres + 0.3, 500)), 100);
        assertEquals(0.3, one.estimate(raw).rangeM(), 2e-4);
    }

    @Test
    void twoFrequenciesFoldAtTheirCommonOne() {
        assertEquals(7.4948, TWO.unambiguousRange(), 1e-4);
        assertEquals(0.375 / 2, TWO.wrapMargin(), 1e-3);
        assertEquals(8, TWO.rawSamples());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.4, 1.5, 3.7, 7.4})
    void withoutNoiseTheRangeComesBack(double range) {
        double[] raw = TWO.expected(List.of(new LightPath(range, 1000)), 500);
        PhaseReading reading = TWO.estimate(raw);
        assertEquals(range, reading.rangeM(), 1e-9);
        assertEquals(0, reading.disagreement(), 1e-6);
        assertEquals(1, reading.wrapConfidence(), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"1000, 500, 91", "5000, 5000, 92", "1000, 5000, 93"})
    void spreadIsThePredictedAndTheReportedOne(double photons, double background, long seed) {
        Draws draws = new Draws().key(seed, 0, 0, 0);
        int n = 4000;
        double square = 0;
        double reported = 0;
        for (int i = 0; i < n; i++) {
            double d = draws.between(0.1, 7.4);
            PhaseReading r =
                    TWO.estimate(
                            TWO.sampled(List.of(new LightPath(d, photons)), background, draws));
            square += (r.rangeM() - d) * (r.rangeM() - d);
            reported += r.sigmaM();
        }
        double spread = Math.sqrt(square / n);
        double allowed = 3 / Math.sqrt(2.0 * n);
        assertEquals(1, spread / TWO.sigma(photons, background), allowed + 0.01);
        assertEquals(1, reported / n / spread, allowed + 0.01);
    }

    /** The confidence is a probability: where it says 80 to 90 %, so many are right. */
    @Test
    void wrapConfidenceIsCalibrated() {
        Draws draws = new Draws().key(94, 0, 0, 0);
        int[] said = new int[5];
        int[] right = new int[5];
        double[] sum = new double[5];
        for (int i = 0; i < 20_000; i++) {
            double d = draws.between(0.2, 7.3);
            PhaseReading r = TWO.estimate(TWO.sampled(List.of(new LightPath(d, 200)), 4000, draws));
            int bin = (int) Math.min(4, Math.max(0, (r.wrapConfidence() - 0.5) * 10));
            said[bin]++;
            sum[bin] += r.wrapConfidence();
            right[bin] += Math.abs(r.rangeM() - d) < 0.3 ? 1 : 0;
        }
        for (int b = 0; b < said.length; b++) {
            assertTrue(said[b] > 300, "bin " + b + " has " + said[b]);
            // 0.02: the amplitude, hence sigma, is itself measured at a signal to noise ratio of
            // about 3
            double allowed = 0.02 + 3 * Math.sqrt(0.25 / said[b]);
            assertEquals(sum[b] / said[b], (double) right[b] / said[b], allowed, "bin " + b);
        }
    }

    @Test
    void aTriangleWigglesFourTimesPerWave() {
        Waveform square = Waveform.square(0.8);
        double largest = 0;
        for (int i = 0; i < 1000; i++) {
            double x = 2 * Math.PI * i / 1000;
            largest = Math.max(largest, Math.abs(square.wiggle(x)));
            assertEquals(square.wiggle(x), square.wiggle(x + Math.PI / 2), 1e-12);
        }
        // (c3 - c5) / c1 = 1/9 - 1/25 = 0.0711 to first order: 85 mm at 20 MHz
        assertEquals(0.0711, largest, 0.002);
    }

    /** The formula of the wiggle against its plain twin: four samples of the wave and their arc tangent. */
    @Test
    void wiggleIsWhatFourSamplesShow() {
        Waveform wave = new Waveform(0.7, 0.08, -0.02);
        for (int i = 0; i < 100; i++) {
            double x = 0.06 * i;
            double seen =
                    Math.atan2(
                            wave.at(x - Math.PI / 2) - wave.at(x - 3 * Math.PI / 2),
                            wave.at(x) - wave.at(x - Math.PI));
            assertEquals(0, Math.sin((seen - wave.seen(x)) / 2), 1e-12);
            assertEquals(x, wave.straightened(wave.seen(x)), 1e-12);
        }
    }

    @Test
    void aKnownWaveformTakesTheWiggleOut() {
        IndirectTof real = IndirectTof.of(Waveform.square(0.8), 20e6);
        IndirectTof naive = IndirectTof.of(Waveform.sine(0.8), 20e6);
        double worst = 0;
        for (double d = 0.05; d < 7; d += 0.05) {
            double[] raw = real.expected(List.of(new LightPath(d, 1000)), 0);
            assertEquals(d, real.estimate(raw).rangeM(), 1e-9);
            worst = Math.max(worst, Math.abs(naive.estimate(raw).rangeM() - d));
        }
        assertEquals(0.085, worst, 0.003);
    }

    /** A fifth of the light by a way 0.5 m longer: the phasor sum, worked out by hand. */
    @Test
    void multipathMovesTheRangeAsThePhasorSumSays() {
        IndirectTof one = IndirectTof.of(Waveform.sine(0.8), 20e6);
        double[] raw = one.expected(List.of(new LightPath(2, 1000), new LightPath(2.5, 200)), 100);
        double turn = 4 * Math.PI * 20e6 * 0.5 / 299_792_458.0;
        double shift = Math.atan2(0.2 * Math.sin(turn), 1 + 0.2 * Math.cos(turn));
        double metres = shift * 299_792_458.0 / (4 * Math.PI * 20e6);
        assertEquals(2 + metres, one.estimate(raw).rangeM(), 1e-9);
        assertTrue(metres > 0.07, "bias " + metres);
    }

    @Test
    void twoFrequenciesNoticeMultipathAndOneDoesNot() {
        IndirectTof two = IndirectTof.of(Waveform.sine(0.8), 100e6, 20e6);
        double[] clean = two.expected(List.of(new LightPath(1, 20_000)), 1000);
        double[] mixed =
                two.expected(List.of(new LightPath(1, 20_000), new LightPath(2, 6000)), 1000);
        assertTrue(Math.abs(two.estimate(clean).disagreement()) < 1e-6);
        assertTrue(Math.abs(two.estimate(mixed).disagreement()) > 5);
    }

    @Test
    void darknessIsNoRange() {
        assertFalse(TWO.estimate(new double[8]).present());
    }

    @Test
    void impossibleDesignsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Waveform(0.3, 0.1, 0.05));
        assertThrows(
                IllegalArgumentException.class,
                () -> IndirectTof.of(Waveform.sine(0.8), 100e6, 99_999_999));
        assertThrows(IllegalArgumentException.class, () -> TWO.estimate(new double[4]));
    }
}
