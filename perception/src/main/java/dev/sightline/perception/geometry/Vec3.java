package dev.sightline.perception.geometry;

import org.joml.Vector3d;

/**
 * A point or direction in metres. Its frame is that of the value that holds it.
 *
 * @param x metres
 * @param y metres
 * @param z metres
 */
public record Vec3(double x, double y, double z) {

    public static final Vec3 ZERO = new Vec3(0, 0, 0);

    public Vec3 plus(Vec3 o) {
        return new Vec3(x + o.x, y + o.y, z + o.z);
    }

    public Vec3 minus(Vec3 o) {
        return new Vec3(x - o.x, y - o.y, z - o.z);
    }

    public Vec3 times(double k) {
        return new Vec3(x * k, y * k, z * k);
    }

    public double dot(Vec3 o) {
        return x * o.x + y * o.y + z * o.z;
    }

    public Vec3 cross(Vec3 o) {
        return new Vec3(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    public double norm() {
        return Math.sqrt(dot(this));
    }

    public double distance(Vec3 o) {
        return minus(o).norm();
    }

    /** The unit vector along this one; NaN components if this is zero. */
    public Vec3 unit() {
        return times(1 / norm());
    }

    public boolean isFinite() {
        return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }

    /** A fresh JOML value for arithmetic inside a method. */
    public Vector3d joml() {
        return new Vector3d(x, y, z);
    }
}
