package dev.sightline.dtof;

/**
 * The light budget of a sensor, reduced to three numbers per zone and histogram. The radiometry behind them (pulse energy, optics,
 * detector; design section 2.1) depends on range, reflectance and daylight only in the way written here.
 *
 * @param signalAtOneMetre photons counted from a Lambertian target of reflectance 1 that fills the zone at 1 m, normal incidence
 * @param backgroundPerKlux photons counted per bin and kilolux of daylight from a target of reflectance 1 that fills the zone
 * @param darkPerBin counts per bin without any light
 */
public record Link(double signalAtOneMetre, double backgroundPerKlux, double darkPerBin) {

    public Link {
        if (!(signalAtOneMetre > 0 && backgroundPerKlux >= 0 && darkPerBin >= 0)
                || !Double.isFinite(signalAtOneMetre + backgroundPerKlux + darkPerBin)) {
            throw new IllegalArgumentException(
                    "link needs signal > 0, background and dark counts >= 0, had "
                            + signalAtOneMetre
                            + ", "
                            + backgroundPerKlux
                            + ", "
                            + darkPerBin);
        }
    }

    /** {@code S = S_1 rho cos(theta) / R^2}, times the share of the zone that the target covers (design section 2.1). */
    public double signal(double rangeM, double reflectance, double cosIncidence, double covered) {
        return signalAtOneMetre * reflectance * cosIncidence * covered / (rangeM * rangeM);
    }

    /** Counts per bin in daylight: a Lambertian target is as bright from any side and from any range. */
    public double background(double klux, double reflectance, double covered) {
        return backgroundPerKlux * klux * reflectance * covered;
    }
}
