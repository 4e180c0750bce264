package dev.sightline.apps.eval;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.VoxelMask;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The voxels of one frame, to look at. Class lists without a class "free" are shown in Occ3D's.
 *
 * @param truth unknown where it is unlabelled
 * @param prediction on the same grid
 * @param mask the voxels that count; all if absent
 */
public record FrameVoxels(
        OccupancyGrid truth, OccupancyGrid prediction, Optional<VisibilityMask> mask) {

    static FrameVoxels of(Protocol protocol, VoxelFrame frame, VoxelMask mask) {
        GridSpec grid = protocol.requireVoxels().grid();
        Taxonomy taxonomy = shown(protocol);
        int[] table = table(protocol, taxonomy);
        BitSet counted = new BitSet(grid.size());
        for (int i = 0; i < grid.size(); i++) {
            counted.set(i, mask.counts(frame.regions[i]));
        }
        return new FrameVoxels(
                new OccupancyGrid(grid, taxonomy, labels(frame.truth, table)),
                new OccupancyGrid(grid, taxonomy, labels(frame.prediction, table)),
                mask == VoxelMask.NONE
                        ? Optional.empty()
                        : Optional.of(new VisibilityMask(grid, counted)));
    }

    private static Taxonomy shown(Protocol protocol) {
        return protocol.name().equals("openocc-flow") ? Taxonomy.OPENOCC : Taxonomy.OCC3D;
    }

    private static byte[] labels(byte[] classes, int[] table) {
        byte[] labels = new byte[classes.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) table[classes[i] & 0xff];
        }
        return labels;
    }

    /** The number shown of each class of a protocol. */
    private static int[] table(Protocol protocol, Taxonomy taxonomy) {
        int[] table = new int[256];
        Arrays.fill(table, OccupancyGrid.UNKNOWN);
        int free = protocol.requireVoxels().free();
        for (int c = 0; c < protocol.classes().size(); c++) {
            table[c] =
                    c == free
                            ? taxonomy.number(ObjectKind.FREE).orElseThrow()
                            : taxonomy.nearest(kind(protocol, c)).orElse(OccupancyGrid.UNKNOWN);
        }
        return table;
    }

    /** What a class of a protocol means: its colour. */
    public static ObjectKind kind(Protocol protocol, int c) {
        if (protocol.voxels().isPresent() && c == protocol.requireVoxels().free()) {
            return ObjectKind.FREE;
        }
        return switch (protocol.name()) {
            case "openocc-flow" -> Taxonomy.OPENOCC.kind(c);
            case "semantickitti-ssc" -> Taxonomy.SEMANTIC_KITTI.kind(c);
            case "nuscenes-detection" -> Taxonomy.NUSCENES_DETECTION.kind(c);
            default -> Taxonomy.OCC3D.kind(c); // whose numbers 1..16 nuScenes-lidarseg shares
        };
    }
}
