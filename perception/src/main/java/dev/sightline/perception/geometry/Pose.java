package dev.sightline.perception.geometry;

/**
 * A rigid transform that maps points given in {@code source} to points in {@code target}: {@code p_target = R p_source + t}.
 *
 * <p>Names of variables spell the direction, so a wrong chain looks wrong: {@code worldFromLidar = worldFromEgo.times(egoFromLidar)}.
 *
 * @param target frame of the result
 * @param source frame of the argument
 * @param rotation turns {@code source} axes into {@code target} axes
 * @param translation origin of {@code source}, metres, expressed in {@code target}; finite
 */
public record Pose(Frame target, Frame source, Rotation rotation, Vec3 translation) {

    public Pose {
        if (!translation.isFinite()) {
            throw new IllegalArgumentException("translation must be finite, was " + translation);
        }
    }

    /** The transform between two names of the same frame, or a frame and itself. */
    public static Pose identity(Frame target, Frame source) {
        return new Pose(target, source, Rotation.IDENTITY, Vec3.ZERO);
    }

    /**
     * The pose of a 3x4 (or 4x4) row-major matrix {@code [R | t]}.
     *
     * @throws IllegalArgumentException if the left 3x3 block is not a rotation within 1e-3
     */
    public static Pose ofMatrix(Frame target, Frame source, double... m) {
        if (m.length != 12 && m.length != 16) {
            throw new IllegalArgumentException(
                    "a pose matrix has 12 or 16 entries, got " + m.length);
        }
        Rotation rotation =
                Rotation.ofMatrix(m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]);
        return new Pose(target, source, rotation, new Vec3(m[3], m[7], m[11]));
    }

    /**
     * Chains two transforms: {@code a_from_c = a_from_b * b_from_c}.
     *
     * @throws FrameMismatchException if this pose's source is not the other's target; the message names all four frames
     */
    public Pose times(Pose other) {
        if (!source.equals(other.target)) {
            throw new FrameMismatchException(this, other);
        }
        // R_ac = R_ab R_bc,  t_ac = R_ab t_bc + t_ab
        return new Pose(
                target,
                other.source,
                rotation.times(other.rotation),
                rotation.apply(other.translation).plus(translation));
    }

    /** {@code b_from_a}: {@code R^-1, -R^-1 t}. */
    public Pose inverse() {
        Rotation back = rotation.inverse();
        return new Pose(source, target, back, back.apply(translation).times(-1));
    }

    /** Maps a point of {@code source} to {@code target}. */
    public Vec3 apply(Vec3 point) {
        return rotation.apply(point).plus(translation);
    }

    /** The 3x4 matrix {@code [R | t]}, row-major: what a hot loop multiplies with. */
    public double[] matrix() {
        double[] r = rotation.matrix();
        return new double[] {
            r[0], r[1], r[2], translation.x(),
            r[3], r[4], r[5], translation.y(),
            r[6], r[7], r[8], translation.z()
        };
    }

    /**
     * The pose a fraction {@code k} of the way to {@code other}: translation linear, rotation spherical.
     *
     * @throws FrameMismatchException if the two poses do not connect the same frames
     */
    public Pose interpolate(Pose other, double k) {
        FrameMismatchException.require("target of the later pose", target, other.target);
        FrameMismatchException.require("source of the later pose", source, other.source);
        Vec3 t = translation.plus(other.translation.minus(translation).times(k));
        return new Pose(target, source, rotation.slerp(other.rotation, k), t);
    }

    /** {@code target<-source}, for messages. */
    public String direction() {
        return target + "<-" + source;
    }
}
