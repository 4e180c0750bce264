package dev.sightline.dtof.emit;

/** What sends the pulses: light spread evenly over a rectangle, or gathered in dots. */
public sealed interface Emitter permits Flood, Dots {

    /** Energy of all light of one pulse as it leaves the laser, joules. */
    double pulseJoules();

    /** Share that the optics let through, 0..1. */
    double transmission();

    /** Full horizontal field, radians. */
    double fieldX();

    /** Full vertical field, radians. */
    double fieldY();

    /** Solid angle of the field, steradian: {@code 4 asin(sin(ax/2) sin(ay/2))} (design section 2.1). */
    default double solidAngle() {
        return 4 * StrictMath.asin(StrictMath.sin(fieldX() / 2) * StrictMath.sin(fieldY() / 2));
    }

    /**
     * Irradiance gathered by a receiver's pixel, before reflectance and range: the factor {@code G} in {@code S = G rho cos(theta) /
     * R^2}, detected photons times square metres.
     */
    double gain(Receiver receiver);

    /** The same emitter with another pulse energy. */
    Emitter withPulseJoules(double joules);

    /** Share of a pulse's emitted energy that can pass a round aperture far in front of the emitter. */
    double shareThrough(double apertureM, double distanceM);
}
