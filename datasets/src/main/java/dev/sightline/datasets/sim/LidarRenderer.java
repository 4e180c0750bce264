package dev.sightline.datasets.sim;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.LidarModel;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PointCloud;
import java.util.Arrays;

/**
 * A spinning LiDAR: each column of beams is fired at its own time, from where the ego is then, at where the actors are then. Points
 * are in the sensor's frame at their own time, with offsets; ranges are exact (no noise), returns come from every surface in range.
 * Intensity is reflectance times the cosine of incidence.
 */
public final class LidarRenderer {

    /**
     * How it scans.
     *
     * @param columns firings per turn
     * @param sweepNs duration of a turn, ns
     * @param lowRad elevation of the lowest beam, radians
     * @param highRad elevation of the highest beam, radians
     */
    public record Pattern(int columns, long sweepNs, double lowRad, double highRad) {

        /** As the 32-beam LiDAR of nuScenes: 20 turns a second, -30.67 to 10.67 degrees; 900 columns of 0.4 degrees. */
        public static final Pattern SPINNING =
                new Pattern(900, 50_000_000, Math.toRadians(-30.67), Math.toRadians(10.67));

        public Pattern {
            if (columns < 1 || sweepNs < columns || !(highRad >= lowRad)) {
                throw new IllegalArgumentException(columns + " columns in " + sweepNs + " ns");
            }
        }
    }

    private final Pattern pattern;
    private final int threads;

    public LidarRenderer(Pattern pattern, int threads) {
        this.pattern = pattern;
        this.threads = threads;
    }

    public Pattern pattern() {
        return pattern;
    }

    /**
     * Renders one turn. It begins behind the sensor and goes clockwise seen from above.
     *
     * @param worldFromEgo covers the whole turn
     * @param mount of a {@link LidarModel}
     * @param startNs time of the first column
     */
    public PointCloud render(World world, PoseTrack worldFromEgo, Mount mount, long startNs) {
        if (!(mount.model() instanceof LidarModel model)) {
            throw new IllegalArgumentException(
                    "'" + mount.frame() + "' is no LiDAR but " + mount.model());
        }
        int beams = model.beams();
        float[][] columns = new float[pattern.columns()][];
        Rows.each(
                pattern.columns(),
                threads,
                k -> {
                    long time = startNs + offset(k);
                    Pose worldFromSensor = worldFromEgo.at(time).times(mount.egoFromSensor());
                    columns[k] =
                            column(world.at(time), worldFromSensor, k, beams, model.maxRangeM());
                });
        return collect(mount.frame(), startNs, columns);
    }

    private int offset(int column) {
        return (int) (pattern.sweepNs() * column / pattern.columns());
    }

    /** Unit direction of a beam in the sensor's frame. */
    private Vec3 direction(int column, int beam, int beams) {
        double azimuth = Math.PI - 2 * Math.PI * column / pattern.columns();
        double step = beams == 1 ? 0 : (pattern.highRad() - pattern.lowRad()) / (beams - 1);
        double elevation = pattern.lowRad() + step * beam;
        double flat = StrictMath.cos(elevation);
        return new Vec3(
                flat * StrictMath.cos(azimuth),
                flat * StrictMath.sin(azimuth),
                StrictMath.sin(elevation));
    }

    /** Returns of one column as (x, y, z, intensity), sensor frame. */
    private float[] column(
            Scene scene, Pose worldFromSensor, int column, int beams, double maxRange) {
        double[] m = worldFromSensor.matrix();
        float[] out = new float[4 * beams];
        Hit hit = new Hit();
        int n = 0;
        for (int beam = 0; beam < beams; beam++) {
            Vec3 d = direction(column, beam, beams);
            double dx = m[0] * d.x() + m[1] * d.y() + m[2] * d.z();
            double dy = m[4] * d.x() + m[5] * d.y() + m[6] * d.z();
            double dz = m[8] * d.x() + m[9] * d.y() + m[10] * d.z();
            if (scene.cast(m[3], m[7], m[11], dx, dy, dz, maxRange, hit)) {
                double cosine = -(dx * hit.normal(0) + dy * hit.normal(1) + dz * hit.normal(2));
                out[n++] = (float) (d.x() * hit.range());
                out[n++] = (float) (d.y() * hit.range());
                out[n++] = (float) (d.z() * hit.range());
                out[n++] = (float) Math.max(0, Math.min(1, hit.reflectance() * cosine));
            }
        }
        return Arrays.copyOf(out, n);
    }

    private PointCloud collect(Frame frame, long startNs, float[][] columns) {
        int n = Arrays.stream(columns).mapToInt(c -> c.length / 4).sum();
        float[] xyz = new float[3 * n];
        float[] intensity = new float[n];
        int[] offsets = new int[n];
        int at = 0;
        for (int k = 0; k < columns.length; k++) {
            for (int i = 0; i < columns[k].length; i += 4, at++) {
                System.arraycopy(columns[k], i, xyz, 3 * at, 3);
                intensity[at] = columns[k][i + 3];
                offsets[at] = offset(k);
            }
        }
        return PointCloud.of(frame, startNs, xyz).intensity(intensity).offsetNs(offsets).build();
    }
}
