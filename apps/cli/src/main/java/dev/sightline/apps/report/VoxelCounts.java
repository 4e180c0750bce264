package dev.sightline.apps.report;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.map.ObjectKind;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many voxels of a grid are of each kind, FREE and UNKNOWN included; kinds that do not occur are left out.
 *
 * @param of voxels per kind
 */
public record VoxelCounts(Map<ObjectKind, Integer> of) {

    public VoxelCounts {
        of = Map.copyOf(of);
    }

    /** Counts a grid. */
    public static VoxelCounts of(OccupancyGrid grid) {
        int[] perLabel = new int[256];
        for (int i = 0; i < grid.spec().size(); i++) {
            perLabel[grid.label(i)]++;
        }
        Map<ObjectKind, Integer> counts = new EnumMap<>(ObjectKind.class);
        for (int label = 0; label < 256; label++) {
            if (perLabel[label] > 0) {
                ObjectKind kind =
                        label == OccupancyGrid.UNKNOWN
                                ? ObjectKind.UNKNOWN
                                : grid.taxonomy().kind(label);
                counts.merge(kind, perLabel[label], Integer::sum);
            }
        }
        return new VoxelCounts(counts);
    }

    /** The occupied kinds, the most frequent first. */
    List<ObjectKind> occupied() {
        return of.keySet().stream()
                .filter(k -> k != ObjectKind.FREE && k != ObjectKind.UNKNOWN)
                .sorted(Comparator.comparing((ObjectKind k) -> -of.get(k)).thenComparing(k -> k))
                .toList();
    }

    /** One line per occupied kind, then free and unknown where they occur. */
    List<Legend.Entry> entries() {
        List<Legend.Entry> entries = new java.util.ArrayList<>();
        for (ObjectKind kind : occupied()) {
            entries.add(entry(kind, Palette.standard().of(kind)));
        }
        if (of.containsKey(ObjectKind.FREE)) {
            entries.add(entry(ObjectKind.FREE, Palette.standard().of(ObjectKind.FREE)));
        }
        if (of.containsKey(ObjectKind.UNKNOWN)) {
            entries.add(entry(ObjectKind.UNKNOWN, Legend.Entry.HATCH));
        }
        return entries;
    }

    private Legend.Entry entry(ObjectKind kind, int rgb) {
        return new Legend.Entry(rgb, kind.label().replace('_', ' '), Legend.count(of.get(kind)));
    }
}
