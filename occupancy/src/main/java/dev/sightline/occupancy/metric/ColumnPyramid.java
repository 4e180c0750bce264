package dev.sightline.occupancy.metric;

/**
 * Which heights are occupied, as one bit per height and column, and the same for blocks of 2 x 2, 4 x 4 ... columns: bit z of a
 * block is set if any of its columns has it. Lets a ray pass empty space in long steps.
 */
final class ColumnPyramid {

    /** Blocks of level L are 2^L columns wide. */
    static final int LEVELS = 6;

    /** Heights that fit into a column. */
    static final int MAX_HEIGHT = 16;

    final char[] bits; // [level][block x][block y]
    final int[] start = new int[LEVELS]; // of each level in bits
    final int[] stride = new int[LEVELS]; // blocks along y

    /** All empty. */
    ColumnPyramid(int nx, int ny) {
        int size = 0;
        for (int level = 0; level < LEVELS; level++) {
            start[level] = size;
            stride[level] = blocks(ny, level);
            size += blocks(nx, level) * stride[level];
        }
        bits = new char[size];
    }

    /**
     * The occupied heights of a grid.
     *
     * @param labels {@code [x][y][z]}; everything but {@code free} is occupied
     */
    static ColumnPyramid of(byte[] labels, int free, int nx, int ny, int nz) {
        ColumnPyramid pyramid = new ColumnPyramid(nx, ny);
        byte empty = (byte) free;
        for (int column = 0; column < nx * ny; column++) {
            int heights = 0;
            for (int z = 0; z < nz; z++) {
                heights |= (labels[column * nz + z] != empty ? 1 : 0) << z;
            }
            pyramid.bits[column] = (char) heights;
        }
        pyramid.raise(nx);
        return pyramid;
    }

    /** What is occupied in either. */
    ColumnPyramid or(ColumnPyramid other, int nx, int ny) {
        ColumnPyramid both = new ColumnPyramid(nx, ny);
        for (int i = 0; i < bits.length; i++) {
            both.bits[i] = (char) (bits[i] | other.bits[i]);
        }
        return both;
    }

    private void raise(int nx) {
        for (int level = 1; level < LEVELS; level++) {
            int below = start[level - 1];
            int rows = blocks(nx, level - 1);
            int columns = stride[level - 1];
            for (int x = 0; x < rows; x++) {
                for (int y = 0; y < columns; y++) {
                    bits[start[level] + (x >> 1) * stride[level] + (y >> 1)] |=
                            bits[below + x * columns + y];
                }
            }
        }
    }

    private static int blocks(int n, int level) {
        return (n + (1 << level) - 1) >> level;
    }
}
