package dev.sightline.occupancy;

import dev.sightline.perception.geometry.GridSpec;

/** Ground velocity of what is in each voxel, m/s in the grid's frame axes (over the ground, not relative to the ego). Immutable. */
public final class OccupancyFlow {

    private final GridSpec spec;
    private final float[] vxy; // [voxel][2]

    /** Takes over velocities {@code [voxel][2]} (vx, vy); 0 where nothing moves or is. */
    public OccupancyFlow(GridSpec spec, float[] vxy) {
        if (vxy.length != 2 * spec.size()) {
            throw new IllegalArgumentException(
                    vxy.length + " values for 2 x " + spec.size() + " voxels");
        }
        this.spec = spec;
        this.vxy = vxy;
    }

    public GridSpec spec() {
        return spec;
    }

    public float vx(int index) {
        return vxy[2 * index];
    }

    public float vy(int index) {
        return vxy[2 * index + 1];
    }
}
