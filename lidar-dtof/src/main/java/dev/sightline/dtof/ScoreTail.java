package dev.sightline.dtof;

/**
 * How probable a filter score is without a target. The score {@code T = sum_k w_k h_k} of Poisson counts of mean b has the cumulant
 * function {@code K(s) = b sum_k (e^{s w_k} - 1)}; its upper tail is Lugannani and Rice's saddle-point formula (Adv. Appl. Prob. 12,
 * 1980), which stays right where few photons make the score far from Gaussian.
 */
final class ScoreTail {

    private final double[] weights; // not negative
    private final double largest;

    ScoreTail(double[] weights) {
        this.weights = weights;
        double top = 0;
        for (double w : weights) {
            top = Math.max(top, w);
        }
        this.largest = top;
    }

    double mean(double b) {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        return b * sum;
    }

    double deviation(double b) {
        double sum = 0;
        for (double w : weights) {
            sum += w * w;
        }
        return Math.sqrt(b * sum);
    }

    /** {@code P(T >= x)} for background b per bin; 1 at or below the mean. */
    double probability(double x, double b) {
        double excess = x - mean(b);
        if (!(excess > 1e-9 * deviation(b))) {
            return 1;
        }
        double s = saddle(x, b);
        double k = 0;
        double curvature = 0;
        for (double w : weights) {
            double e = StrictMath.exp(s * w);
            k += b * (e - 1);
            curvature += b * w * w * e;
        }
        double r = Math.sqrt(Math.max(0, 2 * (s * x - k)));
        double u = s * Math.sqrt(curvature);
        if (r < 1e-4) {
            return 0.5; // both terms blow up near the mean; no threshold lies there
        }
        return Math.min(1, Math.max(0, Gaussian.tail(r) + Gaussian.density(r) * (1 / u - 1 / r)));
    }

    /** Solves {@code K'(s) = x} for s > 0. K' is convex, so Newton from the right of the root descends to it. */
    private double saddle(double x, double b) {
        double s = StrictMath.log(Math.max(x / (b * largest), 1)) / largest + 1 / largest;
        while (slope(s, b)[0] < x) {
            s *= 2;
        }
        for (int i = 0; i < 60; i++) {
            double[] value = slope(s, b);
            double step = (value[0] - x) / value[1];
            s -= step;
            if (Math.abs(step) < 1e-9 * s) {
                break;
            }
        }
        return s;
    }

    private double[] slope(double s, double b) {
        double first = 0;
        double second = 0;
        for (double w : weights) {
            double e = b * w * StrictMath.exp(s * w);
            first += e;
            second += w * e;
        }
        return new double[] {first, second};
    }

    /** The score that a background of b per bin reaches with probability p. */
    double threshold(double p, double b) {
        double low = mean(b);
        double high = low + 4 * deviation(b) + largest;
        while (probability(high, b) > p) {
            high += high - low;
        }
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (probability(middle, b) > p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
