package dev.sightline.occupancy.metric;

/**
 * What predictions that know nothing would score on the same voxels. A mask or a class balance can make a constant look good (inside a
 * camera mask "everything is occupied" can reach a geometry IoU above one half), so a score is read beside these.
 *
 * <p>They are derived from the counts of the truth; no second pass is needed.
 */
public final class TrivialPrediction {

    private TrivialPrediction() {}

    /** Every voxel is the most frequent occupied class of the truth; of equals the lowest number. */
    public static LabelMatrix allOccupied(VoxelCounts counts, VoxelMask mask, int free) {
        LabelMatrix real = counts.matrix(mask);
        int most = free == 0 ? 1 : 0;
        for (int c = 0; c < real.classes(); c++) {
            if (c != free && real.truth(c) > real.truth(most)) {
                most = c;
            }
        }
        long[] all = new long[real.classes() * real.classes()];
        for (int t = 0; t < real.classes(); t++) {
            all[t * real.classes() + most] = real.truth(t);
        }
        return LabelMatrix.of(real.classes(), all);
    }

    /** One layer is drivable surface, all else is free: the layer with the best geometry IoU, of equals the lowest. */
    public static LabelMatrix groundPlane(
            VoxelCounts counts, VoxelMask mask, int ground, int free) {
        LabelMatrix best = groundLayer(counts, mask, ground, free, 0);
        for (int layer = 1; layer < counts.layout().layers(); layer++) {
            LabelMatrix other = groundLayer(counts, mask, ground, free, layer);
            if (orWorst(other.geometryIou(free)) > orWorst(best.geometryIou(free))) {
                best = other;
            }
        }
        return best;
    }

    private static double orWorst(double iou) {
        return Double.isNaN(iou) ? -1 : iou; // no layer with a score loses to one without
    }

    /** A given layer is drivable surface, all else is free. */
    static LabelMatrix groundLayer(
            VoxelCounts counts, VoxelMask mask, int ground, int free, int layer) {
        LabelMatrix real = counts.matrix(mask);
        int classes = real.classes();
        long[] plane = new long[classes * classes];
        for (int t = 0; t < classes; t++) {
            long inLayer = counts.truthInLayer(mask, layer, t);
            plane[t * classes + ground] = inLayer;
            plane[t * classes + free] = real.truth(t) - inLayer;
        }
        return LabelMatrix.of(classes, plane);
    }
}
