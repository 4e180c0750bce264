package dev.sightline.apps.eval;

import dev.sightline.occupancy.metric.DistanceRings;
import dev.sightline.occupancy.metric.VoxelMask;
import dev.sightline.perception.geometry.Vec3;
import java.util.List;

/** The voxels of one frame, in memory that is used again for the next. One thread. */
final class VoxelFrame {

    /** Class per voxel, {@code [x][y][z]}; what is no class is unlabelled. */
    final byte[] truth;

    /** Class per voxel. */
    final byte[] prediction;

    /** Masks and distance ring per voxel, as {@link VoxelMask} and {@link DistanceRings} mark them. */
    final byte[] regions;

    /** Whether the truth has a camera mask. */
    boolean camera;

    /** Whether the truth has a lidar mask. */
    boolean lidar;

    /** Whether it is known what of the hidden was seen at another time of the scene. */
    boolean hindsight;

    /** Where RayIoU looks from, metres in the grid's frame; empty if unknown. */
    List<Vec3> origins = List.of();

    /** Velocities {@code [voxel][2]}, m/s; empty if the truth has none. */
    float[] truthFlow = {};

    float[] predictionFlow = {};

    /** Instance per voxel, 0 for none; empty if the truth has none. */
    int[] truthInstances = {};

    int[] predictionInstances = {};

    /** Probability of being occupied per voxel; empty if the prediction has none. */
    float[] probability = {};

    private final DistanceRings rings;

    VoxelFrame(int voxels, DistanceRings rings) {
        this.truth = new byte[voxels];
        this.prediction = new byte[voxels];
        this.regions = new byte[voxels];
        this.rings = rings;
    }

    /** Forgets the masks of the last frame. */
    void reset() {
        rings.reset(regions);
        camera = false;
        lidar = false;
        hindsight = false;
        origins = List.of();
        truthFlow = new float[0];
        predictionFlow = new float[0];
        truthInstances = new int[0];
        predictionInstances = new int[0];
        probability = new float[0];
    }

    /** Whether the voxels of a mask can be told. */
    boolean has(VoxelMask mask) {
        return switch (mask) {
            case CAMERA -> camera;
            case LIDAR -> lidar;
            case CAMERA_AND_LIDAR -> camera && lidar;
            case NONE -> true;
            case OCCLUDED -> camera && hindsight;
        };
    }
}
