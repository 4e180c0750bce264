package dev.sightline.dtof.emit;

import dev.sightline.dtof.Link;

/**
 * How many photons a pixel detects (design section 2.1; `docs/dtof/radiometry.md`). Exact for a pixel that is small against its
 * range and focal length. Neither pile-up nor saturation is in here: those belong to the detector.
 *
 * @param emitter what sends
 * @param receiver one pixel that receives
 */
public record Radiometry(Emitter emitter, Receiver receiver) {

    /** Expected photons of the target that one pulse gets detected. */
    public double signalPerPulse(Reflector target, Surroundings surroundings) {
        return emitter.gain(receiver)
                * target.reflectance()
                * target.cosIncidence()
                * target.covered()
                * target.gain()
                * surroundings.airBothWays(target.rangeM())
                / (target.rangeM() * target.rangeM());
    }

    /**
     * Expected daylight photons detected per second from a Lambertian surface, whatever its range and slant: {@code r_b = rho E_l dl
     * A_pix eta_r PDE q / (4 F^2)}. A retro-reflector sends the sun back to the sun, so its gain does not count.
     *
     * @param reflectance of the surface
     * @param covered share of the pixel that it fills
     */
    public double backgroundRate(double reflectance, double covered, Surroundings surroundings) {
        return reflectance * covered * backgroundRateOfWhite(receiver, surroundings);
    }

    /** Expected daylight photons per second from the part of the footprint that a target fills. */
    public double backgroundRate(Reflector target, Surroundings surroundings) {
        return backgroundRate(target.reflectance(), target.covered(), surroundings);
    }

    /**
     * The same budget as the forward model of histograms takes it: per histogram and bin, without air.
     *
     * @param pulses per histogram
     * @param binSeconds width of a bin
     * @param darkRate counts per second without any light
     * @param irradianceAt100Klux as in {@link Surroundings}
     */
    public Link link(
            double pulses, double binSeconds, double darkRate, double irradianceAt100Klux) {
        Surroundings oneKlux = new Surroundings(1, irradianceAt100Klux, 0);
        return new Link(
                emitter.gain(receiver) * pulses,
                backgroundRateOfWhite(receiver, oneKlux) * binSeconds * pulses,
                darkRate * binSeconds * pulses);
    }

    static double backgroundRateOfWhite(Receiver receiver, Surroundings surroundings) {
        return surroundings.irradianceAt100Klux()
                * (surroundings.klux() / 100)
                * receiver.filterM()
                * receiver.throughputM2()
                * receiver.countsPerJoule();
    }
}
