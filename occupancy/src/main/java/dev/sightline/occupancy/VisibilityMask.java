package dev.sightline.occupancy;

import dev.sightline.perception.geometry.GridSpec;
import java.util.BitSet;

/**
 * Voxels that a sensor observed: which voxels a score counts. Immutable.
 *
 * @param spec grid of the mask
 * @param observed linear indices that count
 */
public record VisibilityMask(GridSpec spec, BitSet observed) {

    public VisibilityMask {
        if (observed.length() > spec.size()) {
            throw new IllegalArgumentException(
                    "mask bit " + (observed.length() - 1) + " of " + spec.size() + " voxels");
        }
        observed = (BitSet) observed.clone();
    }

    @Override
    public BitSet observed() {
        return (BitSet) observed.clone();
    }

    public boolean contains(int index) {
        return observed.get(index);
    }
}
