package dev.sightline.apps.report;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * Voxels in parallel perspective, seen from behind, above and slightly from the right of the vehicle.
 *
 * <p>Painter's algorithm: with the eye behind, right and above, drawing x from far to near, y from left to right and z upwards
 * never lets a farther face cover a nearer one. Only the three faces that look at the eye are drawn, and of these only those with
 * no neighbour before them.
 */
final class IsometricView {

    /** The three faces one can see. */
    static final int TOP_FACE = 0;

    static final int BACK_FACE = 1;
    static final int RIGHT_FACE = 2;

    /** Value of a pixel that no face covers. */
    static final int NOTHING = -1;

    private static final double[] FACE_SHADE = {1.0, 0.8, 0.64};
    private static final double AZIMUTH =
            StrictMath.toRadians(28); // the eye's heading off the x axis, to the left
    private static final double ELEVATION = StrictMath.toRadians(36); // of the eye over the horizon
    private static final double SIN_A = StrictMath.sin(AZIMUTH);
    private static final double COS_A = StrictMath.cos(AZIMUTH);
    private static final double SIN_E = StrictMath.sin(ELEVATION);
    private static final double COS_E = StrictMath.cos(ELEVATION);

    private static final int SAMPLES = 2; // per pixel and axis: smooth edges
    private static final int MARGIN = 34;
    private static final int TOP = 44;

    private final OccupancyGrid grid;
    private final GridSpec spec;
    private final VoxelColours colours;
    private final int plotWidth;
    private final int plotHeight;
    private final double scale; // pixels per metre
    private final double originU; // picture position of the frame's origin within the plot
    private final double originV;

    IsometricView(OccupancyGrid grid, int width) {
        this.grid = grid;
        this.spec = grid.spec();
        this.colours = new VoxelColours(grid);
        this.plotWidth = Math.max(64, width - 3 * MARGIN - GroundPlot.LEGEND_WIDTH);
        Vec3 a = spec.min();
        Vec3 b = spec.max();
        double top = colours.top();
        // The leftmost corner is the near left one, the lowest the near right one, the highest the
        // far left one.
        double left = right(a.x(), b.y());
        double most = right(b.x(), a.y());
        this.scale = plotWidth / (most - left);
        double highest = up(b.x(), b.y(), Math.max(top, a.z()));
        double lowest = up(a.x(), a.y(), a.z());
        this.plotHeight = (int) Math.ceil((highest - lowest) * scale);
        this.originU = -left * scale;
        this.originV = highest * scale;
    }

    private static double right(double x, double y) {
        return x * SIN_A - y * COS_A;
    }

    private static double up(double x, double y, double z) {
        return (x * COS_A + y * SIN_A) * SIN_E + z * COS_E;
    }

    /** Column of a point in the plot, pixels. */
    double u(double x, double y) {
        return originU + scale * right(x, y);
    }

    /** Row of a point in the plot, pixels. */
    double v(double x, double y, double z) {
        return originV - scale * up(x, y, z);
    }

    /** How near a point is to the eye: larger is nearer. */
    static double nearness(double x, double y, double z) {
        return -(x * COS_A + y * SIN_A) * COS_E + z * SIN_E;
    }

    int columns() {
        return plotWidth;
    }

    int rows() {
        return plotHeight;
    }

    /**
     * Which face each sample of the plot shows, {@code [rows * samples][columns * samples]}: 3 times the voxel's linear index plus the
     * face, or {@link #NOTHING}.
     */
    int[] faces(int samples) {
        int[] shown = new int[plotWidth * samples * plotHeight * samples];
        Arrays.fill(shown, NOTHING);
        boolean[] ground = new boolean[256];
        for (int label = 0; label < grid.taxonomy().size(); label++) {
            ground[label] = grid.taxonomy().kind(label).ground();
        }
        Quads quads = new Quads(shown, plotWidth * samples, plotHeight * samples);
        paint(
                quads,
                samples,
                solid(ground, true)); // first, so that no kerb hides what stands behind it
        paint(quads, samples, solid(ground, false));
        return shown;
    }

    private boolean[] solid(boolean[] ground, boolean wanted) {
        boolean[] solid = new boolean[spec.size()];
        for (int i = 0; i < solid.length; i++) {
            solid[i] = grid.isOccupied(i) && ground[grid.label(i)] == wanted;
        }
        return solid;
    }

