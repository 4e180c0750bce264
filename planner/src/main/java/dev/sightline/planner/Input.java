package dev.sightline.planner;

/** What a planner may be given besides the ego's state; a plan names what was missing. */
public enum Input {
    OCCUPANCY,
    FLOW,
    SURFACE,
    OBJECTS,
    LANES,
    PREVIOUS_PLAN
}
