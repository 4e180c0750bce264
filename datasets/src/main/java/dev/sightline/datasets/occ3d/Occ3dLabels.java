package dev.sightline.datasets.occ3d;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One {@code labels.npz}: voxels with their masks, or a prediction with what it adds. Immutable.
 *
 * <p>Keys, all {@code [x][y][z]}: {@code semantics} (any integer type; {@code pred} and {@code arr_0} are accepted), {@code
 * mask_camera}, {@code mask_lidar} (0 or 1), {@code unknown} (0 or 1), {@code occupied_probability} (0..1), and {@code flow}
 * {@code [x][y][z][2]} (vx, vy in m/s). Other keys are not read.
 */
public final class Occ3dLabels {

    private static final Set<String> KEYS =
            Set.of(
                    "semantics",
                    "pred",
                    "arr_0",
                    "mask_camera",
                    "mask_lidar",
                    "unknown",
                    "occupied_probability",
                    "flow");

    private final OccupancyGrid voxels;
    private final Optional<VisibilityMask> cameraMask;
    private final Optional<VisibilityMask> lidarMask;
    private final Optional<OccupancyFlow> flow;
    private final float[] occupiedProbability; // per voxel, or empty

    private Occ3dLabels(
            OccupancyGrid voxels,
            Optional<VisibilityMask> cameraMask,
            Optional<VisibilityMask> lidarMask,
            Optional<OccupancyFlow> flow,
            float[] occupiedProbability) {
        this.voxels = voxels;
        this.cameraMask = cameraMask;
        this.lidarMask = lidarMask;
        this.flow = flow;
        this.occupiedProbability = occupiedProbability;
    }

    /** Labels without masks: what a prediction has at least. */
    public static Occ3dLabels of(Occupancy occupancy) {
        if (occupancy.voxels().spec().order() != IndexOrder.XYZ) {
            throw new IllegalArgumentException("labels are written in the order [x][y][z]");
        }
        return new Occ3dLabels(
                occupancy.voxels(),
                Optional.empty(),
                Optional.empty(),
                occupancy.flow(),
                new float[0]);
    }

    /** The same labels with masks: what truth has. */
    public Occ3dLabels withMasks(VisibilityMask camera, VisibilityMask lidar) {
        if (!camera.spec().equals(voxels.spec()) || !lidar.spec().equals(voxels.spec())) {
            throw new IllegalArgumentException("masks and voxels need the same grid");
        }
        return new Occ3dLabels(
                voxels, Optional.of(camera), Optional.of(lidar), flow, occupiedProbability);
    }

    /** The same labels with a probability per voxel, 0..1, in grid order; written as float16. */
    public Occ3dLabels withOccupiedProbability(float[] perVoxel) {
        if (perVoxel.length != voxels.spec().size()) {
            throw new IllegalArgumentException(
                    perVoxel.length + " probabilities for " + voxels.spec().size() + " voxels");
        }
        return new Occ3dLabels(voxels, cameraMask, lidarMask, flow, perVoxel.clone());
    }

    /** Reads Occ3D-nuScenes labels of a recording: 200 x 200 x 16 voxels, 17 is free. */
    public static Occ3dLabels read(DatasetRoot root, String name) throws DatasetException {
        return read(root, name, GridSpec.occ3d(), Taxonomy.OCC3D);
    }

    /**
     * Reads labels on another grid or of another class list, such as {@link Taxonomy#OPENOCC}.
     *
     * @param spec grid in the order [x][y][z]
     * @param taxonomy a list that has a class 'free'
     */
    public static Occ3dLabels read(DatasetRoot root, String name, GridSpec spec, Taxonomy taxonomy)
            throws DatasetException {
        return of(Npz.read(root, name, KEYS::contains), name, spec, taxonomy);
    }

    /** Reads Occ3D-nuScenes labels from bytes; {@code file} is how errors name them. */
    public static Occ3dLabels read(byte[] bytes, String file) throws DatasetException {
        return read(new ByteArrayInputStream(bytes), file, GridSpec.occ3d(), Taxonomy.OCC3D);
    }

