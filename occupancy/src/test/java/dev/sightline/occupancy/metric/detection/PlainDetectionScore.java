package dev.sightline.occupancy.metric.detection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The plain twin of the detection score: one global list of predictions in the order of confidence, as the reference walks it, and
 * every formula spelled out. Slow; sums in the order of the text, so it agrees to rounding only.
 */
final class PlainDetectionScore {

    /** A box and the sample it is in. */
    private record Placed(int sample, int place, DetectionBox box) {}

    private final List<Placed> truths = new ArrayList<>();
    private final List<Placed> predictions = new ArrayList<>();

    PlainDetectionScore(List<List<DetectionBox>> truths, List<List<DetectionBox>> predictions) {
        for (int s = 0; s < truths.size(); s++) {
            collect(s, truths.get(s), this.truths);
            collect(s, predictions.get(s), this.predictions);
        }
    }

    private static void collect(int sample, List<DetectionBox> boxes, List<Placed> out) {
        for (DetectionBox box : boxes) {
            if (box.egoDistance() < box.kind().rangeMetres() && box.points() != 0) {
                out.add(new Placed(sample, out.size(), box));
            }
        }
    }

    /** Walks all predictions of a class; for each right one its truth, else null. */
    private List<Placed> walk(DetectionClass kind, double threshold, List<Placed> order) {
        List<Placed> left = new ArrayList<>(predictions);
        left.removeIf(p -> p.box.kind() != kind);
        while (!left.isEmpty()) {
            Placed best = left.get(0);
            for (Placed p : left) {
                if (p.box.score() >= best.box.score()) { // later ones win ties
                    best = p;
                }
            }
            order.add(best);
            left.remove(best);
        }
        Set<Placed> taken = new HashSet<>();
        List<Placed> found = new ArrayList<>();
        for (Placed p : order) {
            Placed nearest = null;
            for (Placed t : truths) {
                if (t.sample == p.sample
                        && t.box.kind() == kind
                        && !taken.contains(t)
                        && (nearest == null
                                || t.box.distance(p.box) < nearest.box.distance(p.box))) {
                    nearest = t;
                }
            }
            boolean right = nearest != null && nearest.box.distance(p.box) < threshold;
            found.add(right ? nearest : null);
            if (right) {
                taken.add(nearest);
            }
        }
        return found;
    }

    double averagePrecision(DetectionClass kind, double threshold) {
        List<Placed> found = walk(kind, threshold, new ArrayList<>());
        long all = truths.stream().filter(t -> t.box.kind() == kind).count();
        double sum = 0;
        for (int r = 11; r <= 100; r++) {
            sum += Math.max(0, along(r / 100.0, found, all, Precision.VALUE, List.of()) - 0.1);
        }
        return sum / 90 / 0.9;
    }

    double error(DetectionClass kind, TpError error) {
        if (!kind.has(error)) {
            return Double.NaN;
        }
        List<Placed> order = new ArrayList<>();
        List<Placed> found = walk(kind, 2, order);
        long all = truths.stream().filter(t -> t.box.kind() == kind).count();
        List<Double> means = new ArrayList<>(); // of the right ones, the surest first
        List<Double> sureness = new ArrayList<>();
        double sum = 0;
        int defined = 0;
        for (int i = 0; i < order.size(); i++) {
            if (found.get(i) != null) {
                double e = error.of(found.get(i).box, order.get(i).box);
                sum += Double.isNaN(e) ? 0 : e;
                defined += Double.isNaN(e) ? 0 : 1;
                means.add(defined == 0 ? 0 : sum / defined);
                sureness.add(order.get(i).box.score());
            }
        }
        if (defined == 0) {
            means.replaceAll(m -> 1.0);
        }
        double[] confidence = new double[101];
        int last = 0;
        for (int r = 0; r <= 100 && !means.isEmpty(); r++) {
            confidence[r] = along(r / 100.0, found, all, Precision.CONFIDENCE, order);
            last = confidence[r] != 0 ? r : last;
        }
        if (last < 11) {
            return 1;
        }
        double total = 0;
        for (int r = 11; r <= last; r++) {
            total += meanAt(confidence[r], sureness, means);
        }
        return total / (last - 10);
    }

    private enum Precision {
        VALUE,
        CONFIDENCE
    }

    /** Precision or confidence at a recall, between the last prediction with no more recall and the next. */
    private static double along(
            double recall, List<Placed> found, long all, Precision what, List<Placed> order) {
        if (found.stream().allMatch(f -> f == null)) {
            return 0;
        }
        int hits = 0;
        double beforeRecall = -1;
        double before = 0;
        for (int i = 0; i < found.size(); i++) {
            hits += found.get(i) != null ? 1 : 0;
            double r = (double) hits / all;
            double v = what == Precision.VALUE ? hits / (i + 1.0) : order.get(i).box.score();
            if (r > recall + 1e-15) {
                return beforeRecall < 0
                        ? v
                        : before + (v - before) * (recall - beforeRecall) / (r - beforeRecall);
            }
            beforeRecall = r;
            before = v;
        }
        return beforeRecall < recall - 1e-15 ? 0 : before;
    }

    /** Among the right ones, from the surest down; of equal ones the surest-ranked counts. */
    private static double meanAt(double score, List<Double> sureness, List<Double> means) {
        if (score >= sureness.get(0)) {
            return means.get(0);
        }
        for (int i = 1; i < sureness.size(); i++) {
            if (sureness.get(i) <= score) {
                double upper = sureness.get(i - 1);
                double lower = sureness.get(i);
                double share = (score - lower) / (upper - lower);
                return means.get(i) + share * (means.get(i - 1) - means.get(i));
            }
        }
        return means.get(means.size() - 1);
    }
}
