package dev.sightline.bev;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraImage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lays camera images on flat ground: every cell centre at one height of the ego frame is looked up in every camera at that
 * camera's own time (row by row under a rolling shutter), and what they show is blended. Whatever stands above the ground is smeared
 * away from the camera; that is the nature of the method. Thread-safe.
 *
 * <p>A camera's weight in a cell is about how many of its pixels show a square metre there, falling to 0 over a margin along the
 * image's border, so that no seam is hard.
 *
 * <table>
 * <caption>Channels</caption>
 * <tr><td>{@code red, green, blue}</td><td>0..1, as encoded in the picture; NaN where no camera looks. Raw images, which are linear,
 * are black-level corrected and square-rooted, which is near that encoding; their white balance is the sensor's</td></tr>
 * <tr><td>{@code weight}</td><td>sum of the cameras' weights, pixels per square metre; 0 where no camera looks</td></tr>
 * </table>
 */
public final class InversePerspective {

    /** Names of the channels, in order. */
    public static final List<String> CHANNELS = List.of("red", "green", "blue", "weight");

    private final Config config;
    private final Map<Frame, GroundTable> tables = new ConcurrentHashMap<>();

    /**
     * Settings.
     *
     * @param grid one layer of the ego frame
     * @param groundZ height of the ground in the ego frame, metres
     * @param margin width of the soft border, as a fraction of the image's shorter side, in (0, 0.5]
     */
    public record Config(GridSpec grid, double groundZ, double margin) {

        public Config {
            FrameMismatchException.require("grid for inverse perspective", Frame.EGO, grid.frame());
            if (grid.nz() != 1) {
                throw new IllegalArgumentException(
                        "a picture of the ground needs one layer, had " + grid.nz());
            }
            if (!Double.isFinite(groundZ) || !(margin > 0 && margin <= 0.5)) {
                throw new IllegalArgumentException(
                        "need finite ground and margin in (0, 0.5], had "
                                + groundZ
                                + ", "
                                + margin);
            }
        }

        /** Ground at z = 0, where the ego frame has its origin; a margin of a tenth. */
        public static Config on(GridSpec grid) {
            return new Config(grid, 0, 0.1);
        }
    }

    public InversePerspective(Config config) {
        this.config = config;
    }

    /** Lays all images of a sample on the ground. */
    public BevGrid lay(Sample sample) {
        int n = config.grid().size();
        float[][] values = new float[4][n];
        for (CameraImage image : sample.images()) {
            GroundView view = GroundView.of(sample, image, config);
            GroundTable table = tables.get(image.frame());
            if (table == null || !table.isOf(view)) { // a standing or steady ego keeps its tables
                table = GroundTable.of(view, config);
                tables.put(image.frame(), table);
            }
            table.accumulate(Texture.of(image), values);
        }
        for (int cell = 0; cell < n; cell++) {
            for (int channel = 0; channel < 3; channel++) {
                values[channel][cell] /= values[3][cell]; // 0 / 0 is NaN, as documented
            }
        }
        return new BevGrid(config.grid(), CHANNELS, values);
    }
}
