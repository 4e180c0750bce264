package dev.sightline.occupancy.metric;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.util.List;

/**
 * What truth and prediction of one sample show to every ray of every origin: for each the voxel in which the ray ends, its class,
 * and the distance. Cast once, then counted by {@link RayIou}, {@link RayPq} and {@link FlowError}. Immutable.
 *
 * <p>Rays are numbered origin by origin in the order of the pattern. A ray ends in the first voxel that is not free (unknown,
 * 255, is not free), and its distance is where it <em>leaves</em> that voxel; without one it ends in the last voxel of the grid
 * on its way; one that never enters has voxel 0 and -0.4 m. Numbers are those of the published evaluators, bit by bit: end points
 * rounded to float32 in units of float32(0.4) m, times in double, distances in float32.
 */
public final class RayHits {

    private final GridSpec spec;
    private final Taxonomy taxonomy;
    private final int free;
    private final int rays;
    private final int[] truthVoxel;
    private final int[] predictionVoxel;
    private final float[] truthDistance; // metres
    private final float[] predictionDistance;
    private final byte[] truthLabel;
    private final byte[] predictionLabel;

    private RayHits(OccupancyGrid truth, int rays) {
        this.spec = truth.spec();
        this.taxonomy = truth.taxonomy();
        this.free = taxonomy.number(ObjectKind.FREE).orElseThrow();
        this.rays = rays;
        truthVoxel = new int[rays];
        predictionVoxel = new int[rays];
        truthDistance = new float[rays];
        predictionDistance = new float[rays];
        truthLabel = new byte[rays];
        predictionLabel = new byte[rays];
    }

    /**
     * Casts the reference pattern from all origins, truth and prediction in one traversal.
     *
     * @param origins metres in the grid's frame, see {@link RayOrigins}
     * @throws IllegalArgumentException if the grids differ, are not in the order [x][y][z], have voxels that are no cubes, or are more than 16
     *     voxels high, or an origin is not finite
     */
    public static RayHits cast(OccupancyGrid truth, OccupancyGrid prediction, List<Vec3> origins) {
        RayHits hits = empty(truth, prediction, origins);
        byte[] t = truth.labels();
        byte[] p = prediction.labels();
        SharedRays rays = new SharedRays(hits.spec, t, p, hits.free);
        hits.each(
                origins,
                (i, xo, yo, zo, xe, ye, ze) -> {
                    rays.cast(xo, yo, zo, xe, ye, ze);
                    hits.set(
                            i,
                            rays.truthVoxel,
                            rays.truthDistance,
                            rays.predictionVoxel,
                            rays.predictionDistance);
                });
        hits.label(t, p);
        return hits;
    }

    /** As {@link #cast}, by the plain walk of the reference, one grid after the other: slow, the twin that tests compare with. */
    public static RayHits castPlainly(
            OccupancyGrid truth, OccupancyGrid prediction, List<Vec3> origins) {
        RayHits hits = empty(truth, prediction, origins);
        byte[] t = truth.labels();
        byte[] p = prediction.labels();
        VoxelRay inTruth = new VoxelRay(hits.spec, t, hits.free);
        VoxelRay inPrediction = new VoxelRay(hits.spec, p, hits.free);
        hits.each(
                origins,
                (i, xo, yo, zo, xe, ye, ze) -> {
                    inTruth.walk(xo, yo, zo, xe, ye, ze);
                    inPrediction.walk(xo, yo, zo, xe, ye, ze);
                    hits.set(
                            i,
                            inTruth.voxel(),
                            inTruth.distance(),
                            inPrediction.voxel(),
                            inPrediction.distance());
                });
        hits.label(t, p);
        return hits;
    }

