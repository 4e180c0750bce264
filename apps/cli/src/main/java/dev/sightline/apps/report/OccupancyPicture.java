package dev.sightline.apps.report;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.map.ObjectKind;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Voxels as pictures: from above, against the truth, and from behind and above ({@link #isometric}). */
public final class OccupancyPicture {

    private OccupancyPicture() {}

    /**
     * The highest occupied voxel of each column in the colour of its kind, darker the lower it is. Columns without one are free if any
     * voxel of them was seen free, else hatched: never seen.
     *
     * @param title heading, one line
     * @param edge longer edge of the plot, pixels
     */
    public static BufferedImage fromAbove(
            String title, OccupancyGrid grid, GroundOverlay overlay, int edge) {
        VoxelColours colours = new VoxelColours(grid);
        GroundPlot plot =
                new GroundPlot(title, grid.spec(), edge, Legend.height(colours.entryCount()) + 220);
        plot.cells((ix, iy) -> column(grid, colours, ix, iy));
        colours.explain(plot.legend());
        plot.legend().note("Highest occupied voxel of each column. " + colours.shading());
        return plot.finish(overlay);
    }

    private static int column(OccupancyGrid grid, VoxelColours colours, int ix, int iy) {
        GridSpec spec = grid.spec();
        boolean free = false;
        for (int iz = spec.nz() - 1; iz >= 0; iz--) {
            int i = spec.index(ix, iy, iz);
            if (grid.isOccupied(i)) {
                return colours.of(ix, iy, iz);
            }
            free |= grid.isFree(i);
        }
        return free ? Palette.standard().of(ObjectKind.FREE) : GroundPlot.UNKNOWN;
    }

    /** What a comparison says of one voxel; the order is that of the legend. */
    private enum Verdict {
        HIT("hit", "occupied in both"),
        WRONG_KIND("wrong_kind", "occupied, other kind"),
        FALSE_ALARM("false_alarm", "false alarm"),
        MISS("miss", "missed");

        private final String colour;
        private final String words;

        Verdict(String colour, String words) {
            this.colour = colour;
            this.words = words;
        }

        int rgb() {
            return Palette.standard().of("compare." + colour);
        }
    }

    /**
     * Truth against prediction from above: per column the verdict on the highest voxel that either of them has occupied, over the
     * voxels that count. A predicted {@link ObjectKind#OTHER} claims no kind, so it is a hit wherever truth is occupied.
     *
     * @param mask voxels that count; empty counts all
     * @throws IllegalArgumentException if the grids, or grid and mask, are not of the same spec
     */
    public static BufferedImage difference(
            String title,
            OccupancyGrid truth,
            OccupancyGrid predicted,
            Optional<VisibilityMask> mask,
            GroundOverlay overlay,
            int edge) {
        GridSpec spec = truth.spec();
        if (!spec.equals(predicted.spec()) || mask.isPresent() && !spec.equals(mask.get().spec())) {
            throw new IllegalArgumentException(
                    "truth is on " + spec + ", prediction on " + predicted.spec());
        }
        BitSet counted = mask.map(VisibilityMask::observed).orElseGet(() -> all(spec.size()));
        Map<Verdict, Integer> totals = new EnumMap<>(Verdict.class);
        for (int i = counted.nextSetBit(0); i >= 0; i = counted.nextSetBit(i + 1)) {
            Optional<Verdict> verdict = verdict(truth, predicted, i);
            verdict.ifPresent(v -> totals.merge(v, 1, Integer::sum));
        }
        GroundPlot plot = new GroundPlot(title, spec, edge, 360);
        plot.cells((ix, iy) -> compared(truth, predicted, counted, ix, iy));
        List<Legend.Entry> entries = new ArrayList<>();
        for (Verdict v : Verdict.values()) {
            entries.add(
                    new Legend.Entry(v.rgb(), v.words, Legend.count(totals.getOrDefault(v, 0))));
        }
        entries.add(Legend.Entry.of(Palette.standard().of(ObjectKind.FREE), "free in both"));
        entries.add(Legend.Entry.of(Legend.Entry.HATCH, "not counted: unseen"));
        plot.legend().heading("voxels, prediction against truth");
        plot.legend().entries(entries);
        plot.legend()
                .note(
                        "Each column shows the verdict on its highest voxel that either has"
                                + " occupied.");
        return plot.finish(overlay);
    }

    private static BitSet all(int size) {
        BitSet bits = new BitSet(size);
        bits.set(0, size);
        return bits;
    }

    private static int compared(
            OccupancyGrid truth, OccupancyGrid predicted, BitSet counted, int ix, int iy) {
        GridSpec spec = truth.spec();
        boolean seen = false;
        for (int iz = spec.nz() - 1; iz >= 0; iz--) {
            int i = spec.index(ix, iy, iz);
            if (counted.get(i)) {
                seen = true;
                Optional<Verdict> verdict = verdict(truth, predicted, i);
                if (verdict.isPresent()) {
                    return verdict.get().rgb();
                }
            }
        }
        return seen ? Palette.standard().of(ObjectKind.FREE) : GroundPlot.UNKNOWN;
    }

    private static Optional<Verdict> verdict(OccupancyGrid truth, OccupancyGrid predicted, int i) {
        if (!truth.isOccupied(i)) {
            return predicted.isOccupied(i) ? Optional.of(Verdict.FALSE_ALARM) : Optional.empty();
        }
        if (!predicted.isOccupied(i)) {
            return Optional.of(Verdict.MISS);
        }
        ObjectKind claimed = predicted.kind(i);
        boolean same = claimed == ObjectKind.OTHER || claimed.coarse() == truth.kind(i).coarse();
        return Optional.of(same ? Verdict.HIT : Verdict.WRONG_KIND);
    }

    /**
     * The voxels from behind and above the vehicle, in parallel perspective: see {@link IsometricView}. Ground is drawn first, so
     * it never hides what stands on it; free and unknown voxels are not drawn.
     *
     * @param width width of the whole picture, pixels
     */
    public static BufferedImage isometric(
            String title, OccupancyGrid grid, GroundOverlay overlay, int width) {
        return new IsometricView(grid, width).picture(title, overlay);
    }
}
