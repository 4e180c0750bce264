package dev.sightline.occupancy;

import dev.sightline.perception.geometry.GridSpec;

/** Where the ground is and whether one can drive on it, per ground cell. Immutable. */
public final class DrivableSurface {

    /** What is known of a ground cell. */
    public enum State {
        UNKNOWN,
        DRIVABLE,
        BLOCKED
    }

    private final GridSpec spec;
    private final float[] height;
    private final State[] states;

    /**
     * Takes over both arrays.
     *
     * @param spec a grid of one layer
     * @param height ground height, metres in the grid's frame; NaN where unknown
     * @param states one per cell
     */
    public DrivableSurface(GridSpec spec, float[] height, State[] states) {
        if (spec.nz() != 1 || height.length != spec.size() || states.length != spec.size()) {
            throw new IllegalArgumentException(
                    "surface of " + height.length + " and " + states.length + " cells on " + spec);
        }
        this.spec = spec;
        this.height = height;
        this.states = states;
    }

    public GridSpec spec() {
        return spec;
    }

    /** Ground height of a cell, metres; NaN if unknown. */
    public float height(int index) {
        return height[index];
    }

    public State state(int index) {
        return states[index];
    }
}
