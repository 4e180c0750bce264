package dev.sightline.dtof;

import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Counting;
import dev.sightline.dtof.estimate.FisherBound;
import dev.sightline.perception.sensor.DtofModel;

/**
 * The smallest standard deviation that any unbiased range estimate can have: {@code J = sum_k (S p'_k)^2 / (S p_k + b)},
 * {@code sigma = J^-1/2} (design section 3). Signal and background are known to it; {@link FisherBound} has the bound for the case
 * that they are not, and for several returns.
 */
public final class CramerRao {

    private final FisherBound bound;
    private final double binMetres;
    private final int cycles;

    /** The bound for a sensor's Gaussian response, all photons counted. */
    public CramerRao(DtofModel model) {
        this(BinnedResponse.of(model), Counting.poisson());
    }

    /** The bound for any response and any way of counting. */
    public CramerRao(BinnedResponse response, Counting counting) {
        this.bound = new FisherBound(response, counting);
        this.binMetres = response.binMetres();
        this.cycles = counting.cycles();
    }

    /**
     * The bound for one surface.
     *
     * @param rangeM its range, metres
     * @param signal expected primary events from it in the histogram
     * @param background expected other primary events per bin in the histogram
     * @return standard deviation of the range, metres; infinite without signal
     */
    public double sigma(double rangeM, double signal, double background) {
        return bound.known(rangeM / binMetres, signal / cycles, background / cycles) * binMetres;
    }
}
