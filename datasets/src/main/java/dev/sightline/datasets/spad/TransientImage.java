package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import java.util.Arrays;

/**
 * A rendered scene as light per time bin and pixel, {@code [row][col][bin]} in an {@code .npz}: what a sensor would count on average, up
 * to a scale, without response, background or noise. Read row by row.
 */
public final class TransientImage {

    private TransientImage() {}

    /** What is done with a row of pixels. */
    public interface RowVisitor {

        /**
         * Takes a row.
         *
         * @param light {@code [cols][bins]}, finite, not negative
         */
        void row(int row, int cols, int bins, NpyArray light) throws DatasetException;
    }

    /**
     * Reads all rows in order.
     *
     * @param key of the array
     * @throws DatasetException if it is missing, damaged, or has not three axes
     */
    public static void forEachRow(DatasetRoot root, String name, String key, RowVisitor visitor)
            throws DatasetException {
        Npz.slices(
                root,
                name,
                key,
                (row, light) -> {
                    int[] shape = light.shape();
                    if (shape.length != 2) {
                        throw new DatasetException(
                                name,
                                key,
                                "has slices of shape " + Arrays.toString(shape),
                                "Give rows, columns and bins.");
                    }
                    for (int i = 0; i < light.size(); i++) {
                        double value = light.number(i);
                        if (!(value >= 0 && value <= Double.MAX_VALUE)) {
                            throw new DatasetException(
                                    name,
                                    key
                                            + Arrays.toString(
                                                    new int[] {row, i / shape[1], i % shape[1]}),
                                    "is no light: " + value,
                                    "Light is finite and not negative.");
                        }
                    }
                    visitor.row(row, shape[0], shape[1], light);
                });
    }
}