    private void paint(Quads quads, int samples, boolean[] solid) {
        for (int ix = spec.nx() - 1; ix >= 0; ix--) {
            for (int iy = spec.ny() - 1; iy >= 0; iy--) {
                for (int iz = 0; iz < spec.nz(); iz++) {
                    int i = spec.index(ix, iy, iz);
                    if (!solid[i]) {
                        continue;
                    }
                    if (iz + 1 == spec.nz() || !solid[spec.index(ix, iy, iz + 1)]) {
                        face(quads, samples, 3 * i + TOP_FACE, ix, iy, iz + 1, 1, 1, 0);
                    }
                    if (ix == 0 || !solid[spec.index(ix - 1, iy, iz)]) {
                        face(quads, samples, 3 * i + BACK_FACE, ix, iy, iz, 0, 1, 1);
                    }
                    if (iy == 0 || !solid[spec.index(ix, iy - 1, iz)]) {
                        face(quads, samples, 3 * i + RIGHT_FACE, ix, iy, iz, 1, 0, 1);
                    }
                }
            }
        }
    }

    /** Fills the face that spans from corner (ix, iy, iz) one cell along the two axes whose extent is 1. */
    private void face(
            Quads quads, int samples, int id, int ix, int iy, int iz, int ex, int ey, int ez) {
        // The four corners in turn: none, first axis, both, second axis.
        corner(quads, 0, samples, ix, iy, iz);
        corner(quads, 1, samples, ix + ex, iy + (ex == 0 ? ey : 0), iz);
        corner(quads, 2, samples, ix + ex, iy + ey, iz + ez);
        corner(quads, 3, samples, ix, iy + (ex == 0 ? 0 : ey), iz + ez);
        quads.fill(id);
    }

    private void corner(Quads quads, int k, int samples, int ix, int iy, int iz) {
        double x = spec.min().x() + ix * spec.cell().x();
        double y = spec.min().y() + iy * spec.cell().y();
        double z = spec.min().z() + iz * spec.cell().z();
        quads.corner(k, samples * u(x, y), samples * v(x, y, z));
    }

    /** The finished picture with base lines, axes, legend, and the overlay on top. */
    BufferedImage picture(String title, GroundOverlay everything) {
        GroundOverlay overlay = everything.within(spec);
        int legendHeight = Legend.height(colours.entryCount()) + 150;
        Canvas canvas =
                new Canvas(
                        3 * MARGIN + plotWidth + GroundPlot.LEGEND_WIDTH,
                        Math.max(TOP + plotHeight + 2 * MARGIN, TOP + legendHeight),
                        Palette.standard().of("page.paper"));
        Lettering.draw(canvas, title, 16, 13, Lettering.LARGE, Palette.standard().of("page.ink"));
        IsometricOverlay lines = new IsometricOverlay(canvas, this, spec, MARGIN, TOP);
        lines.base();
        resolve(canvas);
        overlay.boxes().forEach(lines::box);
        List<GroundPath> paths = overlay.pathsInOrder();
        paths.forEach(lines::path);
        overlay.ego().ifPresent(lines::ego);
        Legend legend = new Legend(canvas, 2 * MARGIN + plotWidth, TOP, GroundPlot.LEGEND_WIDTH);
        colours.explain(legend);
        lines.explain(legend, overlay, paths);
        return canvas.image();
    }

    /** Turns faces into shaded colours; samples that show nothing let the paper through. */
    private void resolve(Canvas canvas) {
        int[] shown = faces(SAMPLES);
        int[] cell = new int[3];
        for (int row = 0; row < plotHeight; row++) {
            for (int column = 0; column < plotWidth; column++) {
                int covered = 0;
                int r = 0;
                int g = 0;
                int b = 0;
                for (int k = 0; k < SAMPLES * SAMPLES; k++) {
                    int at =
                            (row * SAMPLES + k / SAMPLES) * plotWidth * SAMPLES
                                    + column * SAMPLES
                                    + k % SAMPLES;
                    if (shown[at] != NOTHING) {
                        int rgb = shaded(shown[at], cell);
                        covered++;
                        r += rgb >> 16 & 255;
                        g += rgb >> 8 & 255;
                        b += rgb & 255;
                    }
                }
                if (covered > 0) {
                    int rgb = r / covered << 16 | g / covered << 8 | b / covered;
                    canvas.blend(
                            MARGIN + column,
                            TOP + row,
                            rgb,
                            (double) covered / (SAMPLES * SAMPLES));
                }
            }
        }
    }

    private int shaded(int id, int[] cell) {
        unravel(id / 3, cell);
        // A faint checkerboard lets one see single voxels in a plain wall.
        double checker = (cell[0] + cell[1] + cell[2]) % 2 == 0 ? 1 : 0.965;
        return Colours.shade(colours.of(cell[0], cell[1], cell[2]), FACE_SHADE[id % 3] * checker);
    }

    private void unravel(int index, int[] cell) {
        boolean xyz = spec.order() == dev.sightline.perception.geometry.IndexOrder.XYZ;
        int fast = xyz ? spec.nz() : spec.nx();
        int slow = index / fast / spec.ny();
        cell[0] = xyz ? slow : index % fast;
        cell[1] = index / fast % spec.ny();
        cell[2] = xyz ? index % fast : slow;
    }
}
