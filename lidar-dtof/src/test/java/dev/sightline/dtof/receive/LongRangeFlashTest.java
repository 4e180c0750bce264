package dev.sightline.dtof.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.SensorPreset;
import dev.sightline.dtof.SensorPresets;
import dev.sightline.dtof.emit.Surroundings;
import dev.sightline.dtof.estimate.Estimate;
import dev.sightline.dtof.estimate.MaximumLikelihood;
import dev.sightline.dtof.estimate.Settings;
import org.junit.jupiter.api.Test;

/** The automotive flash from its optics up: 100 m, reflectance 0.1, 100 klux (issue: about 470 on 1,700, detection 0.98). */
class LongRangeFlashTest {

    /** As in the design's table of detection. */
    private static final double FALSE_ALARMS = 1e-3;

    private static final int PULSES = 1000;

    @Test
    void theLinkBudgetFollowsFromTheOptics() {
        Arrivals light = LongRangeFlash.light(100, 0.1, 100);
        assertEquals(470, PULSES * light.pulses().get(0).photons(), 5);
        assertEquals(1700, PULSES * light.steadyPerSecond() * 1e-9, 40);
        assertThrows(IllegalArgumentException.class, () -> LongRangeFlash.light(151, 0.1, 100));
    }

    @Test
    void thePresetIsThisSensor() {
        SensorPreset preset = SensorPresets.LONGRANGE_FLASH;
        Detector d = LongRangeFlash.detector();
        assertEquals(preset.model().bins(), d.tdc().bins());
        assertEquals(preset.model().binSeconds(), d.tdc().binSeconds());
        assertEquals(preset.model().cycles(), d.train().cycles());
        assertEquals(
                preset.link().darkPerBin(),
                d.array().size() * d.array().darkPerSecond() * 1e-9 * PULSES,
                1e-12);
        assertEquals(LongRangeFlash.PULSES_PER_SECOND, PULSES * preset.framesPerSecond(), 1e-9);
        var link = LongRangeFlash.link().link(PULSES, 1e-9, 150e3, Surroundings.SUN_940);
        assertEquals(1, preset.link().signalAtOneMetre() / link.signalAtOneMetre(), 5e-3);
        assertEquals(1, preset.link().backgroundPerKlux() / link.backgroundPerKlux(), 3e-2);
    }

    @Test
    void classOneLeavesAFactorOfTwo() {
        assertEquals(2.1, LongRangeFlash.safetyMargin(), 0.1);
    }

    /** 11.1 photons per us on each SPAD and 10 ns: a live share of 1 / (1 + 0.111) = 0.900. */
    @Test
    void deadTimeTakesATenthOfTheLight() {
        double[] h =
                new ExpectedCounts(LongRangeFlash.detector())
                        .histogram(LongRangeFlash.light(100, 0.1, 100));
        double photons = PULSES * LongRangeFlash.light(100, 0.1, 100).steadyPerSecond() * 1e-9;
        double perSpad = (photons + 0.15) / 150 / PULSES; // per ns
        assertEquals((photons + 0.15) / (1 + 10 * perSpad), h[100], 1e-3 * h[100]);
        assertEquals(0.9, h[100] / photons, 2e-3);
    }

    @Test
    void oneZoneIsExpectedAsDrawn() {
        Twins.agree(LongRangeFlash.detector(), LongRangeFlash.light(100, 0.1, 100), 701);
    }

    /**
     * Photon by photon, then by the likelihood that knows the dead time and nothing else, one false alarm per 1,000 zones. More zones:
     * {@code -Ddtof.flash=800}.
     */
    @Test
    void darkTargetsAreDetectedInFullSunAtAHundredMetres() {
        Detector d = LongRangeFlash.detector();
        MaximumLikelihood estimator =
                new MaximumLikelihood(
                        Settings.of(d.tdc().through(LongRangeFlash.response()), FALSE_ALARMS)
                                .counting(d.counting()));
        int zones = Integer.getInteger("dtof.flash", 80);
        Draws phases = new Draws().key(703, 0, 0, 0);
        int hits = 0;
        int wrong = 0;
        double square = 0;
        double claimed = 0;
        double signal = 0;
        double background = 0;
        for (int i = 0; i < zones; i++) {
            // sub-bin phase of its own for each
            double range = 100 + phases.between(0, 0.15);
            int[] h =
                    new PhotonByPhoton(d)
                            .histogram(
                                    LongRangeFlash.light(range, 0.1, 100),
                                    new Draws().key(702, i, 0, 0));
            Estimate found = estimator.estimate(h);
            background += found.background() / zones;
            if (found.returns().isEmpty()) {
                continue;
            }
            var r = found.returns().get(0);
            if (Math.abs(r.rangeM() - range) > 0.5) {
                wrong++;
                continue;
            }
            hits++;
            square += (r.rangeM() - range) * (r.rangeM() - range);
            claimed += r.sigmaM();
            signal += r.signal();
        }
        double rmse = Math.sqrt(square / hits);
        System.out.printf(
                "longrange-flash: %d of %d hit, %d wrong, RMSE %.1f mm, claimed %.1f mm, S %.0f, b %.0f%n",
                hits, zones, wrong, 1000 * rmse, 1000 * claimed / hits, signal / hits, background);
        // two and a half binomial deviations below the 0.98
        double least = 0.98 - 2.5 * Math.sqrt(0.98 * 0.02 / zones);
        assertTrue(hits >= least * zones, hits + " of " + zones);
        assertTrue(wrong <= 1, wrong + " wrong");
        assertEquals(1, claimed / hits / rmse, 0.1 + 3 / Math.sqrt(2.0 * hits));
        // three standard errors of a rate seen in 1,000 bins of each zone for nine tenths of the
        // time
        assertEquals(1665.6, background, 3 * Math.sqrt(1665.6 / 0.9 / 1000 / zones));
        // those that are detected are brighter than the mean
        assertEquals(470, signal / hits, 0.1 * 470);
    }
}
