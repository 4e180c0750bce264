package dev.sightline.apps.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.bev.BevGrid;
import dev.sightline.occupancy.DrivableSurface;
import dev.sightline.perception.geometry.GridSpec;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BevPictureTest {

    private static final GroundOverlay BARE =
            new GroundOverlay(List.of(), List.of(), Optional.empty());
    private static final int EDGE = 400;

    private final GridSpec spec = Scenes.small().footprint();
    private final GroundPlot axes = new GroundPlot("", spec, EDGE, 10);

    private int at(BufferedImage picture, double x, double y) {
        return Scenes.at(picture, axes.u(y), axes.v(x));
    }

    @Test
    void coloursOfTheGroundAreWhereTheyWereSeen() {
        float[][] rgb = new float[3][spec.size()];
        for (float[] channel : rgb) {
            Arrays.fill(channel, Float.NaN);
        }
        int cell = spec.index(spec.ix(6.25), spec.iy(-3.25), 0);
        rgb[0][cell] = 1;
        rgb[1][cell] = 0.5f;
        rgb[2][cell] = 0;
        BevGrid grid = new BevGrid(spec, List.of("r", "g", "b"), rgb);
        BufferedImage picture = BevPicture.rgb("", grid, "r", "g", "b", 1, BARE, EDGE);

        assertEquals(0xff8000, at(picture, 6.25, -3.25));
        double u = axes.u(3.25);
        double v = axes.v(6.25);
        assertEquals(
                Canvas.hatchAt((int) u, (int) v), Scenes.at(picture, u, v), "unseen is hatched");
    }

    @Test
    void aChannelIsColouredOverItsOwnRange() {
        float[] height = new float[spec.size()];
        for (int ix = 0; ix < spec.nx(); ix++) {
            for (int iy = 0; iy < spec.ny(); iy++) {
                height[spec.index(ix, iy, 0)] = ix < spec.nx() / 2 ? 1 : 3;
            }
        }
        height[0] = 1e6f; // one stray value must not flatten the rest
        BevGrid grid = new BevGrid(spec, List.of("height"), new float[][] {height});
        Ramp ramp = Palette.standard().ramp("height");
        BufferedImage picture =
                BevPicture.channel("", grid, "height", ramp, "height", "m", BARE, EDGE);

        assertEquals(ramp.at(0), at(picture, -3.25, 3.25));
        assertEquals(ramp.at(1), at(picture, 3.25, 3.25));
    }

    @Test
    void theRangeOfNothingIsZeroToOne() {
        assertArrayEquals(new double[] {0, 1}, BevPicture.range(new float[] {Float.NaN}));
        assertArrayEquals(new double[] {2, 3}, BevPicture.range(new float[] {2, 2}));
    }

    @Test
    void theSurfaceShowsItsThreeStates() {
        float[] height = new float[spec.size()];
        DrivableSurface.State[] states = new DrivableSurface.State[spec.size()];
        Arrays.fill(states, DrivableSurface.State.UNKNOWN);
        Arrays.fill(height, Float.NaN);
        int road = spec.index(spec.ix(6.25), spec.iy(-3.25), 0);
        states[road] = DrivableSurface.State.DRIVABLE;
        height[road] = 0.5f;
        states[spec.index(spec.ix(6.25), spec.iy(3.25), 0)] = DrivableSurface.State.BLOCKED;
        BufferedImage picture =
                SurfacePicture.of("", new DrivableSurface(spec, height, states), BARE, EDGE);

        assertEquals(Palette.standard().ramp("ground").at(0), at(picture, 6.25, -3.25));
        assertEquals(Palette.standard().of("surface.blocked"), at(picture, 6.25, 3.25));
        double u = axes.u(0.25);
        assertEquals(
                Canvas.hatchAt((int) u, (int) axes.v(-6.25)), Scenes.at(picture, u, axes.v(-6.25)));
    }
}
