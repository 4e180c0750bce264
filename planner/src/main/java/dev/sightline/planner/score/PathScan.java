package dev.sightline.planner.score;

import dev.sightline.planner.ComfortBounds.Limits;
import dev.sightline.planner.Rejection;
import dev.sightline.planner.Rejection.Check;
import dev.sightline.planner.Trajectory;
import dev.sightline.planner.candidate.SpeedProfile;
import dev.sightline.planner.candidate.SpiralPath;
import java.util.Optional;

/**
 * How far a path is clear, whatever the speed on it.
 *
 * @param blocked distance at which a standing cell is met first, metres; infinite if none within the scan
 * @param unseen distance up to which all was seen, metres; infinite if the scan saw no unseen space
 * @param unseenVoxel a voxel of the unseen space, or -1
 */
public record PathScan(double blocked, double unseen, int unseenVoxel) {

    private static final double STEP = 0.25;

    /** Looks along a path, up to {@code reach} metres or to the first standing cell. */
    public static PathScan of(SpiralPath path, double reach, CollisionChecker checker) {
        double unseen = Double.POSITIVE_INFINITY;
        int voxel = -1;
        double[] xy = new double[2];
        int n = (int) Math.ceil(reach / STEP);
        for (int i = 0; i <= n; i++) {
            double s = i * STEP;
            path.position(s, xy);
            double cos = StrictMath.cos(path.heading(s));
            double sin = StrictMath.sin(path.heading(s));
            if (unseen == Double.POSITIVE_INFINITY) {
                Optional<Integer> there = checker.unseenAt(xy[0], xy[1], cos, sin);
                if (there.isPresent()) {
                    unseen = Math.max(0, s - STEP);
                    voxel = there.get();
                }
            }
            if (checker.standsIn(xy[0], xy[1], cos, sin)) {
                return new PathScan(s, unseen, voxel);
            }
        }
        return new PathScan(Double.POSITIVE_INFINITY, unseen, voxel);
    }

    /**
     * Checks that the vehicle, when the next plan takes over, can still stop in space that has been seen, and at the end of the
     * trajectory before what stands in its way: a plan must not lead into a collision just behind its horizon.
     *
     * @param trajectory the profile driven on the scanned path
     * @param limits what it may stop with
     * @param commitSeconds when the next plan takes over
     */
    public Optional<Rejection> rejection(
            Trajectory trajectory, SpeedProfile profile, Limits limits, double commitSeconds) {
        int last = trajectory.size() - 1;
        double end = trajectory.seconds(last);
        if (!canStop(profile, end, limits, blocked)) {
            return Optional.of(Rejection.at(Check.VOXEL, trajectory, last));
        }
        if (canStop(profile, commitSeconds, limits, unseen)) {
            return Optional.empty();
        }
        int i = (int) Math.min(last, Math.round(commitSeconds / end * last));
        Rejection plain = Rejection.at(Check.UNKNOWN, trajectory, i);
        return Optional.of(unseenVoxel < 0 ? plain : plain.with(unseenVoxel));
    }

    /** Whether a stop that begins at a time ends within a distance. */
    private static boolean canStop(
            SpeedProfile profile, double seconds, Limits limits, double distance) {
        double[][] motion = new double[3][2];
        profile.sample(seconds, motion);
        double needed =
                motion[0][1] + SpeedProfile.stoppingDistance(motion[1][1], motion[2][1], limits);
        // A micrometre, because a stop planned to end exactly there must not fail by rounding.
        return needed <= distance + 1e-6;
    }
}
