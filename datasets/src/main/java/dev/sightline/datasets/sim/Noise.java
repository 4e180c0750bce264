package dev.sightline.datasets.sim;

/** A number per lattice place, as if random, the same always. */
final class Noise {

    private Noise() {}

    /** Uniform in [0, 1) for three integers. */
    static double at(long a, long b, long c) {
        long z = a * 0x9E3779B97F4A7C15L ^ b * 0xC2B2AE3D27D4EB4FL ^ c * 0x165667B19E3779F9L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
