package dev.sightline.apps.report;

import dev.sightline.bev.BevGrid;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Bird's-eye grids as pictures: camera colours on the ground, or one channel by colour. */
public final class BevPicture {

    private BevPicture() {}

    /**
     * Three channels as red, green and blue; cells where one is NaN are hatched: no camera sees them.
     *
     * @param white value of full brightness: 1 or 255, as the channels are scaled
     * @param edge longer edge of the plot, pixels
     * @throws IllegalArgumentException if the grid lacks one of the channels
     */
    public static BufferedImage rgb(
            String title,
            BevGrid grid,
            String red,
            String green,
            String blue,
            double white,
            GroundOverlay overlay,
            int edge) {
        int r = grid.channel(red);
        int g = grid.channel(green);
        int b = grid.channel(blue);
        GroundPlot plot = new GroundPlot(title, grid.spec(), edge, 320);
        plot.cells(
                (ix, iy) -> {
                    float x = grid.at(r, ix, iy);
                    float y = grid.at(g, ix, iy);
                    float z = grid.at(b, ix, iy);
                    return Float.isNaN(x + y + z)
                            ? GroundPlot.UNKNOWN
                            : level(x, white) << 16 | level(y, white) << 8 | level(z, white);
                });
        plot.legend().heading("camera pictures laid on flat ground");
        plot.legend()
                .entries(
                        java.util.List.of(
                                Legend.Entry.of(Legend.Entry.HATCH, "seen by no camera")));
        plot.legend()
                .note(
                        "What stands up is smeared away from its camera: only the ground itself is"
                                + " where it seems.");
        return plot.finish(overlay);
    }

    private static int level(double value, double white) {
        return (int) Math.round(255 * Math.max(0, Math.min(1, value / white)));
    }

    /**
     * One channel by colour; NaN is left plain, because points are sparse and a hatch would drown them. The scale runs between the 1st and 99th percentile, so that one stray value does not
     * flatten the rest; values outside take the end colours.
     *
     * @param ramp the colours: {@code height} for metres up, {@code density} for counts
     * @param meaning words for the legend, for example "highest point over ground"
     * @param unit for example "m"; may be empty
     */
    public static BufferedImage channel(
            String title,
            BevGrid grid,
            String channel,
            Ramp ramp,
            String meaning,
            String unit,
            GroundOverlay overlay,
            int edge) {
        int c = grid.channel(channel);
        int nothing = Palette.standard().of("page.hatch_light");
        double[] range = range(grid.values(c));
        GroundPlot plot = new GroundPlot(title, grid.spec(), edge, 320);
        plot.cells(
                (ix, iy) -> {
                    float value = grid.at(c, ix, iy);
                    return Float.isNaN(value) ? nothing : ramp.at(value, range[0], range[1]);
                });
        plot.legend().heading(meaning);
        plot.legend().ramp(ramp, range[0], range[1], unit);
        plot.legend().entries(java.util.List.of(Legend.Entry.of(nothing, "no point")));
        return plot.finish(overlay);
    }

    /** 1st and 99th percentile of the finite values, rounded to tenths outwards; 0..1 if there are none. */
    static double[] range(float[] values) {
        float[] finite = new float[values.length];
        int n = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                finite[n++] = value;
            }
        }
        if (n == 0) {
            return new double[] {0, 1};
        }
        Arrays.sort(finite, 0, n);
        double low = Math.floor(finite[(n - 1) / 100] * 10) / 10;
        double high = Math.ceil(finite[n - 1 - (n - 1) / 100] * 10) / 10;
        return new double[] {low, high > low ? high : low + 1};
    }
}
