package dev.sightline.dtof.emit;

import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.DtofModel;

/**
 * How light falls off towards the corners of the field (design section 2.8). The lens: {@code cos^a}, a = 4 for a plain lens, less
 * with a good one. The diffuser: radiant intensity {@code cos^-b}, b = 0 flat, b = a a "bat wing" that makes up for the lens. Angles
 * are from the optical axis.
 *
 * @param lens a, 0..8
 * @param batWing b, -8..8
 */
public record FieldProfile(double lens, double batWing) {

    /** A plain lens and a flat diffuser. */
    public static final FieldProfile PLAIN = new FieldProfile(4, 0);

    public FieldProfile {
        if (!(lens >= 0 && lens <= 8 && Math.abs(batWing) <= 8)) {
            throw new IllegalArgumentException(
                    "exponents must be 0..8 and -8..8, were " + lens + ", " + batWing);
        }
    }

    /** What the lens lets through at an angle from the axis, 1 on the axis: the factor of daylight. */
    public double lensAt(double angle) {
        return StrictMath.pow(StrictMath.cos(angle), lens);
    }

    /**
     * Factor of the daylight per zone.
     *
     * @return one per zone, {@code row * cols + col}; 1 on the axis
     */
    public double[] daylight(DtofModel zones) {
        double[] f = new double[zones.zones()];
        for (int z = 0; z < f.length; z++) {
            f[z] = StrictMath.pow(cosine(zones, z), lens);
        }
        return f;
    }

    /**
     * Factor of the signal per zone against an even spread of the same pulse: lens times diffuser, the diffuser's mean over the zones
     * being 1, because it only moves energy about.
     *
     * @return one per zone, {@code row * cols + col}
     */
    public double[] signal(DtofModel zones) {
        double[] f = new double[zones.zones()];
        double sent = 0;
        double area = 0;
        for (int z = 0; z < f.length; z++) {
            double cos = cosine(zones, z);
            // zones even in angle: those away from the equator see less solid angle
            double solid = StrictMath.hypot(direction(zones, z).x(), direction(zones, z).y());
            f[z] = StrictMath.pow(cos, -batWing);
            sent += f[z] * solid;
            area += solid;
        }
        for (int z = 0; z < f.length; z++) {
            f[z] *= area / sent * StrictMath.pow(cosine(zones, z), lens);
        }
        return f;
    }

    private static double cosine(DtofModel zones, int zone) {
        double x = direction(zones, zone).x();
        if (!(x > 0)) {
            throw new IllegalArgumentException("zone " + zone + " looks sideways or backwards");
        }
        return x;
    }

    private static Vec3 direction(DtofModel zones, int zone) {
        return zones.direction(zone / zones.cols(), zone % zones.cols());
    }
}