    /** Reads labels from a stream; {@code file} is how errors name it. */
    public static Occ3dLabels read(InputStream in, String file, GridSpec spec, Taxonomy taxonomy)
            throws DatasetException {
        return of(Npz.read(in, file, KEYS::contains), file, spec, taxonomy);
    }

    private static Occ3dLabels of(Npz npz, String file, GridSpec spec, Taxonomy taxonomy)
            throws DatasetException {
        if (spec.order() != IndexOrder.XYZ) {
            throw new IllegalArgumentException("labels are in the order [x][y][z]");
        }
        LabelArrays arrays = new LabelArrays(npz, file, spec);
        OccupancyGrid voxels = arrays.voxels(taxonomy);
        return new Occ3dLabels(
                voxels,
                arrays.mask("mask_camera"),
                arrays.mask("mask_lidar"),
                arrays.flow(),
                arrays.probability());
    }

    public OccupancyGrid voxels() {
        return voxels;
    }

    /** Voxels and flow as one value. */
    public Occupancy occupancy() {
        return new Occupancy(voxels, flow, Optional.empty());
    }

    public Optional<VisibilityMask> cameraMask() {
        return cameraMask;
    }

    public Optional<VisibilityMask> lidarMask() {
        return lidarMask;
    }

    public Optional<OccupancyFlow> flow() {
        return flow;
    }

    /** A copy of the probabilities per voxel, 0..1, if the file has them. */
    public Optional<float[]> occupiedProbability() {
        return occupiedProbability.length == 0
                ? Optional.empty()
                : Optional.of(occupiedProbability.clone());
    }

    /**
     * Writes a {@code labels.npz}. Unknown voxels are written as free with {@code unknown} = 1; the key is there only if a voxel is
     * unknown. The same labels give the same bytes on the same JDK build.
     *
     * @param out is flushed and left open
     */
    public void write(OutputStream out) throws IOException {
        GridSpec spec = voxels.spec();
        int free = voxels.taxonomy().number(ObjectKind.FREE).orElseThrow();
        byte[] semantics = voxels.labels();
        byte[] unknown = new byte[semantics.length];
        boolean anyUnknown = false;
        for (int i = 0; i < semantics.length; i++) {
            if (voxels.isUnknown(i)) {
                semantics[i] = (byte) free;
                unknown[i] = 1;
                anyUnknown = true;
            }
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("semantics", volume(semantics, spec));
        lidarMask.ifPresent(mask -> arrays.put("mask_lidar", volume(bytes(mask), spec)));
        cameraMask.ifPresent(mask -> arrays.put("mask_camera", volume(bytes(mask), spec)));
        if (anyUnknown) {
            arrays.put("unknown", volume(unknown, spec));
        }
        if (occupiedProbability.length > 0) {
            arrays.put(
                    "occupied_probability",
                    NpyArray.ofFloat16(occupiedProbability, spec.nx(), spec.ny(), spec.nz()));
        }
        flow.ifPresent(f -> arrays.put("flow", vectors(f)));
        Npz.write(arrays, out);
    }

    private static NpyArray volume(byte[] values, GridSpec spec) {
        return NpyArray.ofUint8(values, spec.nx(), spec.ny(), spec.nz());
    }

    private static byte[] bytes(VisibilityMask mask) {
        byte[] bytes = new byte[mask.spec().size()];
        BitSet bits = mask.observed();
        bits.stream().forEach(i -> bytes[i] = 1);
        return bytes;
    }

    private static NpyArray vectors(OccupancyFlow flow) {
        GridSpec spec = flow.spec();
        float[] values = new float[2 * spec.size()];
        for (int i = 0; i < spec.size(); i++) {
            values[2 * i] = flow.vx(i);
            values[2 * i + 1] = flow.vy(i);
        }
        return NpyArray.ofFloat32(values, spec.nx(), spec.ny(), spec.nz(), 2);
    }
}
