package dev.sightline.apps.report;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.map.ObjectKind;
import java.util.List;

/**
 * Which colour an occupied voxel has: its kind's. Where a grid knows no kinds but ground and {@link ObjectKind#OTHER}, what stands
 * on the ground would be all one colour, so there it is coloured by height.
 */
final class VoxelColours {

    private final OccupancyGrid grid;
    private final boolean byHeight;
    private final VoxelCounts counts;
    private final int[] ofLabel = new int[256];
    private final boolean[] ground = new boolean[256];
    private double low; // heights between which the ramp runs, metres
    private double high;

    VoxelColours(OccupancyGrid grid) {
        this.grid = grid;
        this.counts = VoxelCounts.of(grid);
        this.byHeight =
                counts.occupied().stream()
                        .filter(kind -> !kind.ground())
                        .toList()
                        .equals(List.of(ObjectKind.OTHER));
        for (int label = 0; label < grid.taxonomy().size(); label++) {
            ground[label] = grid.taxonomy().kind(label).ground();
            ofLabel[label] = Palette.standard().of(grid.taxonomy().kind(label));
        }
        heights();
    }

    private void heights() {
        GridSpec spec = grid.spec();
        int lowest = spec.nz();
        int highest = -1;
        for (int ix = 0; ix < spec.nx(); ix++) {
            for (int iy = 0; iy < spec.ny(); iy++) {
                for (int iz = 0; iz < spec.nz(); iz++) {
                    if (grid.isOccupied(spec.index(ix, iy, iz))) {
                        lowest = Math.min(lowest, iz);
                        highest = Math.max(highest, iz);
                    }
                }
            }
        }
        low = spec.min().z() + Math.min(lowest, highest + 1) * spec.cell().z();
        high = spec.min().z() + Math.max(highest + 1, 1) * spec.cell().z();
    }

    /** Upper face of the highest occupied voxel, metres. */
    double top() {
        return high;
    }

    /** The colour of an occupied voxel. */
    int of(int ix, int iy, int iz) {
        GridSpec spec = grid.spec();
        int label = grid.label(ix, iy, iz);
        double height = spec.nz() == 1 ? 0.5 : (double) iz / (spec.nz() - 1);
        if (byHeight && !ground[label]) {
            return Palette.standard().ramp("height").at(spec.centreZ(iz), low, high);
        }
        // Ground keeps the colour that the legend shows: it is large, and its height hardly varies.
        return ground[label] ? ofLabel[label] : Colours.shade(ofLabel[label], 0.78 + 0.3 * height);
    }

    /** What the shade of a colour means, one sentence. */
    String shading() {
        return byHeight ? "Colour of what stands is its height." : "Darker is lower.";
    }

    int entryCount() {
        return counts.entries().size() + (byHeight ? 3 : 0);
    }

    /** Writes what the colours mean, and how many voxels have each. */
    void explain(Legend legend) {
        if (byHeight) {
            legend.heading("height, kind unknown");
            legend.ramp(Palette.standard().ramp("height"), low, high, "m");
        }
        legend.heading("voxels");
        List<Legend.Entry> entries = counts.entries();
        legend.entries(
                byHeight
                        ? entries.stream()
                                .map(
                                        e ->
                                                e.word().equals("other")
                                                        ? new Legend.Entry(
                                                                Palette.standard()
                                                                        .ramp("height")
                                                                        .at(0.5),
                                                                "kind unknown",
                                                                e.value())
                                                        : e)
                                .toList()
                        : entries);
    }
}
