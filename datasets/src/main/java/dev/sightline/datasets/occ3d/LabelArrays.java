package dev.sightline.datasets.occ3d;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** The arrays of one file, checked against a grid. */
record LabelArrays(Npz npz, String file, GridSpec spec) {

    OccupancyGrid voxels(Taxonomy taxonomy) throws DatasetException {
        NpyArray semantics = integers("semantics", npz.require("semantics", "pred", "arr_0"));
        Optional<VisibilityMask> unknown = mask("unknown");
        byte[] labels = new byte[semantics.size()];
        for (int i = 0; i < labels.length; i++) {
            long value = semantics.whole(i);
            if (value < 0 || value >= taxonomy.size()) {
                throw bad(
                        "semantics",
                        i,
                        "is "
                                + value
                                + ": "
                                + taxonomy
                                + " has classes 0.."
                                + (taxonomy.size() - 1));
            }
            labels[i] = (byte) value;
        }
        unknown.ifPresent(
                mask ->
                        mask.observed().stream()
                                .forEach(i -> labels[i] = (byte) OccupancyGrid.UNKNOWN));
        return new OccupancyGrid(spec, taxonomy, labels);
    }

    Optional<VisibilityMask> mask(String key) throws DatasetException {
        Optional<NpyArray> found = npz.array(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        NpyArray array = integers(key, found.get());
        BitSet bits = new BitSet(array.size());
        for (int i = 0; i < array.size(); i++) {
            long value = array.whole(i);
            if (value != 0 && value != 1) {
                throw bad(key, i, "is " + value + ", a mask holds 0 and 1");
            }
            bits.set(i, value == 1);
        }
        return Optional.of(new VisibilityMask(spec, bits));
    }

    Optional<OccupancyFlow> flow() throws DatasetException {
        Optional<NpyArray> found = npz.array("flow");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        requireShape("flow", found.get(), spec.nx(), spec.ny(), spec.nz(), 2);
        float[] values = found.get().floats();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw bad("flow", i / 2, "is " + values[i] + ", must be finite");
            }
        }
        return Optional.of(new OccupancyFlow(spec, values));
    }

    float[] probability() throws DatasetException {
        Optional<NpyArray> found = npz.array("occupied_probability");
        if (found.isEmpty()) {
            return new float[0];
        }
        requireShape("occupied_probability", found.get(), spec.nx(), spec.ny(), spec.nz());
        float[] values = found.get().floats();
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                throw bad("occupied_probability", i, "is " + values[i] + ", must be 0..1");
            }
        }
        return values;
    }

    private NpyArray integers(String key, NpyArray array) throws DatasetException {
        requireShape(key, array, spec.nx(), spec.ny(), spec.nz());
        if (!array.type().isInteger()) {
            throw new DatasetException(
                    file,
                    "array " + key,
                    "is " + array.type() + ", must be an integer type",
                    "Write class numbers.");
        }
        return array;
    }

    private void requireShape(String key, NpyArray array, int... shape) throws DatasetException {
        if (!array.hasShape(shape)) {
            throw new DatasetException(
                    file,
                    "array " + key,
                    "is " + array + ", must have shape " + Arrays.toString(shape),
                    "Write it in the order [x][y][z] of that grid.");
        }
    }

    private DatasetException bad(String key, int voxel, String reason) {
        int iz = voxel % spec.nz();
        int iy = voxel / spec.nz() % spec.ny();
        int ix = voxel / spec.nz() / spec.ny();
        return new DatasetException(
                file,
                "array " + key + "[%d][%d][%d]".formatted(ix, iy, iz),
                reason,
                "Check what wrote this file.");
    }
}
