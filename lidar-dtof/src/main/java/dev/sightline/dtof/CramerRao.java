package dev.sightline.dtof;

import dev.sightline.perception.sensor.DtofModel;

/**
 * The smallest standard deviation that any unbiased range estimate can have: {@code J = sum_k (S p'_k)^2 / (S p_k + b)},
 * {@code sigma = J^-1/2} (design section 3; known signal and background, which for a symmetric response costs less than 0.1 %).
 */
public final class CramerRao {

    private final DtofModel model;
    private final PulseResponse response;

    public CramerRao(DtofModel model) {
        this.model = model;
        this.response = new PulseResponse(model);
    }

    /**
     * The bound for one surface.
     *
     * @param rangeM its range, metres
     * @param signal expected photons from it
     * @param background expected other photons per bin
     * @return standard deviation of the range, metres; infinite without signal
     */
    public double sigma(double rangeM, double signal, double background) {
        return sigmaBins(rangeM / model.binMetres(), signal, background) * model.binMetres();
    }

    double sigmaBins(double t, double signal, double background) {
        double information = 0;
        for (int k = response.first(t); k < response.end(t); k++) {
            double slope = signal * response.slope(k, t);
            double rate = signal * response.mass(k, t) + background;
            information += rate > 0 ? slope * slope / rate : 0;
        }
        return 1 / Math.sqrt(information);
    }
}
