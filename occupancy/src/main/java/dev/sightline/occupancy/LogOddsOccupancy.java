package dev.sightline.occupancy;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;
import java.util.Optional;

/**
 * Occupied, free or unknown from points and ego motion alone: no weights, the baseline and the fallback of every learned decoder.
 *
 * <p>Each scan says of a voxel either "a return lies in it" or "a ray passed it"; a return beats any number of rays. The evidence
 * adds up as log-odds between two clamps and fades with a half-life, so that what is no longer seen becomes unknown again. The
 * memory is a window of voxels with the directions of the world that follows the ego by whole cells: nothing is resampled until
 * it is asked for on a grid of the ego.
 *
 * <p>Occupied voxels are class 0 (others) of {@link dev.sightline.perception.map.Taxonomy#OCC3D}, except those that hold only
 * returns of the ground ({@link GroundRule}), which are class 11 (driveable surface): so a plan does not stop for the road. The
 * class says "ground", not "road": pavement and lawn are in it too.
 *
 * <p>Mutable, not for several threads at once; deterministic. Source: Moravec and Elfes 1985; Hornung et al., "OctoMap", 2013,
 * equations 2 to 4; see {@code docs/derivations/LogOddsOccupancy.md}.
 */
public final class LogOddsOccupancy {

    private static final double NS = 1e-9;

    private final Config config;
    private final ScrollingVolume volume;
    private final ScanMarks marks;
    private final RayCaster caster;
    private final int[] cells;
    private boolean empty = true;
    private long lastNs;

    public LogOddsOccupancy(Config config) {
        this.config = config;
        GridSpec window = config.window();
        volume = new ScrollingVolume(window);
        marks = new ScanMarks(window.nx(), window.ny(), window.nz());
        caster = new RayCaster(window);
        cells = new int[caster.capacity()];
    }

    /**
     * Adds one scan.
     *
     * @param egoPoints returns, in the ego frame at {@code timeNs}
     * @param sensorOriginInEgo where the rays left, metres
     * @param worldFromEgo the ego at {@code timeNs}
     * @param timeNs not before that of an earlier call
     * @throws FrameMismatchException if the points are not in the pose's source, or its target is not the window's frame
     */
    public void add(PointCloud egoPoints, Vec3 sensorOriginInEgo, Pose worldFromEgo, long timeNs) {
        FrameMismatchException.require(
                "frame of the points", worldFromEgo.source(), egoPoints.frame());
        FrameMismatchException.require(
                "target of the pose", config.window().frame(), worldFromEgo.target());
        volume.decay(fadedBy(timeNs));
        empty = false;
        lastNs = timeNs;
        volume.follow(worldFromEgo.translation());
        marks.clear();
        mark(egoPoints, sensorOriginInEgo, worldFromEgo);
        double scale = volume.scale();
        marks.addTo(
                volume,
                (float) (config.hit() * scale),
                (float) (config.miss() * scale),
                (float) (config.min() * scale),
                (float) (config.max() * scale));
    }

    private void mark(PointCloud egoPoints, Vec3 origin, Pose worldFromEgo) {
        double[] m = cellsFromEgo(worldFromEgo);
        double ox = origin.x();
        double oy = origin.y();
        double oz = origin.z();
        double ux = m[0] * ox + m[1] * oy + m[2] * oz + m[3];
        double uy = m[4] * ox + m[5] * oy + m[6] * oz + m[7];
        double uz = m[8] * ox + m[9] * oy + m[10] * oz + m[11];
        double nearest = config.minRange() * config.minRange();
        double farthest = config.maxRange() * config.maxRange();
        Hull hull = config.hull();
        boolean everyRay = config.insertion() == Insertion.EXACT;
        for (int i = 0; i < egoPoints.size(); i++) {
            double px = egoPoints.x(i);
            double py = egoPoints.y(i);
            double pz = egoPoints.z(i);
            double rx = px - ox;
            double ry = py - oy;
            double rz = pz - oz;
            double range2 = rx * rx + ry * ry + rz * rz;
            if (range2 < nearest || hull.contains(px, py, pz)) {
                continue;
            }
            boolean cut = range2 > farthest;
            double k = cut ? Math.sqrt(farthest / range2) : 1;
            double vx = ux + k * (m[0] * rx + m[1] * ry + m[2] * rz);
            double vy = uy + k * (m[4] * rx + m[5] * ry + m[6] * rz);
            double vz = uz + k * (m[8] * rx + m[9] * ry + m[10] * rz);
            boolean isNew =
                    !cut
                                    && vx >= 0
                                    && vy >= 0
                                    && vz >= 0
                                    && vx < volume.nx
                                    && vy < volume.ny
                                    && vz < volume.nz
                            ? hit((int) vx, (int) vy, vz)
                            : everyRay || leaves(ux, uy, uz, vx, vy, vz);
            if (isNew || everyRay) {
                marks.pass(cells, caster.segmentInCells(ux, uy, uz, vx, vy, vz, cells));
            }
        }
    }

