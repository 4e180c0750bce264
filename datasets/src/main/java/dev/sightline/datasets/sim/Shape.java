package dev.sightline.datasets.sim;

/** A solid about its own origin, which is the middle of its extent; z is up and a part turns it about z only. */
public sealed interface Shape permits Cuboid, Cylinder, Ball {

    /** Result of {@link #distance} where a ray misses. */
    double MISS = Double.POSITIVE_INFINITY;

    /** Rays that start nearer than this to a surface do not see it, metres. */
    double NEAREST = 1e-6;

    /** Distance to where a ray enters the solid from outside, in lengths of the direction; {@link #MISS} if it does not. */
    double distance(double ox, double oy, double oz, double dx, double dy, double dz);

    /** Writes the outward unit normal at a point of the surface. */
    void normal(double x, double y, double z, double[] out);

    /**
     * Whether the solid shares volume with an upright box.
     *
     * @param x middle of the box in a frame whose origin is the solid's and whose axes are the box's
     * @param y as x
     * @param z as x
     * @param hx half the box's size along x
     * @param hy half the box's size along y
     * @param hz half the box's size along z
     * @param cos cosine of the solid's yaw in that frame
     * @param sin sine of it
     */
    boolean overlaps(
            double x, double y, double z, double hx, double hy, double hz, double cos, double sin);

    /** Half the extent along x of a frame in which the solid has a yaw. */
    double reachX(double cos, double sin);

    /** Half the extent along y of a frame in which the solid has a yaw. */
    double reachY(double cos, double sin);

    /** Half the height. */
    double reachZ();
}
