package dev.sightline.occupancy.metric;

/**
 * The shape of {@link VoxelCounts}.
 *
 * @param classes class numbers 0..classes-1; other truth values are unlabelled
 * @param layers voxels per column, along z
 * @param rings distance rings, 1 if distances are not told apart
 */
public record VoxelLayout(int classes, int layers, int rings) {

    public VoxelLayout {
        if (classes < 2 || classes > 255) {
            throw new IllegalArgumentException(classes + " classes, must be 2..255");
        }
        if (layers < 1 || layers > 1024 || rings < 1 || rings > DistanceRings.MAX) {
            throw new IllegalArgumentException(
                    layers + " layers, must be 1..1024; " + rings + " rings, must be 1..32");
        }
    }

    /** Counters of pairs, {@code [ring][mask code][truth][prediction]}; behind them come those of layers. */
    int pairs() {
        return rings * VoxelMask.CODES * classes * classes;
    }

    /** Number of counters: pairs, then the truth by layer, {@code [mask code][layer][truth]}. */
    public int counters() {
        return pairs() + VoxelMask.CODES * layers * classes;
    }
}