    /** Notes a return and its height in the voxel; whether it is the voxel's first in this scan. */
    private boolean hit(int ix, int iy, double z) {
        int iz = (int) z;
        boolean isNew = marks.hit((ix * volume.ny + iy) * volume.nz + iz);
        int at = volume.at(ix, iy, iz);
        int height = (int) ((z - iz) * 255);
        // The lowest of this scan, because a minimum over many sinks; the highest of all until rays
        // clear the voxel.
        boolean wasClear = isNew && volume.scaledLogOdds[at] <= 0;
        volume.lowest[at] = (byte) (isNew ? height : Math.min(height, volume.lowest[at] & 0xff));
        volume.highest[at] =
                (byte) (wasClear ? height : Math.max(height, volume.highest[at] & 0xff));
        return isNew;
    }

    private boolean leaves(double ux, double uy, double uz, double vx, double vy, double vz) {
        int end = caster.endInCells(ux, uy, uz, vx, vy, vz);
        return end >= 0 && marks.leave(end);
    }

    /** The 3x4 matrix from metres in the ego frame to cells from the window's lower corner. */
    private double[] cellsFromEgo(Pose worldFromEgo) {
        double[] m = worldFromEgo.matrix();
        Vec3 min = volume.min();
        Vec3 cell = volume.cell();
        double[] corner = {min.x(), min.y(), min.z()};
        double[] edge = {cell.x(), cell.y(), cell.z()};
        for (int row = 0; row < 3; row++) {
            m[4 * row + 3] -= corner[row];
            for (int column = 0; column < 4; column++) {
                m[4 * row + column] /= edge[row];
            }
        }
        return m;
    }

    private double fadedBy(long timeNs) {
        if (empty) {
            return 1;
        }
        if (timeNs < lastNs) {
            throw new IllegalArgumentException(
                    "time " + timeNs + " ns lies before the last scan, " + lastNs + " ns");
        }
        return StrictMath.pow(0.5, (timeNs - lastNs) * NS / config.halfLifeSeconds());
    }

    /**
     * What is known around the ego.
     *
     * @param egoGrid any grid in the pose's source frame; what lies outside the window is unknown
     * @param worldFromEgo the ego at {@code timeNs}; it need not be that of the last scan
     * @param timeNs not before the last scan
     * @return voxels in {@link dev.sightline.perception.map.Taxonomy#OCC3D} and the surface on the grid's footprint; no flow
     */
    public Occupancy at(GridSpec egoGrid, Pose worldFromEgo, long timeNs) {
        EgoView view = view(egoGrid, worldFromEgo, timeNs);
        Ground ground = Ground.around(volume, config, view.scale(), worldFromEgo);
        return new Occupancy(
                view.voxels(ground), Optional.empty(), Optional.of(view.surface(ground)));
    }

    /**
     * The probability that a voxel is occupied, per voxel of a grid, in its order; 0.5 where nothing is known. Arguments as in
     * {@link #at}.
     */
    public float[] probabilityAt(GridSpec egoGrid, Pose worldFromEgo, long timeNs) {
        return view(egoGrid, worldFromEgo, timeNs).probabilities();
    }

    private EgoView view(GridSpec egoGrid, Pose worldFromEgo, long timeNs) {
        FrameMismatchException.require("frame of the grid", worldFromEgo.source(), egoGrid.frame());
        FrameMismatchException.require(
                "target of the pose", config.window().frame(), worldFromEgo.target());
        return new EgoView(volume, config, volume.scale() / fadedBy(timeNs), egoGrid, worldFromEgo);
    }