    private static RayHits empty(
            OccupancyGrid truth, OccupancyGrid prediction, List<Vec3> origins) {
        GridSpec spec = truth.spec();
        if (!spec.equals(prediction.spec()) || truth.taxonomy() != prediction.taxonomy()) {
            throw new IllegalArgumentException(
                    String.format(
                            "truth is %s on %s, prediction %s on %s",
                            truth.taxonomy(), spec, prediction.taxonomy(), prediction.spec()));
        }
        if (spec.order() != IndexOrder.XYZ || spec.nz() > ColumnPyramid.MAX_HEIGHT) {
            throw new IllegalArgumentException(
                    "rays need a grid in the order XYZ and at most "
                            + ColumnPyramid.MAX_HEIGHT
                            + " voxels high, not "
                            + spec);
        }
        if (spec.cell().y() != spec.cell().x() || spec.cell().z() != spec.cell().x()) {
            throw new IllegalArgumentException(
                    "distances along rays are counted in cells of " + spec.cell() + ", need cubes");
        }
        for (Vec3 origin : origins) {
            if (!origin.isFinite()) {
                throw new IllegalArgumentException("origin of rays is " + origin);
            }
        }
        return new RayHits(truth, Math.multiplyExact(origins.size(), RayPattern.REFERENCE.size()));
    }

    private interface Ray {
        /** Ray i from o through e, both in cells. */
        void cast(int i, double xo, double yo, double zo, double xe, double ye, double ze);
    }

    private void each(List<Vec3> origins, Ray ray) {
        // The reference holds the grid's corner and voxel as float32 and divides in double.
        double minX = (float) spec.min().x();
        double minY = (float) spec.min().y();
        double minZ = (float) spec.min().z();
        double cellX = (float) spec.cell().x();
        double cellY = (float) spec.cell().y();
        double cellZ = (float) spec.cell().z();
        RayPattern pattern = RayPattern.REFERENCE;
        int i = 0;
        for (Vec3 o : origins) {
            float xo = (float) ((o.x() - minX) / cellX);
            float yo = (float) ((o.y() - minY) / cellY);
            float zo = (float) ((o.z() - minZ) / cellZ);
            for (int k = 0; k < pattern.size(); k++) {
                float xe = (float) ((pattern.x(k) + o.x() - minX) / cellX);
                float ye = (float) ((pattern.y(k) + o.y() - minY) / cellY);
                float ze = (float) ((pattern.z(k) + o.z() - minZ) / cellZ);
                ray.cast(i++, xo, yo, zo, xe, ye, ze);
            }
        }
    }

    private void set(int i, int truthAt, float truthCells, int predictedAt, float predictedCells) {
        float metres = (float) spec.cell().x();
        truthVoxel[i] = truthAt;
        truthDistance[i] = truthCells * metres;
        predictionVoxel[i] = predictedAt;
        predictionDistance[i] = predictedCells * metres;
    }

    private void label(byte[] truth, byte[] prediction) {
        for (int i = 0; i < rays; i++) {
            truthLabel[i] = truth[truthVoxel[i]];
            predictionLabel[i] = prediction[predictionVoxel[i]];
        }
    }

    public GridSpec spec() {
        return spec;
    }

    public Taxonomy taxonomy() {
        return taxonomy;
    }

    /** Rays over all origins. */
    public int size() {
        return rays;
    }

    /** Whether a ray counts: its truth ends in a voxel that is not free. */
    public boolean counts(int ray) {
        return (truthLabel[ray] & 0xff) != free;
    }

    /** Class of the voxel in which the truth stops a ray, or 255. */
    public int truthLabel(int ray) {
        return truthLabel[ray] & 0xff;
    }

    public int predictionLabel(int ray) {
        return predictionLabel[ray] & 0xff;
    }

    /** Linear index in {@link #spec} of the voxel in which the truth stops a ray. */
    public int truthVoxel(int ray) {
        return truthVoxel[ray];
    }

    public int predictionVoxel(int ray) {
        return predictionVoxel[ray];
    }

    /** Metres. */
    public float truthDistance(int ray) {
        return truthDistance[ray];
    }

    /** Metres. */
    public float predictionDistance(int ray) {
        return predictionDistance[ray];
    }

    /** How far apart truth and prediction are along a ray, metres: a float32 difference, as the evaluators compare it. */
    public float error(int ray) {
        return Math.abs(predictionDistance[ray] - truthDistance[ray]);
    }
}
