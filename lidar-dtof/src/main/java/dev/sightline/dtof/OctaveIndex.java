package dev.sightline.dtof;

/**
 * A logarithmic index without a logarithm: the exponent and the first three bits of the fraction of a double, eight cells an octave
 * of widths 1/8 to 1/15 of their value. From 2^-32 to 2^32; values outside fall into the end cells.
 */
final class OctaveIndex {

    private static final int BITS = 3;
    private static final int SHIFT = 52 - BITS;
    private static final int OCTAVES = 32; // on each side of 1
    private static final int BASE = (1023 - OCTAVES) << BITS;

    /** Number of cells. */
    static final int SIZE = 2 * OCTAVES << BITS;

    private OctaveIndex() {}

    /** Cell of a value, which must not be negative or NaN. */
    static int of(double value) {
        int cell = (int) (Double.doubleToRawLongBits(value) >> SHIFT) - BASE;
        return Math.max(0, Math.min(SIZE - 1, cell));
    }

    /** Smallest value of a cell; 0 for the first, which holds everything below. */
    static double low(int cell) {
        return cell == 0 ? 0 : Double.longBitsToDouble((long) (cell + BASE) << SHIFT);
    }

    /** Middle of a cell. */
    static double middle(int cell) {
        long at = (long) (cell + BASE) << SHIFT;
        return Double.longBitsToDouble(at + (1L << (SHIFT - 1)));
    }
}