    /**
     * What {@link LogOddsOccupancy} needs to know. Evidence is in natural log-odds: 1.4 is a probability of 0.8.
     *
     * @param window the voxels kept, in {@code [x][y][z]} order: their size, and where they lie when the ego is at the world's
     *     origin. Its axes stay those of the world, so it should cover the ego's grid at any heading ({@link #covering})
     * @param hit evidence of a return, positive
     * @param miss evidence of a ray that passes, negative
     * @param min where evidence for free saturates, negative
     * @param max where evidence for occupied saturates, positive: the lower, the sooner what drove away is forgotten
     * @param halfLifeSeconds time in which evidence fades to half
     * @param occupied evidence from which a voxel is occupied, positive
     * @param free evidence up to which a voxel is free, negative
     * @param minRange returns nearer to the sensor, metres, are dropped with their rays: its own window, dust
     * @param maxRange rays are followed no farther, metres, and returns beyond are not believed
     * @param insertion which rays are walked
     * @param ground what is ground
     * @param hull the vehicle itself: returns inside are dropped with their rays
     */
    public record Config(
            GridSpec window,
            double hit,
            double miss,
            double min,
            double max,
            double halfLifeSeconds,
            double occupied,
            double free,
            double minRange,
            double maxRange,
            Insertion insertion,
            GroundRule ground,
            Hull hull) {

        public Config {
            if (window.order() != IndexOrder.XYZ) {
                throw new IllegalArgumentException(
                        "the window must be in XYZ order, was " + window.order());
            }
            boolean ordered =
                    min <= miss
                            && miss < 0
                            && 0 < hit
                            && hit <= max
                            && min <= free
                            && free < 0
                            && 0 < occupied
                            && occupied <= max;
            if (!ordered || !Double.isFinite(max - min)) {
                throw new IllegalArgumentException(
                        "need min <= miss, free < 0 < hit, occupied <= max, had min "
                                + min
                                + ", miss "
                                + miss
                                + ", free "
                                + free
                                + ", hit "
                                + hit
                                + ", occupied "
                                + occupied
                                + ", max "
                                + max);
            }
            if (!(halfLifeSeconds > 0)
                    || !(minRange >= 0)
                    || !(maxRange > minRange)
                    || !Double.isFinite(maxRange)) {
                throw new IllegalArgumentException(
                        "need half-life > 0 and 0 <= minRange < maxRange, had "
                                + halfLifeSeconds
                                + " s, "
                                + minRange
                                + " m, "
                                + maxRange
                                + " m");
            }
        }

        /**
         * Evidence chosen on real scans (figures in {@code docs/benchmarks}) over a window of one's own: a return counts 0.8, a ray
         * 0.4; a thing seen once outlives two rays that graze it, and five rays clear what was seen often; half-life 5 s.
         */
        public static Config of(GridSpec window) {
            return new Config(
                    window,
                    1.4,
                    -0.4,
                    -2,
                    2,
                    5,
                    0.2,
                    -0.2,
                    1,
                    80,
                    Insertion.EXACT,
                    GroundRule.road(),
                    Hull.aroundRearAxle());
        }

        /** The evidence of {@link #of} over the smallest window that covers an ego grid at any heading, with 1 m to spare above and below. */
        public static Config covering(GridSpec egoGrid) {
            Vec3 a = egoGrid.min();
            Vec3 b = egoGrid.max();
            double radius =
                    Math.hypot(
                            Math.max(Math.abs(a.x()), Math.abs(b.x())),
                            Math.max(Math.abs(a.y()), Math.abs(b.y())));
            int halfX = (int) Math.ceil(radius / egoGrid.cell().x()) + 1;
            int halfY = (int) Math.ceil(radius / egoGrid.cell().y()) + 1;
            int spare = (int) Math.ceil(1 / egoGrid.cell().z());
            Vec3 min =
                    new Vec3(
                            -halfX * egoGrid.cell().x(),
                            -halfY * egoGrid.cell().y(),
                            a.z() - spare * egoGrid.cell().z());
            return of(
                    new GridSpec(
                            Frame.WORLD,
                            min,
                            egoGrid.cell(),
                            2 * halfX,
                            2 * halfY,
                            egoGrid.nz() + 2 * spare,
                            IndexOrder.XYZ));
        }

        public Config with(Insertion other) {
            return new Config(
                    window,
                    hit,
                    miss,
                    min,
                    max,
                    halfLifeSeconds,
                    occupied,
                    free,
                    minRange,
                    maxRange,
                    other,
                    ground,
                    hull);
        }

        public Config with(Hull other) {
            return new Config(
                    window,
                    hit,
                    miss,
                    min,
                    max,
                    halfLifeSeconds,
                    occupied,
                    free,
                    minRange,
                    maxRange,
                    insertion,
                    ground,
                    other);
        }
    }
}
