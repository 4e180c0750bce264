package dev.sightline.occupancy;

import dev.sightline.perception.geometry.Vec3;

/**
 * The box of the vehicle itself, in the ego frame: returns inside come from its own bonnet, roof or mirrors and say nothing of the
 * world. Tight on purpose: what stands before the bumper must not be dropped.
 *
 * @param min lower corner, metres
 * @param max upper corner, metres; nowhere below {@code min}
 */
public record Hull(Vec3 min, Vec3 max) {

    public Hull {
        boolean ordered = min.x() <= max.x() && min.y() <= max.y() && min.z() <= max.z();
        if (!ordered || !min.isFinite() || !max.isFinite()) {
            throw new IllegalArgumentException("hull needs min <= max, had " + min + ", " + max);
        }
    }

    /** A car whose ego origin lies under its rear axle, as in nuScenes (a Renault Zoe) and Argoverse 2. */
    public static Hull aroundRearAxle() {
        return new Hull(new Vec3(-1, -1.1, 0.2), new Vec3(3.5, 1.1, 2.2));
    }

    /** A car whose ego origin lies under the sensor on the middle of its roof, as in KITTI (a Volkswagen Passat). */
    public static Hull aroundRoof() {
        return new Hull(new Vec3(-2.2, -1.1, 0.2), new Vec3(2.75, 1.1, 2.2));
    }

    /** Nothing: every return is of the world. */
    public static Hull none() {
        return new Hull(Vec3.ZERO, Vec3.ZERO);
    }

    boolean contains(double x, double y, double z) {
        return x > min.x()
                && x < max.x()
                && y > min.y()
                && y < max.y()
                && z > min.z()
                && z < max.z();
    }
}
