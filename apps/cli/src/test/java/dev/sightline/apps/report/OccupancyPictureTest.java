package dev.sightline.apps.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OccupancyPictureTest {

    private static final GroundOverlay BARE =
            new GroundOverlay(List.of(), List.of(), Optional.empty());
    private static final int EDGE = 400;

    private final GridSpec spec = Scenes.small();
    private final GroundPlot axes =
            new GroundPlot("", spec, EDGE, 10); // the same mapping as the picture's

    private int at(BufferedImage picture, double x, double y) {
        return Scenes.at(picture, axes.u(y), axes.v(x));
    }

    private static boolean reddish(int rgb) {
        return (rgb >> 16 & 255) > 120 && (rgb >> 8 & 255) < 60;
    }

    @Test
    void aVoxelAheadAndToTheLeftAppearsUpAndLeft() {
        byte[] labels = Scenes.all(spec, ObjectKind.FREE);
        labels[spec.indexOf(7.25, 4.25, 1)] = Scenes.label(ObjectKind.PEDESTRIAN);
        BufferedImage picture =
                OccupancyPicture.fromAbove("", Scenes.grid(spec, labels), BARE, EDGE);

        assertTrue(reddish(at(picture, 7.25, 4.25)), Integer.toHexString(at(picture, 7.25, 4.25)));
        assertTrue(
                axes.u(4.25) < axes.u(0) && axes.v(7.25) < axes.v(0),
                "left is left and forward is up");
        for (double[] other :
                new double[][] {
                    {7.25, -4.25}, {-7.25, 4.25}, {4.25, 7.25}, {6.6, 4.25}, {7.25, 4.9}
                }) {
            assertEquals(Palette.standard().of(ObjectKind.FREE), at(picture, other[0], other[1]));
        }
    }

    @Test
    void theHighestVoxelOfAColumnWins() {
        byte[] labels = Scenes.all(spec, ObjectKind.FREE);
        labels[spec.indexOf(2.25, 2.25, 0.2)] = Scenes.label(ObjectKind.PEDESTRIAN);
        labels[spec.indexOf(2.25, 2.25, 3.7)] = Scenes.label(ObjectKind.VEGETATION);
        BufferedImage picture =
                OccupancyPicture.fromAbove("", Scenes.grid(spec, labels), BARE, EDGE);

        int rgb = at(picture, 2.25, 2.25);
        assertTrue(
                (rgb >> 8 & 255) > (rgb >> 16 & 255),
                "green over red, was " + Integer.toHexString(rgb));
    }

    @Test
    void whatWasNeverSeenIsHatchedAndWhatWasSeenFreeIsNot() {
        byte[] labels = Scenes.all(spec, ObjectKind.UNKNOWN);
        labels[spec.indexOf(2.25, 2.25, 1)] = Scenes.label(ObjectKind.FREE);
        BufferedImage picture =
                OccupancyPicture.fromAbove("", Scenes.grid(spec, labels), BARE, EDGE);

        double u = axes.u(-6.25);
        double v = axes.v(-6.25);
        assertEquals(Canvas.hatchAt((int) u, (int) v), Scenes.at(picture, u, v));
        assertEquals(Palette.standard().of(ObjectKind.FREE), at(picture, 2.25, 2.25));
    }

    @Test
    void theLegendCountsEveryVoxelOnce() {
        OccupancyGrid grid = Scenes.random(spec, 5, 0.2);
        VoxelCounts counts = VoxelCounts.of(grid);

        assertEquals(spec.size(), counts.of().values().stream().mapToInt(Integer::intValue).sum());
        assertEquals(
                grid.occupied(),
                counts.occupied().stream().mapToInt(k -> counts.of().get(k)).sum());
        int index = 0;
        for (Legend.Entry entry : counts.entries()) {
            ObjectKind kind = ObjectKind.ofLabel(entry.word().replace(' ', '_')).orElseThrow();
            int expected = 0;
            for (int i = 0; i < spec.size(); i++) {
                expected += grid.kind(i) == kind ? 1 : 0;
            }
            assertEquals(Legend.count(expected), entry.value(), "entry " + index++);
        }
    }

    @Test
    void theSameGridGivesTheSamePixels() {
        OccupancyGrid grid = Scenes.random(spec, 6, 0.1);
        GroundPath path =
                GroundPath.of(
                        List.of(new Vec3(0, 0, 0), new Vec3(5, 1, 0)), GroundPath.Style.CHOSEN);
        GroundOverlay overlay = GroundOverlay.EGO.withPaths(List.of(path));

        assertArrayEquals(
                Scenes.pixels(OccupancyPicture.fromAbove("a", grid, overlay, EDGE)),
                Scenes.pixels(OccupancyPicture.fromAbove("a", grid, overlay, EDGE)));
        assertArrayEquals(
                Scenes.pixels(OccupancyPicture.isometric("a", grid, overlay, 700)),
                Scenes.pixels(OccupancyPicture.isometric("a", grid, overlay, 700)));
    }

    @Test
    void theDifferenceShowsHitsMissesAndFalseAlarmsWhereTheyAre() {
        byte[] truth = Scenes.all(spec, ObjectKind.FREE);
        byte[] guess = Scenes.all(spec, ObjectKind.FREE);
        truth[spec.indexOf(5.25, 5.25, 1)] = Scenes.label(ObjectKind.CAR);
        guess[spec.indexOf(5.25, 5.25, 1)] =
                Scenes.label(ObjectKind.OTHER); // occupied, kind not claimed
        truth[spec.indexOf(5.25, -5.25, 1)] = Scenes.label(ObjectKind.CAR);
        guess[spec.indexOf(-5.25, 5.25, 1)] = Scenes.label(ObjectKind.CAR);
        truth[spec.indexOf(-5.25, -5.25, 1)] = Scenes.label(ObjectKind.CAR);
        guess[spec.indexOf(-5.25, -5.25, 1)] = Scenes.label(ObjectKind.PEDESTRIAN);
        truth[spec.indexOf(0.25, 8.25, 1)] = Scenes.label(ObjectKind.CAR); // outside the mask
        BitSet seen = new BitSet();
        seen.set(0, spec.size());
        for (int iz = 0; iz < spec.nz(); iz++) {
            seen.clear(spec.index(spec.ix(0.25), spec.iy(8.25), iz));
        }
        BufferedImage picture =
                OccupancyPicture.difference(
                        "",
                        Scenes.grid(spec, truth),
                        Scenes.grid(spec, guess),
                        Optional.of(new VisibilityMask(spec, seen)),
                        BARE,
                        EDGE);

        assertEquals(Palette.standard().of("compare.hit"), at(picture, 5.25, 5.25));
        assertEquals(Palette.standard().of("compare.miss"), at(picture, 5.25, -5.25));
        assertEquals(Palette.standard().of("compare.false_alarm"), at(picture, -5.25, 5.25));
        assertEquals(Palette.standard().of("compare.wrong_kind"), at(picture, -5.25, -5.25));
        double u = axes.u(8.25);
        double v = axes.v(0.25);
        assertEquals(Canvas.hatchAt((int) u, (int) v), Scenes.at(picture, u, v));
    }

    @Test
    void gridsOfDifferentSizeAreNotCompared() {
        OccupancyGrid a = Scenes.random(spec, 7, 0.1);
        OccupancyGrid b = Scenes.random(GridSpec.occ3d(), 7, 0.1);

        assertThrows(
                IllegalArgumentException.class,
                () -> OccupancyPicture.difference("", a, b, Optional.empty(), BARE, EDGE));
    }

    @Test
    void aPathIsDrawnOverTheGroundInItsColour() {
        OccupancyGrid grid = Scenes.grid(spec, Scenes.all(spec, ObjectKind.DRIVABLE_SURFACE));
        GroundPath path =
                GroundPath.of(
                        List.of(new Vec3(-8.3, 3.3, 0), new Vec3(8.3, 3.3, 0)),
                        GroundPath.Style.CHOSEN);
        BufferedImage picture =
                OccupancyPicture.fromAbove("", grid, BARE.withPaths(List.of(path)), EDGE);

        assertEquals(Palette.standard().of("plan.chosen"), at(picture, 3.3, 3.3));
        assertEquals(Palette.standard().of(ObjectKind.DRIVABLE_SURFACE), at(picture, 3.3, -3.3));
    }
}
