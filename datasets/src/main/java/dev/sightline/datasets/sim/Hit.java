package dev.sightline.datasets.sim;

import dev.sightline.perception.map.ObjectKind;

/** What a ray met. Scratch of one thread: {@link Scene#cast} writes it, the accessors read it until the next cast. */
public final class Hit {

    double range;
    double x;
    double y;
    double z;
    Part part; // null: the ground
    Ground ground;
    final double[] normal = new double[3];
    final double[] distance = new double[1]; // scratch of the index
    private final double[] rgb = new double[3];

    /** Distance from the ray's start, metres. */
    public double range() {
        return range;
    }

    public double x() {
        return x;
    }

    public double y() {
        return y;
    }

    public double z() {
        return z;
    }

    /** Component 0..2 of the outward unit normal, world axes. */
    public double normal(int axis) {
        return normal[axis];
    }

    public ObjectKind kind() {
        return part == null ? ground.kind(x, y) : part.material.kind();
    }

    /** Number of the thing that was met; 0 is the ground. */
    public int instance() {
        return part == null ? 0 : part.instance;
    }

    /** Diffuse reflectance at LiDAR wavelengths, 0..1. */
    public double reflectance() {
        return part == null ? ground.reflectance(x, y) : part.material.reflectance();
    }

    /** Velocity of the thing, m/s, world x. */
    public double vx() {
        return part == null ? 0 : part.vx;
    }

    public double vy() {
        return part == null ? 0 : part.vy;
    }

    /** Linear diffuse colour, red, green, blue; the array is reused by the next call. */
    public double[] colour() {
        if (part == null) {
            ground.colour(x, y, rgb);
        } else {
            double px = x - part.x;
            double py = y - part.y;
            part.material
                    .paint()
                    .colour(
                            part.cos * px + part.sin * py,
                            part.cos * py - part.sin * px,
                            z - part.z,
                            rgb);
        }
        return rgb;
    }
}
