package dev.sightline.datasets.sim;

import dev.sightline.perception.geometry.Vec3;

/** A shape of a material at a place: what rays meet. Immutable. */
public final class Part {

    final Shape shape;
    final Material material;
    final int instance;
    final double x;
    final double y;
    final double z;
    final double yaw;
    final double cos;
    final double sin;
    final double vx;
    final double vy;

    /**
     * Places a shape.
     *
     * @param instance number of the thing it belongs to, at least 1; all parts of a thing share it
     * @param centre middle of the shape, metres, in the world (or in a body's own frame)
     * @param yaw about z, radians
     * @param velocity m/s; its z counts as 0
     */
    public Part(
            Shape shape, Material material, int instance, Vec3 centre, double yaw, Vec3 velocity) {
        this.shape = shape;
        this.material = material;
        this.instance = instance;
        this.x = centre.x();
        this.y = centre.y();
        this.z = centre.z();
        this.yaw = yaw;
        this.cos = StrictMath.cos(yaw);
        this.sin = StrictMath.sin(yaw);
        this.vx = velocity.x();
        this.vy = velocity.y();
    }

    /** Part of a body: at rest in the body's own frame. */
    static Part of(Shape shape, Material material, double x, double y, double z) {
        return new Part(shape, material, 1, new Vec3(x, y, z), 0, Vec3.ZERO);
    }

    /** This part of a body where the body is. */
    Part placed(int id, Motion.State at) {
        double c = StrictMath.cos(at.yaw());
        double s = StrictMath.sin(at.yaw());
        Vec3 centre = new Vec3(at.x() + c * x - s * y, at.y() + s * x + c * y, at.z() + z);
        return new Part(shape, material, id, centre, yaw + at.yaw(), new Vec3(at.vx(), at.vy(), 0));
    }

    public Shape shape() {
        return shape;
    }

    public Material material() {
        return material;
    }

    /** Distance along a ray of the world to this part; {@link Shape#MISS} if there is none. */
    double distance(double ox, double oy, double oz, double dx, double dy, double dz) {
        double px = ox - x;
        double py = oy - y;
        return shape.distance(
                cos * px + sin * py,
                cos * py - sin * px,
                oz - z,
                cos * dx + sin * dy,
                cos * dy - sin * dx,
                dz);
    }
}
