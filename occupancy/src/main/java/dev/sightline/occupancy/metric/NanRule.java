package dev.sightline.occupancy.metric;

import java.util.Arrays;
import java.util.List;

/**
 * What a class that does not occur is worth, and what the mean does with it. The field has five answers, and a mean IoU without its
 * rule is not comparable: a class that only the prediction holds scores 0 under one and is left out under another.
 */
public enum NanRule {
    /** Undefined where the class is in neither truth nor prediction; left out of the mean. CVPR 2023 challenge, FlashOcc, FB-OCC. */
    NAN_IF_ABSENT_IN_BOTH("nan_if_absent_in_both", 0) {
        @Override
        boolean undefined(long truth, long predicted) {
            return truth == 0 && predicted == 0;
        }
    },
    /** Undefined where the truth does not hold the class, even if it was predicted; left out of the mean. SparseOcc, OPUS. */
    NAN_IF_ABSENT_IN_TRUTH("nan_if_absent_in_gt", 0) {
        @Override
        boolean undefined(long truth, long predicted) {
            return truth == 0;
        }
    },
    /** Undefined where the class is in neither, and then the mean is undefined too. SurroundOcc, OpenOccupancy. */
    NAN_SPREADS("nan_spreads", 0) {
        @Override
        boolean undefined(long truth, long predicted) {
            return truth == 0 && predicted == 0;
        }

        @Override
        public double mean(double[] values) {
            return Arrays.stream(values).sum() / values.length;
        }
    },
    /** Never undefined: 1e-15 in the denominator makes an absent class 0. semantic-kitti-api. */
    ZERO_IF_ABSENT("zero_if_absent", 1e-15) {
        @Override
        boolean undefined(long truth, long predicted) {
            return false;
        }
    },
    /** The same with 1e-5, which already shows in the fifth digit. MonoScene, VoxFormer. */
    ZERO_IF_ABSENT_COARSE("zero_if_absent_1e-5", 1e-5) {
        @Override
        boolean undefined(long truth, long predicted) {
            return false;
        }
    };

    private final String key;
    private final double epsilon;

    NanRule(String key, double epsilon) {
        this.key = key;
        this.epsilon = epsilon;
    }

    abstract boolean undefined(long truth, long predicted);

    /** The name on the command line and in reports. */
    public String key() {
        return key;
    }

    /**
     * The rule of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all
     */
    public static NanRule of(String key) {
        for (NanRule rule : values()) {
            if (rule.key.equals(key)) {
                return rule;
            }
        }
        List<String> keys = Arrays.stream(values()).map(NanRule::key).toList();
        throw new IllegalArgumentException("no rule '" + key + "'; there are " + keys);
    }

    /** Intersection over union, NaN where this rule calls it undefined. */
    public double iou(long hit, long truth, long predicted) {
        return undefined(truth, predicted) ? Double.NaN : hit / (truth + predicted - hit + epsilon);
    }

    /** The mean of class values as this rule takes it: what is NaN left out, and NaN if nothing is left. */
    public double mean(double[] values) {
        double sum = 0;
        int defined = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                defined++;
            }
        }
        return sum / defined; // 0 / 0 is NaN, as documented
    }
}
