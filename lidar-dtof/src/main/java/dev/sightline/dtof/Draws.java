package dev.sightline.dtof;

/**
 * Uniform random numbers from a key, the same on every JDK: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). A stream per
 * (seed, time, sensor, zone) makes results independent of thread count and of the order of zones.
 */
public final class Draws {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Starts the stream of a key. */
    public Draws key(long seed, long a, long b, long c) {
        state = mix(mix(mix(mix(seed) ^ a) ^ b) ^ c);
        return this;
    }

    /** A key for a name, stable over JDKs: FNV-1a over its characters. */
    public static long ofName(String name) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            h = (h ^ name.charAt(i)) * 0x100000001b3L;
        }
        return h;
    }

    public long nextLong() {
        state += GAMMA;
        return mixed(state);
    }

    /** Uniform in [0, 1), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [from, to). */
    public double between(double from, double to) {
        return from + (to - from) * nextDouble();
    }

    private static long mix(long z) {
        return mixed(z + GAMMA);
    }

    private static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
