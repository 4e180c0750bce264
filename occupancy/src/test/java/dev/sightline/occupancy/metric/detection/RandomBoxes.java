package dev.sightline.occupancy.metric.detection;

import dev.sightline.perception.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small samples with crowded boxes, tied scores, unknown velocities and boxes beyond the range. */
record RandomBoxes(List<List<DetectionBox>> truths, List<List<DetectionBox>> predictions) {

    private static final List<DetectionClass> KINDS = List.of(DetectionClass.values());
    private static final String[] ATTRIBUTES = {"", "vehicle.parked", "vehicle.moving"};

    static RandomBoxes of(long seed, int samples, int classes) {
        Random random = new Random(seed);
        List<List<DetectionBox>> truths = new ArrayList<>();
        List<List<DetectionBox>> predictions = new ArrayList<>();
        for (int s = 0; s < samples; s++) {
            truths.add(boxes(random, random.nextInt(8), classes, true));
            predictions.add(boxes(random, random.nextInt(15), classes, false));
        }
        return new RandomBoxes(truths, predictions);
    }

    private static List<DetectionBox> boxes(Random random, int n, int classes, boolean truth) {
        List<DetectionBox> boxes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            DetectionClass kind = KINDS.get(9 - random.nextInt(classes));
            double x = 6 * random.nextDouble();
            double y = 6 * random.nextDouble();
            boxes.add(
                    new DetectionBox(
                            kind,
                            new Vec3(x, y, 0),
                            1 + random.nextDouble(),
                            2 + random.nextDouble(),
                            1.5,
                            7 * random.nextDouble() - 3.5,
                            random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian(),
                            random.nextGaussian(),
                            random.nextInt(10) == 0 ? kind.rangeMetres() : 10,
                            truth ? random.nextInt(5) : -1,
                            random.nextInt(6) / 8.0, // ties, zero among them
                            ATTRIBUTES[random.nextInt(3)]));
        }
        return boxes;
    }

    List<DetectionMatches> matches() {
        List<DetectionMatches> all = new ArrayList<>();
        for (int s = 0; s < truths.size(); s++) {
            all.add(
                    DetectionMatches.of(
                            DetectionRules.CVPR_2019,
                            s,
                            truths.get(s),
                            predictions.get(s),
                            List.of()));
        }
        return all;
    }

    static DetectionMatches merged(List<DetectionMatches> parts) {
        DetectionMatches all = DetectionMatches.empty(DetectionRules.CVPR_2019);
        for (DetectionMatches part : parts) {
            all = all.merge(part);
        }
        return all;
    }
}
