package dev.sightline.occupancy.metric.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionMatchesTest {

    private static final DetectionRules RULES = DetectionRules.CVPR_2019;

    private static DetectionBox box(DetectionClass kind, double x, double score) {
        return new DetectionBox(kind, new Vec3(x, 0, 0), 2, 4, 1.5, 0, 0, 0, 10, 3, score, "");
    }

    private static DetectionBox car(double x, double score) {
        return box(DetectionClass.CAR, x, score);
    }

    private static DetectionScore score(List<DetectionBox> truths, List<DetectionBox> predictions) {
        return DetectionMatches.of(RULES, 0, truths, predictions, List.of()).score();
    }

    /** Rounding only: the twin sums in another order, over at most a few hundred values. */
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void everyValueIsThatOfThePlainTwin(long seed) {
        RandomBoxes boxes = RandomBoxes.of(seed, 1 + (int) seed, 1 + (int) seed % 4);
        PlainDetectionScore plain = new PlainDetectionScore(boxes.truths(), boxes.predictions());
        DetectionScore score = RandomBoxes.merged(boxes.matches()).score();
        for (DetectionClass kind : DetectionClass.values()) {
            for (double threshold : RULES.thresholds()) {
                assertEquals(
                        plain.averagePrecision(kind, threshold),
                        score.of(kind).averagePrecision().get(threshold),
                        ROUNDING,
                        kind + " at " + threshold);
            }
            for (TpError error : TpError.values()) {
                assertEquals(
                        plain.error(kind, error),
                        score.of(kind).errors().get(error),
                        ROUNDING,
                        kind + " " + error);
            }
        }
    }

    @Test
    void theTwinIsComparedWhereSomethingIsFound() {
        int found = 0;
        for (long seed = 1; seed <= 16; seed++) {
            RandomBoxes boxes = RandomBoxes.of(seed, 1 + (int) seed, 1 + (int) seed % 4);
            found += RandomBoxes.merged(boxes.matches()).score().meanAveragePrecision() > 0 ? 1 : 0;
        }
        assertTrue(found >= 12, found + " of 16 cases score above zero");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 2024})
    void noOrderOfMergingChangesABit(long seed) {
        List<DetectionMatches> parts = RandomBoxes.of(seed, 40, 3).matches();
        DetectionMatches inOrder = RandomBoxes.merged(parts);
        Random random = new Random(seed);
        List<DetectionMatches> shuffled = new ArrayList<>(parts);
        Collections.shuffle(shuffled, random);
        while (shuffled.size() > 1) { // a random tree
            DetectionMatches a = shuffled.remove(random.nextInt(shuffled.size()));
            DetectionMatches b = shuffled.remove(random.nextInt(shuffled.size()));
            shuffled.add(a.merge(b));
        }
        assertArrayEquals(inOrder.counters(), shuffled.get(0).counters());
        assertEquals(
                Double.doubleToLongBits(inOrder.score().nds()),
                Double.doubleToLongBits(shuffled.get(0).score().nds()));
    }

    @Test
    void theStateGoesOutAsIntegersAndComesBack() {
        DetectionMatches all = RandomBoxes.merged(RandomBoxes.of(5, 12, 4).matches());
        assertEquals(all, DetectionMatches.of(RULES, all.counters()));
        long[] cut = Arrays.copyOf(all.counters(), all.counters().length - 1);
        assertThrows(IllegalArgumentException.class, () -> DetectionMatches.of(RULES, cut));
    }

    @Test
    void aStateWithAScoreThatIsNoNumberIsRefused() {
        DetectionMatches all = RandomBoxes.merged(RandomBoxes.of(5, 1, 4).matches());
        long[] counters = all.counters();
        int score = 2 + SampleMatches.CLASSES + 1; // of the first row
        assertTrue(counters[1] > 0, "no prediction");
        counters[score] = Double.doubleToLongBits(Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> DetectionMatches.of(RULES, counters));
    }

    @Test
    void manyThousandSamplesMergeOneByOne() {
        DetectionMatches all = DetectionMatches.empty(RULES);
        for (int s = 0; s < 50_000; s++) {
            all = all.merge(DetectionMatches.of(RULES, s, List.of(), List.of(), List.of()));
        }
        assertEquals(50_000, all.score().samples());
    }

    @Test
    void aSampleCountsOnce() {
        DetectionMatches one = DetectionMatches.of(RULES, 4, List.of(), List.of(), List.of());
        DetectionMatches twice = one.merge(one);
        assertThrows(IllegalArgumentException.class, twice::score);
    }

    @Test
    void aPerfectDetectorOfOneClassScoresATenthOfThePrecision() {
        DetectionScore score = score(List.of(car(0, 0)), List.of(car(0, 0.9)));
        assertEquals(1, score.of(DetectionClass.CAR).meanAveragePrecision(), 1e-15);
        assertEquals(0.1, score.meanAveragePrecision(), 1e-15);
        assertEquals(0, score.of(DetectionClass.CAR).errors().get(TpError.TRANSLATION));
        // The other nine classes have no truth: their errors are 1.
        assertEquals(0.9, score.error(TpError.TRANSLATION), 1e-15);
    }

    @Test
    void ofEqualScoresTheLaterTakesTheBox() {
        // Both are within 0.5 m; only the one that goes first is right. The other is 1 m off truth
        // two.
        List<DetectionBox> truths = List.of(car(0, 0));
        List<DetectionBox> predictions = List.of(car(0.1, 0.5), car(0.3, 0.5));
        DetectionScore score = score(truths, predictions);
        assertEquals(0.3, score.of(DetectionClass.CAR).errors().get(TpError.TRANSLATION), 1e-15);
    }

    @Test
    void aPredictionExactlyAtTheThresholdIsWrong() {
        DetectionScore at = score(List.of(car(0, 0)), List.of(car(0.5, 0.5)));
        assertEquals(0, at.of(DetectionClass.CAR).averagePrecision().get(0.5));
        assertEquals(1, at.of(DetectionClass.CAR).averagePrecision().get(1.0), 1e-15);
    }

    @Test
    void aBarrierTurnedByHalfATurnIsNotTurned() {
        DetectionBox truth = box(DetectionClass.BARRIER, 0, 0);
        DetectionBox turned =
                new DetectionBox(
                        DetectionClass.BARRIER,
                        new Vec3(0, 0, 0),
                        2,
                        4,
                        1.5,
                        Math.PI,
                        0,
                        0,
                        10,
                        -1,
                        0.5,
                        "");
        DetectionScore score = score(List.of(truth), List.of(turned));
        assertEquals(0, score.of(DetectionClass.BARRIER).errors().get(TpError.ORIENTATION), 1e-15);
        assertTrue(Double.isNaN(score.of(DetectionClass.BARRIER).errors().get(TpError.VELOCITY)));
    }

    @Test
    void aCycleInARackDoesNotCountAndOneBesideItDoes() {
        Pose pose = new Pose(Frame.WORLD, new Frame("rack"), Rotation.IDENTITY, new Vec3(0, 0, 0));
        List<Box> racks = List.of(new Box(pose, 2, 2, 2));
        List<DetectionBox> boxes =
                List.of(
                        box(DetectionClass.BICYCLE, 0.5, 0),
                        box(DetectionClass.BICYCLE, 1.5, 0),
                        car(0.5, 0));
        assertEquals(boxes.subList(1, 3), RULES.counted(boxes, racks));
    }

    @Test
    void morePredictionsThanAllowedAreRefusedAndNotCutOff() {
        List<DetectionBox> many = Collections.nCopies(501, car(0, 0.5));
        assertThrows(
                IllegalArgumentException.class,
                () -> DetectionMatches.of(RULES, 0, List.of(), many, List.of()));
        DetectionMatches most =
                DetectionMatches.of(RULES, 0, List.of(), many.subList(1, 501), List.of());
        assertEquals(500, most.score().of(DetectionClass.CAR).predictions());
    }
}
