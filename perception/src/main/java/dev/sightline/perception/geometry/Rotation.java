package dev.sightline.perception.geometry;

import org.joml.Matrix3d;
import org.joml.Quaterniond;
import org.joml.Vector3d;

/**
 * A rotation as a unit quaternion in the order x, y, z, w; {@code q} and {@code -q} are the same rotation. Readers convert from
 * the order of their format.
 *
 * @param x i component
 * @param y j component
 * @param z k component
 * @param w real component
 */
public record Rotation(double x, double y, double z, double w) {

    public static final Rotation IDENTITY = new Rotation(0, 0, 0, 1);

    private static final double NORM_TOLERANCE = 1e-9;

    public Rotation {
        double norm = Math.sqrt(x * x + y * y + z * z + w * w);
        if (!(Math.abs(norm - 1) <= NORM_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "rotation must have norm 1 within " + NORM_TOLERANCE + ", was " + norm);
        }
    }

    /**
     * Normalises a quaternion that lost digits on its way through a file.
     *
     * @throws IllegalArgumentException if its norm is off by more than 1e-3 or not finite
     */
    public static Rotation ofRounded(double x, double y, double z, double w) {
        double norm = Math.sqrt(x * x + y * y + z * z + w * w);
        if (!(Math.abs(norm - 1) <= 1e-3)) {
            throw new IllegalArgumentException(
                    "quaternion must have norm 1 within 1e-3, was " + norm);
        }
        return new Rotation(x / norm, y / norm, z / norm, w / norm);
    }

    /**
     * The rotation of a 3x3 row-major matrix that may have lost digits.
     *
     * @throws IllegalArgumentException if the columns are not orthonormal within 1e-3 or the basis is left-handed
     */
    public static Rotation ofMatrix(double... m) {
        if (m.length != 9) {
            throw new IllegalArgumentException("a rotation matrix has 9 entries, got " + m.length);
        }
        // JOML is column-major: mCR takes column, row.
        Matrix3d r = new Matrix3d(m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]);
        double determinant = r.determinant();
        Matrix3d gram = new Matrix3d(r).transpose().mul(r);
        double worst = 0;
        for (int c = 0; c < 3; c++) {
            for (int row = 0; row < 3; row++) {
                worst = Math.max(worst, Math.abs(gram.get(c, row) - (c == row ? 1 : 0)));
            }
        }
        if (!(worst <= 1e-3) || !(determinant > 0)) {
            throw new IllegalArgumentException(
                    "not a rotation: orthonormality error "
                            + worst
                            + ", determinant "
                            + determinant);
        }
        Quaterniond q = new Quaterniond().setFromNormalized(r).normalize();
        return new Rotation(q.x, q.y, q.z, q.w);
    }

    /** A right-handed turn about z (yaw), radians. */
    public static Rotation aboutZ(double radians) {
        return about(new Vec3(0, 0, 1), radians);
    }

    /** A right-handed turn about {@code axis} (any length but zero), radians. */
    public static Rotation about(Vec3 axis, double radians) {
        Vec3 u = axis.unit();
        double s = StrictMath.sin(radians / 2);
        return ofRounded(u.x() * s, u.y() * s, u.z() * s, StrictMath.cos(radians / 2));
    }

    /** {@code R_ac = R_ab R_bc}. */
    public Rotation times(Rotation o) {
        Quaterniond q = joml().mul(o.joml()).normalize();
        return new Rotation(q.x, q.y, q.z, q.w);
    }

    public Rotation inverse() {
        return new Rotation(-x, -y, -z, w);
    }

    public Vec3 apply(Vec3 v) {
        Vector3d r = joml().transform(v.joml());
        return new Vec3(r.x, r.y, r.z);
    }

    /** Heading of the rotated x axis about z, radians in (-pi, pi]. */
    public double yaw() {
        return StrictMath.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
    }

    /** The angle between this and another rotation, radians in [0, pi]. */
    public double angleTo(Rotation o) {
        Rotation d = inverse().times(o);
        return 2 * StrictMath.atan2(Math.sqrt(d.x * d.x + d.y * d.y + d.z * d.z), Math.abs(d.w));
    }

    /** Spherical interpolation along the shorter arc; {@code k} = 0 is this, 1 is {@code o}. */
    public Rotation slerp(Rotation o, double k) {
        double cos = x * o.x + y * o.y + z * o.z + w * o.w;
        double sign = cos < 0 ? -1 : 1; // -q is the same rotation, on the shorter arc
        double sin2 = 1 - cos * cos;
        double from = 1 - k;
        double to = k;
        if (sin2 > 1e-12) { // nearer than a micro-radian the chord is the arc
            // q = (sin((1 - k) a) q_0 + sin(k a) q_1) / sin a; not JOML's, whose sines differ
            // from machine to machine
            double sin = Math.sqrt(sin2);
            double angle = StrictMath.atan2(sin, Math.abs(cos));
            from = StrictMath.sin((1 - k) * angle) / sin;
            to = StrictMath.sin(k * angle) / sin;
        }
        to *= sign;
        Quaterniond q =
                new Quaterniond(
                                from * x + to * o.x,
                                from * y + to * o.y,
                                from * z + to * o.z,
                                from * w + to * o.w)
                        .normalize();
        return new Rotation(q.x, q.y, q.z, q.w);
    }

    /** The 3x3 matrix, row-major. */
    public double[] matrix() {
        Matrix3d m = new Matrix3d().set(joml());
        return new double[] {m.m00, m.m10, m.m20, m.m01, m.m11, m.m21, m.m02, m.m12, m.m22};
    }

    /** A fresh JOML value for arithmetic inside a method. */
    public Quaterniond joml() {
        return new Quaterniond(x, y, z, w);
    }
}
