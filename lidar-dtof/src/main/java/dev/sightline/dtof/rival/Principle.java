package dev.sightline.dtof.rival;

/** How a sensor measures. */
public enum Principle {
    /** Photon counts over time: direct time of flight. */
    DIRECT,
    /** The phase of a modulated wave. */
    CONTINUOUS_WAVE,
    /** Shares of a pulse in gates. */
    GATED,
    /** Parallax of projected dots. */
    STRUCTURED_LIGHT
}
