package dev.sightline.perception.object;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;

/**
 * An upright or tilted cuboid. The object's own frame has x forward, y left, z up, origin at the cuboid's centre.
 *
 * @param frameFromObject where it is
 * @param length along x, metres
 * @param width along y, metres
 * @param height along z, metres
 */
public record Box(Pose frameFromObject, double length, double width, double height) {

    public Box {
        if (!(length > 0 && width > 0 && height > 0) || !Double.isFinite(length + width + height)) {
            throw new IllegalArgumentException(
                    "box needs positive sizes, had " + length + ", " + width + ", " + height);
        }
    }

    public Vec3 centre() {
        return frameFromObject.translation();
    }

    /** Whether a point of the box's outer frame lies inside, faces included. */
    public boolean contains(Vec3 point) {
        Vec3 p = frameFromObject.inverse().apply(point);
        return Math.abs(p.x()) <= length / 2
                && Math.abs(p.y()) <= width / 2
                && Math.abs(p.z()) <= height / 2;
    }

    /** The eight corners in the outer frame: bottom four counter-clockwise from front right, then the top four. */
    public Vec3[] corners() {
        double[][] signs = {{1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
        Vec3[] out = new Vec3[8];
        for (int i = 0; i < 8; i++) {
            double[] s = signs[i % 4];
            out[i] =
                    frameFromObject.apply(
                            new Vec3(
                                    s[0] * length / 2,
                                    s[1] * width / 2,
                                    (i < 4 ? -1 : 1) * height / 2));
        }
        return out;
    }

    /** The same box seen from another frame. */
    public Box to(Pose otherFromFrame) {
        return new Box(otherFromFrame.times(frameFromObject), length, width, height);
    }
}
