package dev.sightline.occupancy;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;

/**
 * A class per voxel, with unknown kept apart from free. Immutable.
 *
 * <p>Values are class numbers of the taxonomy; free is the taxonomy's number of {@link ObjectKind#FREE}; {@link #UNKNOWN} is
 * "never seen". Occupied without a known class is the number of {@link ObjectKind#OTHER}.
 */
public final class OccupancyGrid {

    /** Value of a voxel of which nothing is known. */
    public static final int UNKNOWN = 255;

    private final GridSpec spec;
    private final Taxonomy taxonomy;
    private final byte[] labels;
    private final int free;

    /**
     * Takes over the labels.
     *
     * @param labels one class number or {@link #UNKNOWN} per voxel, in the spec's order; handed over, not copied
     * @throws IllegalArgumentException naming the first voxel whose value is no class
     */
    public OccupancyGrid(GridSpec spec, Taxonomy taxonomy, byte[] labels) {
        if (labels.length != spec.size()) {
            throw new IllegalArgumentException(
                    labels.length + " labels for " + spec.size() + " voxels");
        }
        this.free =
                taxonomy.number(ObjectKind.FREE)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                taxonomy + " has no class 'free'"));
        for (int i = 0; i < labels.length; i++) {
            int value = labels[i] & 0xff;
            if (value >= taxonomy.size() && value != UNKNOWN) {
                throw new IllegalArgumentException(
                        "voxel "
                                + i
                                + " is "
                                + value
                                + ": "
                                + taxonomy
                                + " has classes 0.."
                                + (taxonomy.size() - 1));
            }
        }
        this.spec = spec;
        this.taxonomy = taxonomy;
        this.labels = labels;
    }

    public GridSpec spec() {
        return spec;
    }

    public Taxonomy taxonomy() {
        return taxonomy;
    }

    /** Class number of a voxel by linear index, or {@link #UNKNOWN}. */
    public int label(int index) {
        return labels[index] & 0xff;
    }

    public int label(int ix, int iy, int iz) {
        return label(spec.index(ix, iy, iz));
    }

    public boolean isFree(int index) {
        return label(index) == free;
    }

    public boolean isUnknown(int index) {
        return label(index) == UNKNOWN;
    }

    /** Neither free nor unknown. */
    public boolean isOccupied(int index) {
        int value = label(index);
        return value != free && value != UNKNOWN;
    }

    /** What is in a voxel: a kind, FREE or UNKNOWN. */
    public ObjectKind kind(int index) {
        int value = label(index);
        return value == UNKNOWN ? ObjectKind.UNKNOWN : taxonomy.kind(value);
    }

    /** Number of occupied voxels. */
    public int occupied() {
        int n = 0;
        for (int i = 0; i < labels.length; i++) {
            n += isOccupied(i) ? 1 : 0;
        }
        return n;
    }

    /** A copy of the labels. */
    public byte[] labels() {
        return labels.clone();
    }
}
