package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.metric.Bootstrap.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static double iou(LabelMatrix m) {
        return m.iou(0, NanRule.NAN_IF_ABSENT_IN_BOTH);
    }

    private static LabelMatrix scene(long hit, long missed) {
        return LabelMatrix.of(2, new long[] {hit, missed, 0, 0});
    }

    @Test
    void scenesThatAreAllAlikeLeaveNoDoubt() {
        List<LabelMatrix> scenes = List.of(scene(3, 1), scene(6, 2), scene(9, 3));
        assertEquals(
                new Interval(0.75, 0.75, 0.75, 0),
                Bootstrap.standard(1).of(scenes, BootstrapTest::iou));
    }

    /** Of two scenes, both draws are the first with chance 1/4, both the second with 1/4, one each with 1/2. */
    @Test
    void theIntervalOfTwoScenesSpansBoth() {
        Interval interval =
                Bootstrap.standard(2).of(List.of(scene(0, 10), scene(10, 0)), BootstrapTest::iou);
        assertEquals(new Interval(0.5, 0, 1, 0), interval);
    }

    /** 400 sets of 40 scenes of hits with chance 0.6: a 90 % interval should hold 0.6 in about 360 of them. */
    @Test
    void holdsTheTruthAboutAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(5);
        int held = 0;
        for (int set = 0; set < 400; set++) {
            List<LabelMatrix> scenes = new ArrayList<>();
            for (int s = 0; s < 40; s++) {
                int hit = random.nextDouble() < 0.6 ? 1 : 0;
                scenes.add(scene(hit, 1 - hit));
            }
            Interval interval = new Bootstrap(200, 0.9, set).of(scenes, BootstrapTest::iou);
            held += interval.low() <= 0.6 && 0.6 <= interval.high() ? 1 : 0;
        }
        // three standard errors of a count are 18; percentile intervals of 40 draws may be a little
        // short
        assertTrue(held > 330 && held < 390, "held " + held);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        SplittableRandom random = new SplittableRandom(9);
        List<LabelMatrix> scenes = new ArrayList<>();
        for (int s = 0; s < 20; s++) {
            scenes.add(scene(random.nextInt(50), random.nextInt(50)));
        }
        assertEquals(
                Bootstrap.standard(3).of(scenes, BootstrapTest::iou),
                Bootstrap.standard(3).of(scenes, BootstrapTest::iou));
    }

    @Test
    void resamplesWithoutAScoreAreLeftOutAndCounted() {
        Interval interval =
                Bootstrap.standard(4)
                        .of(List.of(LabelMatrix.empty(2), scene(1, 1)), BootstrapTest::iou);
        assertEquals(0.5, interval.low());
        assertTrue(interval.undefined() > 150 && interval.undefined() < 350); // about a quarter
        Interval nothing =
                Bootstrap.standard(4).of(List.of(LabelMatrix.empty(2)), BootstrapTest::iou);
        assertTrue(Double.isNaN(nothing.low()) && nothing.undefined() == 1000);
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Bootstrap(1, 0.95, 0));
        assertThrows(IllegalArgumentException.class, () -> new Bootstrap(100, 1, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> Bootstrap.standard(0).of(List.<LabelMatrix>of(), BootstrapTest::iou));
    }
}
