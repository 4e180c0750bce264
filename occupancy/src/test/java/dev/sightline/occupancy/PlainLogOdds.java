package dev.sightline.occupancy;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The slow twin of {@link LogOddsOccupancy}: a map from voxels of the world to log-odds, no ring, no common scale, no bits; rays by
 * {@link PlainRayCaster}.
 */
final class PlainLogOdds {

    /** A voxel of the world: the window's cell of that number when the ego is at the origin. */
    record Voxel(long x, long y, long z) {}

    private final LogOddsOccupancy.Config config;
    private Map<Voxel, Double> logOdds = new HashMap<>();
    private long lastNs;

    PlainLogOdds(LogOddsOccupancy.Config config) {
        this.config = config;
    }

    void add(PointCloud points, Vec3 origin, Pose worldFromEgo, long timeNs) {
        GridSpec window = windowAt(worldFromEgo.translation());
        Map<Voxel, Double> kept = new HashMap<>();
        double fade = Math.pow(0.5, (timeNs - lastNs) * 1e-9 / config.halfLifeSeconds());
        logOdds.forEach(
                (voxel, value) -> {
                    if (index(window, voxel) >= 0) {
                        kept.put(voxel, value * fade);
                    }
                });
        logOdds = kept;
        lastNs = timeNs;

        BitSet hit = new BitSet();
        BitSet passed = new BitSet();
        Vec3 from = worldFromEgo.apply(origin);
        for (int i = 0; i < points.size(); i++) {
            Vec3 to = worldFromEgo.apply(new Vec3(points.x(i), points.y(i), points.z(i)));
            double range = from.distance(to);
            if (range < config.minRange()) {
                continue;
            }
            if (range > config.maxRange()) {
                to = from.plus(to.minus(from).times(config.maxRange() / range));
            } else if (window.indexOf(to.x(), to.y(), to.z()) >= 0) {
                hit.set(window.indexOf(to.x(), to.y(), to.z()));
            }
            passed.or(PlainRayCaster.crossed(window, from, to));
        }
        for (int x = 0; x < window.nx(); x++) {
            for (int y = 0; y < window.ny(); y++) {
                for (int z = 0; z < window.nz(); z++) {
                    int index = window.index(x, y, z);
                    Voxel voxel = voxel(window, x, y, z);
                    if (hit.get(index)) {
                        logOdds.merge(voxel, config.hit(), (a, b) -> Math.min(config.max(), a + b));
                    } else if (passed.get(index)) {
                        logOdds.merge(
                                voxel, config.miss(), (a, b) -> Math.max(config.min(), a + b));
                    }
                }
            }
        }
    }

    /** Log-odds of a voxel of the window at the last scan; 0 if it holds nothing. */
    double logOdds(GridSpec window, int x, int y, int z) {
        return logOdds.getOrDefault(voxel(window, x, y, z), 0.0);
    }

    /** The window when the ego is here: moved by whole cells. */
    GridSpec windowAt(Vec3 ego) {
        GridSpec w = config.window();
        Vec3 c = w.cell();
        Vec3 moved =
                new Vec3(
                        Math.round(ego.x() / c.x()) * c.x(),
                        Math.round(ego.y() / c.y()) * c.y(),
                        Math.round(ego.z() / c.z()) * c.z());
        return new GridSpec(w.frame(), w.min().plus(moved), c, w.nx(), w.ny(), w.nz(), w.order());
    }

    private Voxel voxel(GridSpec window, int x, int y, int z) {
        Vec3 moved = window.min().minus(config.window().min());
        Vec3 c = window.cell();
        return new Voxel(
                x + Math.round(moved.x() / c.x()),
                y + Math.round(moved.y() / c.y()),
                z + Math.round(moved.z() / c.z()));
    }

    private int index(GridSpec window, Voxel voxel) {
        Voxel corner = voxel(window, 0, 0, 0);
        int x = (int) (voxel.x - corner.x);
        int y = (int) (voxel.y - corner.y);
        int z = (int) (voxel.z - corner.z);
        return window.contains(x, y, z) ? window.index(x, y, z) : -1;
    }
}
