package dev.sightline.apps.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsometricViewTest {

    /** The plain twin: per sample, of all faces of all voxels that cover its centre, the one nearest to the eye. */
    private static int[] bySearch(OccupancyGrid grid, IsometricView view) {
        GridSpec spec = grid.spec();
        int[] shown = new int[view.columns() * view.rows()];
        Arrays.fill(shown, IsometricView.NOTHING);
        double[] best = new double[shown.length];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (int ix = 0; ix < spec.nx(); ix++) {
            for (int iy = 0; iy < spec.ny(); iy++) {
                for (int iz = 0; iz < spec.nz(); iz++) {
                    int i = spec.index(ix, iy, iz);
                    if (grid.isOccupied(i)) {
                        Vec3 c = spec.centre(ix, iy, iz);
                        Vec3 h = spec.cell().times(0.5);
                        Vec3 low = c.minus(h);
                        cover(
                                view,
                                shown,
                                best,
                                3 * i,
                                new Vec3(low.x(), low.y(), c.z() + h.z()),
                                x(h),
                                y(h));
                        cover(view, shown, best, 3 * i + 1, low, y(h), z(h));
                        cover(view, shown, best, 3 * i + 2, low, x(h), z(h));
                    }
                }
            }
        }
        return shown;
    }

    private static Vec3 x(Vec3 half) {
        return new Vec3(2 * half.x(), 0, 0);
    }

    private static Vec3 y(Vec3 half) {
        return new Vec3(0, 2 * half.y(), 0);
    }

    private static Vec3 z(Vec3 half) {
        return new Vec3(0, 0, 2 * half.z());
    }

    private static void cover(
            IsometricView view, int[] shown, double[] best, int id, Vec3 corner, Vec3 a, Vec3 b) {
        double u0 = view.u(corner.x(), corner.y());
        double v0 = view.v(corner.x(), corner.y(), corner.z());
        Vec3 pa = corner.plus(a);
        Vec3 pb = corner.plus(b);
        double au = view.u(pa.x(), pa.y()) - u0;
        double av = view.v(pa.x(), pa.y(), pa.z()) - v0;
        double bu = view.u(pb.x(), pb.y()) - u0;
        double bv = view.v(pb.x(), pb.y(), pb.z()) - v0;
        double det = au * bv - av * bu;
        for (int row = 0; row < view.rows(); row++) {
            for (int column = 0; column < view.columns(); column++) {
                double du = column + 0.5 - u0;
                double dv = row + 0.5 - v0;
                double s = (du * bv - dv * bu) / det;
                double t = (au * dv - av * du) / det;
                if (s >= 0 && s < 1 && t >= 0 && t < 1) {
                    Vec3 p = corner.plus(a.times(s)).plus(b.times(t));
                    double near = IsometricView.nearness(p.x(), p.y(), p.z());
                    int at = row * view.columns() + column;
                    if (near > best[at] + 1e-9) {
                        best[at] = near;
                        shown[at] = id;
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 0.05", "17, 0.3", "2024, 0.9"})
    void paintingFarToNearShowsWhatASearchForTheNearestFaceShows(long seed, double density) {
        GridSpec spec =
                new GridSpec(
                        Frame.EGO,
                        new Vec3(-3, -2, -1),
                        new Vec3(0.7, 0.5, 0.4),
                        9,
                        7,
                        5,
                        IndexOrder.XYZ);
        OccupancyGrid grid = withoutGround(Scenes.random(spec, seed, density));
        IsometricView view = new IsometricView(grid, 520);

        int[] painted = view.faces(1);
        int[] searched = bySearch(grid, view);

        int different = 0;
        for (int i = 0; i < painted.length; i++) {
            different += painted[i] == searched[i] ? 0 : 1;
        }
        // A centre exactly on a shared edge may fall to either side: a handful of samples at most.
        assertTrue(
                different <= painted.length / 5000,
                different + " of " + painted.length + " samples differ");
        assertTrue(Arrays.stream(painted).anyMatch(id -> id != IsometricView.NOTHING));
    }

    /** Ground is painted first by intent, so the search for the nearest is its twin only without ground. */
    private static OccupancyGrid withoutGround(OccupancyGrid grid) {
        byte[] labels = grid.labels();
        for (int i = 0; i < labels.length; i++) {
            if (grid.isOccupied(i) && grid.kind(i).ground()) {
                labels[i] = Scenes.label(ObjectKind.MANMADE);
            }
        }
        return Scenes.grid(grid.spec(), labels);
    }

    private static boolean shows(OccupancyGrid grid, int voxel) {
        return Arrays.stream(new IsometricView(grid, 700).faces(1)).anyMatch(id -> id / 3 == voxel);
    }

    @Test
    void aWallHidesWhatStandsBehindIt() {
        GridSpec spec = Scenes.small();
        byte[] labels = Scenes.all(spec, ObjectKind.FREE);
        int child = spec.indexOf(6.25, 0.25, 0.2);
        labels[child] = Scenes.label(ObjectKind.PEDESTRIAN);
        assertTrue(shows(Scenes.grid(spec, labels.clone()), child));

        for (int iy = 0; iy < spec.ny(); iy++) {
            for (int iz = 0; iz < spec.nz(); iz++) {
                labels[spec.index(spec.ix(5.25), iy, iz)] = Scenes.label(ObjectKind.MANMADE);
            }
        }
        assertFalse(shows(Scenes.grid(spec, labels.clone()), child), "behind the wall");

        labels[spec.indexOf(3.25, 0.25, 0.2)] = Scenes.label(ObjectKind.PEDESTRIAN);
        assertTrue(
                shows(Scenes.grid(spec, labels), spec.indexOf(3.25, 0.25, 0.2)), "before the wall");
    }

    @Test
    void groundHidesNothing() {
        GridSpec spec = Scenes.small();
        byte[] labels = Scenes.all(spec, ObjectKind.FREE);
        int child = spec.indexOf(6.25, 0.25, 0.2);
        labels[child] = Scenes.label(ObjectKind.PEDESTRIAN);
        for (int iy = 0; iy < spec.ny(); iy++) {
            for (int iz = 0; iz < spec.nz(); iz++) {
                labels[spec.index(spec.ix(5.25), iy, iz)] = Scenes.label(ObjectKind.TERRAIN);
            }
        }

        assertTrue(shows(Scenes.grid(spec, labels), child));
    }

    @Test
    void forwardIsUpAndLeftIsLeftAlsoHere() {
        IsometricView view = new IsometricView(Scenes.random(Scenes.small(), 9, 0.1), 700);

        assertTrue(view.v(8, 0, 0) < view.v(-8, 0, 0));
        assertTrue(view.u(0, 8) < view.u(0, -8));
        assertTrue(view.v(0, 0, 3) < view.v(0, 0, 0));
    }

    @Test
    void bothIndexOrdersGiveTheSamePicture() {
        GridSpec xyz =
                new GridSpec(
                        Frame.EGO,
                        new Vec3(-3, -2, 0),
                        new Vec3(0.5, 0.5, 0.5),
                        7,
                        6,
                        5,
                        IndexOrder.XYZ);
        GridSpec zyx = new GridSpec(Frame.EGO, xyz.min(), xyz.cell(), 7, 6, 5, IndexOrder.ZYX);
        OccupancyGrid a = Scenes.random(xyz, 21, 0.3);
        byte[] turned = new byte[zyx.size()];
        for (int ix = 0; ix < 7; ix++) {
            for (int iy = 0; iy < 6; iy++) {
                for (int iz = 0; iz < 5; iz++) {
                    turned[zyx.index(ix, iy, iz)] = (byte) a.label(ix, iy, iz);
                }
            }
        }

        assertArrayEquals(
                Scenes.pixels(OccupancyPicture.isometric("", a, GroundOverlay.EGO, 500)),
                Scenes.pixels(
                        OccupancyPicture.isometric(
                                "", Scenes.grid(zyx, turned), GroundOverlay.EGO, 500)));
    }

    @Test
    void anEmptyGridStillGivesAPicture() {
        GridSpec spec = Scenes.small();
        OccupancyGrid empty = Scenes.grid(spec, Scenes.all(spec, ObjectKind.FREE));

        int[] faces = new IsometricView(empty, 500).faces(1);

        assertEquals(0, Arrays.stream(faces).filter(id -> id != IsometricView.NOTHING).count());
        assertEquals(500, OccupancyPicture.isometric("", empty, GroundOverlay.EGO, 500).getWidth());
    }
}
