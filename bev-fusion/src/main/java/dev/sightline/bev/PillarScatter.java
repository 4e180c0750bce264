package dev.sightline.bev;

import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.sensor.PointCloud;
import java.util.Arrays;
import java.util.List;

/**
 * What the points above each ground cell look like in numbers, without weights. Thread-safe; the same points in the same order give
 * the same bytes.
 *
 * <table>
 * <caption>Channels</caption>
 * <tr><td>{@code count}</td><td>points in the cell</td></tr>
 * <tr><td>{@code density}</td><td>log(1 + count)</td></tr>
 * <tr><td>{@code min_z, max_z, mean_z}</td><td>metres; NaN in an empty cell</td></tr>
 * <tr><td>{@code mean_intensity}</td><td>as the sensor scales it; NaN in an empty cell or without intensities</td></tr>
 * </table>
 */
public final class PillarScatter {

    /** Names of the channels, in order. */
    public static final List<String> CHANNELS =
            List.of("count", "density", "min_z", "max_z", "mean_z", "mean_intensity");

    private final Config config;

    /**
     * Settings.
     *
     * @param grid one layer; points below or above it do not count
     */
    public record Config(GridSpec grid) {

        public Config {
            if (grid.nz() != 1) {
                throw new IllegalArgumentException(
                        "pillars need a grid of one layer, had " + grid.nz());
            }
        }
    }

    public PillarScatter(Config config) {
        this.config = config;
    }

    /**
     * Scatters points into pillars.
     *
     * @param points in the grid's frame
     * @throws FrameMismatchException if they are in another frame
     */
    public BevGrid scatter(PointCloud points) {
        GridSpec grid = config.grid();
        FrameMismatchException.require("points for pillars", grid.frame(), points.frame());
        int n = grid.size();
        int[] count = new int[n];
        float[] min = filled(n);
        float[] max = filled(n);
        double[] sumZ = new double[n];
        double[] sumIntensity = new double[n];
        for (int i = 0; i < points.size(); i++) {
            float z = points.z(i);
            int cell = grid.indexOf(points.x(i), points.y(i), z);
            if (cell < 0) {
                continue;
            }
            min[cell] = count[cell] == 0 ? z : Math.min(min[cell], z);
            max[cell] = count[cell] == 0 ? z : Math.max(max[cell], z);
            count[cell]++;
            sumZ[cell] += z;
            sumIntensity[cell] +=
                    points.intensity(i); // NaN where there is none, and so becomes the mean
        }
        float[] counts = new float[n];
        float[] density = new float[n];
        float[] meanZ = new float[n];
        float[] meanIntensity = new float[n];
        for (int cell = 0; cell < n; cell++) {
            counts[cell] = count[cell];
            density[cell] = (float) StrictMath.log1p(count[cell]);
            meanZ[cell] = (float) (sumZ[cell] / count[cell]); // 0 / 0 is NaN, as documented
            meanIntensity[cell] = (float) (sumIntensity[cell] / count[cell]);
        }
        return new BevGrid(
                grid, CHANNELS, new float[][] {counts, density, min, max, meanZ, meanIntensity});
    }

    /** What is there when no sensor gave points: nothing is known, which is not the same as no points. */
    BevGrid unknown() {
        float[][] values = new float[CHANNELS.size()][];
        Arrays.setAll(values, channel -> filled(config.grid().size()));
        return new BevGrid(config.grid(), CHANNELS, values);
    }

    private static float[] filled(int n) {
        float[] values = new float[n];
        Arrays.fill(values, Float.NaN);
        return values;
    }
}
