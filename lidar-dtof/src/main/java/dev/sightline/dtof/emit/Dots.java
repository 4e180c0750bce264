package dev.sightline.dtof.emit;

/**
 * Light gathered in dots, each of which falls inside one macro-pixel. A dot gives what a flood of the same share of the energy would
 * give to a pixel that sees only the dot: {@code E_dot = E Omega_pix / Omega}.
 *
 * @param pulseJoules energy of one pulse, all dots together, joules
 * @param transmission of the emitting optics, 0..1
 * @param fieldX full horizontal field, radians
 * @param fieldY full vertical field, radians
 * @param dots how many dots share the energy evenly
 */
public record Dots(double pulseJoules, double transmission, double fieldX, double fieldY, int dots)
        implements Emitter {

    public Dots {
        Checks.positive("pulse energy", pulseJoules);
        Checks.share("transmission of the emitter", transmission);
        Checks.angle("horizontal field", fieldX);
        Checks.angle("vertical field", fieldY);
        if (dots < 1) {
            throw new IllegalArgumentException("a dot emitter needs dots, had " + dots);
        }
    }

    @Override
    public double gain(Receiver receiver) {
        // S R^2 / (rho cos) = E_dot eta_t (f/F)^2 / 4 x eta_r PDE q
        double pupil = receiver.focalM() / receiver.fNumber();
        return pulseJoules / dots * transmission * pupil * pupil / 4 * receiver.countsPerJoule();
    }

    @Override
    public Dots withPulseJoules(double joules) {
        return new Dots(joules, transmission, fieldX, fieldY, dots);
    }

    /** At least one whole dot counts: the aperture is put where it collects most. */
    @Override
    public double shareThrough(double apertureM, double distanceM) {
        double even =
                new Flood(pulseJoules, transmission, fieldX, fieldY)
                        .shareThrough(apertureM, distanceM);
        // ceil: a dot that is only partly inside can be moved inside
        double inside = Math.max(1, Math.ceil(even / transmission * dots));
        return transmission * Math.min(1, inside / dots);
    }

    /** Where the dots go, without their light. */
    public DotPattern pattern() {
        return new DotPattern(dots, fieldX, fieldY);
    }
}
