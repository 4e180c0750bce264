package dev.sightline.dtof.emit;

/**
 * Light spread evenly over a rectangular field.
 *
 * @param pulseJoules energy of one pulse, joules
 * @param transmission of the emitting optics, 0..1
 * @param fieldX full horizontal field, radians
 * @param fieldY full vertical field, radians
 */
public record Flood(double pulseJoules, double transmission, double fieldX, double fieldY)
        implements Emitter {

    public Flood {
        Checks.positive("pulse energy", pulseJoules);
        Checks.share("transmission of the emitter", transmission);
        Checks.angle("horizontal field", fieldX);
        Checks.angle("vertical field", fieldY);
    }

    @Override
    public double gain(Receiver receiver) {
        // S R^2 / (rho cos) = E eta_t A_pix / (4 F^2 Omega) x eta_r PDE q
        return pulseJoules
                * transmission
                * receiver.throughputM2()
                / solidAngle()
                * receiver.countsPerJoule();
    }

    @Override
    public Flood withPulseJoules(double joules) {
        return new Flood(joules, transmission, fieldX, fieldY);
    }

    @Override
    public double shareThrough(double apertureM, double distanceM) {
        // a cone of half angle atan(r/d): Omega = 2 pi (1 - cos)
        double r = apertureM / 2;
        double cos = distanceM / StrictMath.sqrt(distanceM * distanceM + r * r);
        return transmission * Math.min(1, 2 * Math.PI * (1 - cos) / solidAngle());
    }
}
