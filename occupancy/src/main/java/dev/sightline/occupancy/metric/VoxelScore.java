package dev.sightline.occupancy.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a protocol prints of a table of voxels; NaN is undefined.
 *
 * @param meanIou over all classes but free, as the rule takes it
 * @param geometryIou occupied against free
 * @param iou per class, in the protocol's order, free included
 */
public record VoxelScore(double meanIou, double geometryIou, Map<String, Double> iou) {

    public VoxelScore {
        iou = Collections.unmodifiableMap(new LinkedHashMap<>(iou));
    }

    /**
     * The scores of a table.
     *
     * @throws IllegalArgumentException if the table has another number of classes than the protocol
     */
    public static VoxelScore of(Protocol protocol, LabelMatrix matrix, NanRule rule) {
        if (matrix.classes() != protocol.classes().size()) {
            throw new IllegalArgumentException(
                    "table of "
                            + matrix.classes()
                            + " classes, "
                            + protocol.name()
                            + " has "
                            + protocol.classes().size());
        }
        int free = protocol.requireVoxels().free();
        Map<String, Double> iou = new LinkedHashMap<>();
        for (int c = 0; c < matrix.classes(); c++) {
            iou.put(protocol.classes().get(c), matrix.iou(c, rule));
        }
        return new VoxelScore(matrix.meanIouBut(free, rule), matrix.geometryIou(free), iou);
    }
}
