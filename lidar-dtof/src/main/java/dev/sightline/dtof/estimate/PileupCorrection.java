package dev.sightline.dtof.estimate;

/**
 * What a histogram would have been without dead time: {@code r_k = -ln(1 - h_k / M_k)} (Coates, J. Phys. E 1, 1968; free running
 * likewise, design section 2.3). The corrected rates are unbiased but their noise is uneven, so a filter on them loses a factor two at
 * high flux; {@link MaximumLikelihood} with the same {@link Counting} does not.
 */
public final class PileupCorrection {

    private final Counting counting;

    public PileupCorrection(Counting counting) {
        this.counting = counting;
    }

    /** Primary events per bin and cycle; NaN where no cycle was live, infinite where every live cycle counted. */
    public double[] rates(int[] counts) {
        double[] live = counting.live(counts);
        double[] rates = new double[counts.length];
        for (int k = 0; k < rates.length; k++) {
            rates[k] =
                    counting.isPoisson()
                            ? counts[k]
                            : live[k] > 0 ? -StrictMath.log1p(-counts[k] / live[k]) : Double.NaN;
        }
        return rates;
    }

    /** Standard deviation of each corrected rate: {@code sqrt(q / (M (1 - q)))}, q the share of live cycles that counted. */
    public double[] sigmas(int[] counts) {
        double[] live = counting.live(counts);
        double[] sigma = new double[counts.length];
        for (int k = 0; k < sigma.length; k++) {
            double q = counts[k] / live[k];
            sigma[k] =
                    counting.isPoisson()
                            ? Math.sqrt(counts[k])
                            : live[k] > 0 ? Math.sqrt(q / (live[k] * (1 - q))) : Double.NaN;
        }
        return sigma;
    }

    /** Primary events per cycle over all bins that were live: the flux. */
    public double flux(int[] counts) {
        double sum = 0;
        for (double r : rates(counts)) {
            sum += Double.isNaN(r) ? 0 : r;
        }
        return sum;
    }
}
