package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.npy.Npy;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.perception.geometry.GridSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * SurroundOcc and OpenOccupancy: an {@code .npy} per frame with a row of four whole numbers per voxel that is not empty, indices and
 * class. Class 0 is noise: not scored in truth, empty in predictions. Predictions may also be dense, {@code [x][y][z]}, in an {@code
 * .npy} or under {@code semantics}, {@code pred} or {@code arr_0} of an {@code .npz}.
 */
final class SparseFiles implements VoxelFiles {

    private static final int ROW = 4;
    private static final int IGNORED = 255;

    private final DataFiles truth;
    private final DataFiles predictions;
    private final GridSpec grid;
    private final int classes;
    private final boolean zFirst;

    /**
     * Files of a protocol.
     *
     * @param zFirst whether rows are z, y, x, class (OpenOccupancy) instead of x, y, z, class (SurroundOcc)
     */
    SparseFiles(DataFiles truth, DataFiles predictions, Protocol protocol, boolean zFirst) {
        this.truth = truth;
        this.predictions = predictions;
        this.grid = protocol.requireVoxels().grid();
        this.classes = protocol.classes().size();
        this.zFirst = zFirst;
    }

    @Override
    public FrameListing list(Split split) throws IOException {
        return new TokenListing(truth, predictions, ".npy", List.of(".npy", ".npz"))
                .list(split, "");
    }

    @Override
    public List<String> check(FrameKey frame) {
        boolean empty = frame.truth().bytes() == 0 || frame.prediction().bytes() == 0;
        return empty ? List.of(frame.token() + ": a file is empty") : List.of();
    }

    @Override
    public Reader reader() {
        return new Rows();
    }

    /** Reads frames with one buffer. */
    private final class Rows implements Reader {

        private final FileBytes file = new FileBytes();

        @Override
        public void read(FrameKey frame, VoxelFrame into) throws IOException {
            file.forget();
            into.reset();
            String real = frame.truth().name();
            NpyArray rows = array(truth, real);
            requireRows(rows, real);
            fill(rows, real, into.truth, IGNORED);
            String predicted = frame.prediction().name();
            NpyArray given = array(predictions, predicted);
            if (given.hasShape(grid.nx(), grid.ny(), grid.nz())) {
                dense(given, predicted, into.prediction);
            } else {
                requireRows(given, predicted);
                fill(given, predicted, into.prediction, 0);
            }
        }

        private NpyArray array(DataFiles files, String name) throws IOException {
            file.read(files, name);
            byte[] bytes = Arrays.copyOf(file.bytes(), file.length());
            NpyArray array =
                    name.endsWith(".npz")
                            ? Npz.read(bytes, name).require("semantics", "pred", "arr_0")
                            : Npy.read(bytes, name);
            if (!array.type().isInteger()) {
                throw new DatasetException(
                        name,
                        "",
                        "is " + array + ", must be whole numbers",
                        "Write class numbers.");
            }
            return array;
        }

        private void requireRows(NpyArray array, String name) throws DatasetException {
            if (array.rank() != 2 || array.shape()[1] != ROW) {
                throw new DatasetException(
                        name,
                        "",
                        "is "
                                + array
                                + ", must have shape [voxels, 4] or "
                                + Arrays.asList(grid.nx(), grid.ny(), grid.nz()),
                        "Write a row of indices and class for every voxel that is not empty.");
            }
        }

        private void fill(NpyArray rows, String name, byte[] target, int noise)
                throws DatasetException {
            Arrays.fill(target, (byte) 0);
            for (int i = 0; i < rows.size(); i += ROW) {
                long x = rows.whole(zFirst ? i + 2 : i);
                long y = rows.whole(i + 1);
                long z = rows.whole(zFirst ? i : i + 2);
                boolean inside =
                        x >= 0
                                && x < grid.nx()
                                && y >= 0
                                && y < grid.ny()
                                && z >= 0
                                && z < grid.nz();
                if (!inside) {
                    throw bad(name, i, "voxel " + x + ", " + y + ", " + z + " is outside the grid");
                }
                int label = label(rows.whole(i + ROW - 1), name, i, noise);
                target[grid.index((int) x, (int) y, (int) z)] = (byte) label;
            }
        }

        private int label(long value, String name, int i, int noise) throws DatasetException {
            if (value == 0) {
                return noise;
            }
            boolean ignored = noise == IGNORED && value == IGNORED;
            if (value < 0 || value >= classes && !ignored) {
                throw bad(name, i, "class " + value + ", classes are 0.." + (classes - 1));
            }
            return (int) value;
        }

        private DatasetException bad(String name, int i, String reason) {
            return new DatasetException(
                    name, "row " + i / ROW, reason, "Check the order of the columns and classes.");
        }

        private void dense(NpyArray array, String name, byte[] target) throws DatasetException {
            for (int i = 0; i < target.length; i++) {
                long value = array.whole(i);
                if (value < 0 || value >= classes) {
                    throw new DatasetException(
                            name,
                            "voxel " + i,
                            "class " + value + ", classes are 0.." + (classes - 1),
                            "Write 0 for empty.");
                }
                target[i] = (byte) value;
            }
        }

        @Override
        public long[] content() {
            return file.hash();
        }

        @Override
        public void close() {
            // Holds nothing but memory.
        }
    }
}
