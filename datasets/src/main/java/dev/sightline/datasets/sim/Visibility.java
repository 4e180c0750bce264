package dev.sightline.datasets.sim;

import dev.sightline.occupancy.RayCaster;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PointCloud;
import java.util.BitSet;
import java.util.List;

/**
 * Which voxels sensors observed: those that a ray passes on its way to what it met, the last one included. For cameras the rays are
 * those of the pixel middles, a ray into the sky passing all voxels on its way; for a LiDAR those of its returns. This is Occ3D's
 * definition with the exact surfaces in place of voxels.
 */
public final class Visibility {

    private final GridSpec spec;
    private final RayCaster caster;
    private final int threads;

    public Visibility(GridSpec spec, int threads) {
        this.spec = spec;
        this.caster = new RayCaster(spec);
        this.threads = threads;
    }

    /** Voxels that at least one camera observed, in the ego frame at the reference time. */
    public VisibilityMask ofCameras(List<CameraView> views, Pose worldFromEgo) {
        Pose egoFromWorld = worldFromEgo.inverse();
        BitSet[] seen = new BitSet[views.size()];
        Rows.each(
                views.size(),
                threads,
                i ->
                        seen[i] =
                                ofCamera(
                                        views.get(i),
                                        egoFromWorld.times(views.get(i).worldFromCamera())));
        BitSet all = new BitSet(spec.size());
        for (BitSet one : seen) {
            all.or(one);
        }
        return new VisibilityMask(spec, all);
    }

    private BitSet ofCamera(CameraView view, Pose egoFromCamera) {
        BitSet seen = new BitSet(spec.size());
        int[] cells = new int[caster.capacity()];
        double[] m = egoFromCamera.matrix();
        for (int v = 0; v < view.model().height(); v++) {
            for (int u = 0; u < view.model().width(); u++) {
                Vec3 d = view.model().ray(u, v);
                double r = Math.min(view.range(u, v), CameraRenderer.FAR);
                double x = m[3] + r * (m[0] * d.x() + m[1] * d.y() + m[2] * d.z());
                double y = m[7] + r * (m[4] * d.x() + m[5] * d.y() + m[6] * d.z());
                double z = m[11] + r * (m[8] * d.x() + m[9] * d.y() + m[10] * d.z());
                mark(caster.segment(m[3], m[7], m[11], x, y, z, cells), cells, seen);
            }
        }
        return seen;
    }

    /** Voxels that a LiDAR's returns observed, in the ego frame at the reference time. */
    public VisibilityMask ofLidar(
            PointCloud cloud, Mount mount, PoseTrack worldFromEgo, long referenceNs) {
        Pose egoFromWorld = worldFromEgo.at(referenceNs).inverse();
        BitSet seen = new BitSet(spec.size());
        int[] cells = new int[caster.capacity()];
        long cached = Long.MIN_VALUE;
        double[] m = new double[12];
        for (int i = 0; i < cloud.size(); i++) {
            if (cloud.timeNs(i) != cached) {
                cached = cloud.timeNs(i);
                m =
                        egoFromWorld
                                .times(worldFromEgo.at(cached))
                                .times(mount.egoFromSensor())
                                .matrix();
            }
            double px = cloud.x(i);
            double py = cloud.y(i);
            double pz = cloud.z(i);
            double x = m[0] * px + m[1] * py + m[2] * pz + m[3];
            double y = m[4] * px + m[5] * py + m[6] * pz + m[7];
            double z = m[8] * px + m[9] * py + m[10] * pz + m[11];
            mark(caster.segment(m[3], m[7], m[11], x, y, z, cells), cells, seen);
        }
        return new VisibilityMask(spec, seen);
    }

    private static void mark(int n, int[] cells, BitSet seen) {
        for (int k = 0; k < n; k++) {
            seen.set(cells[k]);
        }
    }
}
