package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.json.JsonRow;

/** Photon counts in a JSON row. */
final class JsonCounts {

    private JsonCounts() {}

    /**
     * Reads a list, nested or not, of exactly so many counts.
     *
     * @throws DatasetException if there are more or fewer, or one is not a whole number from 0 to 2^31 - 1
     */
    static int[] read(JsonRow row, String member, int length) throws DatasetException {
        double[] values = row.numbers(member, length);
        int[] counts = new int[length];
        for (int i = 0; i < length; i++) {
            counts[i] = (int) values[i];
            if (counts[i] != values[i] || values[i] < 0 || counts[i] == Integer.MAX_VALUE) {
                throw row.bad(
                        member,
                        "must hold whole counts from 0 up, number " + i + " is " + values[i]);
            }
        }
        return counts;
    }
}
