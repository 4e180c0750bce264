package dev.sightline.datasets.semantickitti;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.SensorFile;
import dev.sightline.datasets.kitti.KittiVehicle;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.util.BitSet;
import java.util.Optional;

/**
 * The voxels of one instant, as far as their files are there. Linear indices follow {@link #GRID}: {@code [x][y][z]}.
 *
 * @param scan voxels with a return of this scan ({@code .bin}): the benchmark's input
 * @param invalid voxels that no scan of the sequence ever observed ({@code .invalid}): not scored
 * @param occluded voxels hidden from this scan ({@code .occluded})
 * @param labels true classes ({@code .label})
 */
public record SscVoxels(
        Optional<BitSet> scan,
        Optional<BitSet> invalid,
        Optional<BitSet> occluded,
        Optional<VoxelLabels> labels) {

    /**
     * The benchmark's grid in the Velodyne frame: x 0..51.2, y -25.6..25.6, z -2.2..4.2 m, 0.2 m. Measured, on four scans: points
     * below -2.0 m and unlabelled points were left out, and the rest went one layer up, so that the lowest layer is empty everywhere
     * and layer 1 starts at the often quoted -2.0 m.
     */
    public static final GridSpec GRID =
            GridSpec.cubic(KittiVehicle.VELODYNE, new Vec3(0, -25.6, -2.2), 0.2, 256, 256, 32);

    /** The same cells in the ego frame, 1.73 m below the Velodyne. */
    public static final GridSpec EGO_GRID =
            GridSpec.cubic(
                    Frame.EGO,
                    GRID.min().plus(KittiVehicle.EGO_FROM_VELODYNE.translation()),
                    0.2,
                    256,
                    256,
                    32);

    private static final int VOXELS = 256 * 256 * 32;

    public SscVoxels {
        scan = copy(scan);
        invalid = copy(invalid);
        occluded = copy(occluded);
    }

    private static Optional<BitSet> copy(Optional<BitSet> bits) {
        return bits.map(b -> (BitSet) b.clone());
    }

    @Override
    public Optional<BitSet> scan() {
        return copy(scan);
    }

    @Override
    public Optional<BitSet> invalid() {
        return copy(invalid);
    }

    @Override
    public Optional<BitSet> occluded() {
        return copy(occluded);
    }

    /**
     * Reads the files of one instant that are there.
     *
     * @param stem {@code sequences/00/voxels/000000}
     * @throws DatasetException if one is there but has a wrong size or an unlisted class
     */
    static SscVoxels read(DatasetRoot root, String stem) throws DatasetException {
        String label = stem + ".label";
        return new SscVoxels(
                bits(root, stem + ".bin"),
                bits(root, stem + ".invalid"),
                bits(root, stem + ".occluded"),
                root.has(label)
                        ? Optional.of(
                                VoxelLabels.parse(label, SensorFile.read(root, label, 2 * VOXELS)))
                        : Optional.empty());
    }

    private static Optional<BitSet> bits(DatasetRoot root, String file) throws DatasetException {
        return root.has(file)
                ? Optional.of(unpack(file, SensorFile.read(root, file, VOXELS / 8)))
                : Optional.empty();
    }

    /**
     * Unpacks one bit per voxel, the most significant bit of a byte first.
     *
     * @throws DatasetException if there are not exactly 256 x 256 x 32 / 8 bytes
     */
    public static BitSet unpack(String file, byte[] packed) throws DatasetException {
        requireSize(file, packed, VOXELS / 8);
        BitSet bits = new BitSet(VOXELS);
        for (int i = 0; i < packed.length; i++) {
            for (int b = packed[i] & 0xff; b != 0; b &= b - 1) {
                bits.set(8 * i + 7 - Integer.numberOfTrailingZeros(b));
            }
        }
        return bits;
    }

    static void requireSize(String file, byte[] bytes, int expected) throws DatasetException {
        if (bytes.length != expected) {
            throw new DatasetException(
                    file,
                    "byte " + Math.min(bytes.length, expected),
                    "has " + bytes.length + " bytes; 256 x 256 x 32 voxels need " + expected,
                    "Download it again: it may be cut off.");
        }
    }

    /**
     * The true occupancy on {@link #EGO_GRID} in Occ3D's classes, which know "free". Raw number 0 is free where observed and unknown
     * where {@code .invalid} says that nothing ever was, and in the lowest layer, which the dataset leaves empty (see {@link #GRID});
     * other-structure and other-object, which the benchmark's own classes leave out, are occupied; outliers are unknown. Empty without
     * {@code .label}.
     */
    public Optional<Occupancy> truth() {
        return labels.map(
                all -> {
                    byte[] out = new byte[VOXELS];
                    for (int i = 0; i < VOXELS; i++) {
                        boolean lowest = i % GRID.nz() == 0;
                        boolean unseen = lowest || (invalid.isPresent() && invalid.get().get(i));
                        out[i] = (byte) truthOf(all.raw(i), unseen);
                    }
                    return Occupancy.of(new OccupancyGrid(EGO_GRID, Taxonomy.OCC3D, out));
                });
    }

    private static int truthOf(int raw, boolean unseen) {
        if (raw == 0) {
            return unseen
                    ? OccupancyGrid.UNKNOWN
                    : Taxonomy.OCC3D.number(ObjectKind.FREE).orElseThrow();
        }
        ObjectKind kind = RawClasses.kind(raw);
        return kind == ObjectKind.UNKNOWN
                ? OccupancyGrid.UNKNOWN
                : Taxonomy.OCC3D.nearest(kind).orElseThrow();
    }

    /** The voxels that count: all that are not invalid. Empty without {@code .invalid}. */
    public Optional<VisibilityMask> observed() {
        return invalid.map(
                bits -> {
                    BitSet valid = (BitSet) bits.clone();
                    valid.flip(0, VOXELS);
                    return new VisibilityMask(EGO_GRID, valid);
                });
    }
}
