package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.npy.NpyArray;

/** Turns an array of a file into photon counts: whole, finite, not negative, or a complaint that names the first that is not. */
final class CountArray {

    private CountArray() {}

    /** What to do with a count that is not whole: sensors' averages are rounded, other files are refused. */
    enum Fractions {
        REFUSED,
        ROUNDED
    }

    static int[] of(NpyArray array, String file, String key, Fractions fractions)
            throws DatasetException {
        if (array.size() > ZoneHistograms.MAX_COUNTS) {
            throw new DatasetException(
                    file,
                    key,
                    array.size()
                            + " counts, more than the "
                            + ZoneHistograms.MAX_COUNTS
                            + " that are read at once",
                    "Split it along its first axis.");
        }
        int[] counts = new int[array.size()];
        for (int i = 0; i < counts.length; i++) {
            double value = array.number(i);
            if (!(value >= 0 && value <= Integer.MAX_VALUE)) {
                throw bad(file, key, i, array, value);
            }
            counts[i] = (int) Math.rint(value);
            if (counts[i] != value && fractions == Fractions.REFUSED) {
                throw bad(file, key, i, array, value);
            }
        }
        return counts;
    }

    private static DatasetException bad(
            String file, String key, int i, NpyArray array, double value) {
        String what =
                Double.isNaN(value)
                        ? "a count is NaN"
                        : value < 0
                                ? "a count is negative: " + value
                                : value > Integer.MAX_VALUE
                                        ? "a count is too large: " + value
                                        : "a count is not whole: " + value;
        return new DatasetException(
                file,
                key + index(i, array.shape()),
                what,
                "Counts are whole numbers of photons from 0 to " + Integer.MAX_VALUE + ".");
    }

    /** A linear index as numpy writes it: {@code [3, 0, 17]}. */
    private static String index(int linear, int[] shape) {
        int rest = linear;
        String text = "";
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            text = rest % shape[axis] + (text.isEmpty() ? "" : ", ") + text;
            rest /= shape[axis];
        }
        return "[" + text + "]";
    }
}
