package dev.sightline.apps.pipeline;

/** A step of the chain, in the order in which they run. A later stage runs without an earlier one and says what it lacked. */
public enum Stage {
    /** Photon histograms and scans to points in the ego frame. */
    DEPTH,
    /** Points and images to a bird's-eye view. */
    BEV,
    /** Points through time to occupied, free and unknown space. */
    OCCUPANCY,
    /** Space to a trajectory. */
    PLAN
}
