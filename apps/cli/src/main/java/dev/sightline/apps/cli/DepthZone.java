package dev.sightline.apps.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Zones of an array as a picture shows them. The last two leading axes are rows and columns; what is before them counts frames. A
 * single axis is laid out in rows, as near to a square as whole rows allow.
 *
 * @param axes leading axes of the file
 * @param rows of the raster
 * @param cols of the raster
 * @param frame number of the frame shown, counted over all axes before the last two
 * @param row of the zone shown, in the raster
 * @param col of the zone shown
 */
record DepthZone(List<Integer> axes, int rows, int cols, int frame, int row, int col) {

    /** The zone of a linear index. */
    static DepthZone at(List<Integer> axes, int zone) {
        int rank = axes.size();
        if (rank >= 2) {
            int rows = axes.get(rank - 2);
            int cols = axes.get(rank - 1);
            int inFrame = zone % (rows * cols);
            return new DepthZone(
                    axes, rows, cols, zone / (rows * cols), inFrame / cols, inFrame % cols);
        }
        int n = rank == 0 ? 1 : axes.get(0);
        int cols = (int) Math.ceil(Math.sqrt(n));
        return new DepthZone(axes, (n + cols - 1) / cols, cols, 0, zone / cols, zone % cols);
    }

    /**
     * The zone that {@code --zone} asks for: one index per leading axis; the first ones may be left out and are 0.
     *
     * @throws UserError if it is no list of indices inside the axes
     */
    static DepthZone parse(List<Integer> axes, String text) {
        String[] parts = text.split(",", -1);
        if (parts.length > Math.max(1, axes.size())) {
            throw wrong(axes, text, parts.length + " indices");
        }
        if (axes.isEmpty() && index(axes, text, text.strip()) != 0) {
            throw wrong(axes, text, "there is one zone, number 0");
        }
        int zone = 0;
        for (int axis = 0; axis < axes.size(); axis++) {
            int part = axis - (axes.size() - parts.length);
            int index = part < 0 ? 0 : index(axes, text, parts[part].strip());
            if (index < 0 || index >= axes.get(axis)) {
                throw wrong(axes, text, index + " is outside an axis of " + axes.get(axis));
            }
            zone = zone * axes.get(axis) + index;
        }
        return at(axes, zone);
    }

    private static int index(List<Integer> axes, String text, String part) {
        try {
            return Integer.parseInt(part);
        } catch (NumberFormatException e) {
            throw wrong(axes, text, "'" + part + "' is no whole number");
        }
    }

    private static UserError wrong(List<Integer> axes, String text, String why) {
        return UserError.usage(
                "--zone "
                        + text
                        + ": "
                        + why
                        + "; the file's zones have the axes "
                        + axes
                        + ", give row,column, and the frame before them if there are several");
    }

    /** Linear index in the file. */
    int linear() {
        return frame * rows * cols + row * cols + col;
    }

    /** Linear index of a place in the shown frame's raster; beyond the last zone where the raster's last row is not full. */
    int linear(int atRow, int atCol) {
        return frame * rows * cols + atRow * cols + atCol;
    }

    /** Indices as the file's axes count them, for a line of text. */
    String words() {
        int rest = linear();
        int[] index = new int[axes.size()];
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            index[axis] = rest % axes.get(axis);
            rest /= axes.get(axis);
        }
        return Arrays.stream(index).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
