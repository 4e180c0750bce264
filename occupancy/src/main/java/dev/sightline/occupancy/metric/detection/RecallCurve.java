package dev.sightline.occupancy.metric.detection;

/** Precision and confidence over recall 0, 0.01 ... 1. Source: nuscenes-devkit, {@code algo.py}. */
final class RecallCurve {

    static final int POINTS = 101;

    private final double[] precision;
    private final double[] confidence;

    private RecallCurve(double[] precision, double[] confidence) {
        this.precision = precision;
        this.confidence = confidence;
    }

    /**
     * Interpolates the curve of ranked predictions.
     *
     * @param right which are right, the surest first
     * @param scores of them
     * @param truths how many there are to find
     */
    static RecallCurve of(boolean[] right, double[] scores, long truths) {
        int n = right.length;
        double[] recalls = new double[n];
        double[] precisions = new double[n];
        long found = 0;
        for (int i = 0; i < n; i++) {
            found += right[i] ? 1 : 0;
            precisions[i] = (double) found / (i + 1);
            recalls[i] = found / (double) truths;
        }
        double[] precision = new double[POINTS];
        double[] confidence = new double[POINTS];
        if (found > 0) {
            for (int r = 0; r < POINTS; r++) {
                precision[r] = Interpolation.at(recall(r), recalls, precisions, 0);
                confidence[r] = Interpolation.at(recall(r), recalls, scores, 0);
            }
        }
        return new RecallCurve(precision, confidence);
    }

    /** Recall of a point: {@code linspace(0, 1, 101)}, whose last point is exactly 1. */
    static double recall(int point) {
        return point == POINTS - 1 ? 1 : point * (1.0 / (POINTS - 1));
    }

    /** The first point beyond a recall. */
    static int indexAfter(double recall) {
        return (int) Math.rint(100 * recall) + 1;
    }

    double confidence(int point) {
        return confidence[point];
    }

    /** The last point with a confidence other than zero: the highest recall that is reached; 0 if there is none. */
    int lastConfident() {
        for (int r = POINTS - 1; r > 0; r--) {
            if (confidence[r] != 0) {
                return r;
            }
        }
        return 0;
    }

    /** Mean precision above the minimum, over the points beyond the minimum recall, stretched to 0..1. */
    double averagePrecision(double minRecall, double minPrecision) {
        int from = indexAfter(minRecall);
        double[] above = new double[POINTS];
        for (int r = from; r < POINTS; r++) {
            above[r] = Math.max(precision[r] - minPrecision, 0);
        }
        return Interpolation.mean(above, from, POINTS) / (1 - minPrecision);
    }
}
