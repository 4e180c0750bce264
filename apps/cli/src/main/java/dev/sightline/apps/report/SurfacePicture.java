package dev.sightline.apps.report;

import dev.sightline.occupancy.DrivableSurface;
import dev.sightline.perception.geometry.GridSpec;
import java.awt.image.BufferedImage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The ground as a picture: where one can drive, tinted by height, what blocks, and what was never seen. */
public final class SurfacePicture {

    private SurfacePicture() {}

    /**
     * Draws a surface from above.
     *
     * @param edge longer edge of the plot, pixels
     */
    public static BufferedImage of(
            String title, DrivableSurface surface, GroundOverlay overlay, int edge) {
        GridSpec spec = surface.spec();
        float[] heights = new float[spec.size()];
        Map<DrivableSurface.State, Integer> cells = new EnumMap<>(DrivableSurface.State.class);
        for (int i = 0; i < heights.length; i++) {
            boolean drivable = surface.state(i) == DrivableSurface.State.DRIVABLE;
            heights[i] = drivable ? surface.height(i) : Float.NaN;
            cells.merge(surface.state(i), 1, Integer::sum);
        }
        double[] range = BevPicture.range(heights);
        Ramp ramp = Palette.standard().ramp("ground");
        int blocked = Palette.standard().of("surface.blocked");
        GroundPlot plot = new GroundPlot(title, spec, edge, 330);
        plot.cells(
                (ix, iy) -> {
                    int i = spec.index(ix, iy, 0);
                    return switch (surface.state(i)) {
                        case UNKNOWN -> GroundPlot.UNKNOWN;
                        case BLOCKED -> blocked;
                        case DRIVABLE -> ramp.at(surface.height(i), range[0], range[1]);
                    };
                });
        plot.legend().heading("height of drivable ground");
        plot.legend().ramp(ramp, range[0], range[1], "m");
        plot.legend().heading("cells");
        plot.legend()
                .entries(
                        List.of(
                                entry(
                                        ramp.at(0.4),
                                        "drivable",
                                        cells,
                                        DrivableSurface.State.DRIVABLE),
                                entry(blocked, "blocked", cells, DrivableSurface.State.BLOCKED),
                                entry(
                                        Legend.Entry.HATCH,
                                        "unknown",
                                        cells,
                                        DrivableSurface.State.UNKNOWN)));
        return plot.finish(overlay);
    }

    private static Legend.Entry entry(
            int rgb,
            String word,
            Map<DrivableSurface.State, Integer> cells,
            DrivableSurface.State state) {
        return new Legend.Entry(rgb, word, Legend.count(cells.getOrDefault(state, 0)));
    }
}
