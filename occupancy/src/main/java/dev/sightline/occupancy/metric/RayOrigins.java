package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;

/**
 * Where RayIoU looks from: the places of the LiDAR over the whole scene, seen from one sample's ego frame.
 *
 * <p>Source: SparseOcc, {@code loaders/ego_pose_dataset.py}.
 */
public final class RayOrigins {

    /** Origins further than this from the ego along x or y are left out, metres. */
    public static final double REACH_M = 39;

    /** The most origins a sample keeps. */
    public static final int MOST = 8;

    private RayOrigins() {}

    /**
     * The origins of one sample.
     *
     * @param egoFromLidar mounting of the LiDAR at the sample, as its calibration says
     * @param worldFromLidar poses of the LiDAR at all samples of the scene, in time order
     * @param reference which of them is the sample
     * @return metres in the sample's ego frame, at most {@link #MOST}, in time order
     */
    public static List<Vec3> of(Pose egoFromLidar, List<Pose> worldFromLidar, int reference) {
        Pose lidarFromWorld = worldFromLidar.get(reference).inverse();
        List<Vec3> places = new ArrayList<>();
        for (int i = 0; i < worldFromLidar.size(); i++) {
            // The reference holds the place in its LiDAR frame as float32, and its own as exact
            // zero.
            Vec3 inLidar =
                    i == reference
                            ? Vec3.ZERO
                            : rounded(lidarFromWorld.apply(worldFromLidar.get(i).translation()));
            places.add(egoFromLidar.apply(inLidar));
        }
        return select(places);
    }

    private static Vec3 rounded(Vec3 v) {
        return new Vec3((float) v.x(), (float) v.y(), (float) v.z());
    }

    /**
     * The places that count: those within {@link #REACH_M}, and of more than {@link #MOST} the ones at evenly spaced indices, a half
     * rounded to even.
     *
     * @param places metres in the ego frame, in time order
     */
    public static List<Vec3> select(List<Vec3> places) {
        List<Vec3> near =
                places.stream()
                        .filter(p -> Math.abs(p.x()) < REACH_M && Math.abs(p.y()) < REACH_M)
                        .toList();
        if (near.size() <= MOST) {
            return near;
        }
        List<Vec3> spaced = new ArrayList<>();
        double step = (near.size() - 1) / (double) (MOST - 1);
        for (int k = 0; k < MOST - 1; k++) {
            spaced.add(near.get((int) Math.rint(k * step)));
        }
        spaced.add(near.get(near.size() - 1)); // as numpy.linspace, which sets the end exactly
        return List.copyOf(spaced);
    }
}
