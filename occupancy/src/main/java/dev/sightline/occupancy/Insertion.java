package dev.sightline.occupancy;

/** Which rays of a scan are walked through the voxels. */
public enum Insertion {
    /** Every ray. */
    EXACT,
    /**
     * One ray for all that end in the same voxel, or leave the window through the same voxel: the first of them in the cloud. A scan
     * counts a voxel once however many rays pass it, so the ray needs no weight; voxels that only the others pass are missed.
     */
    SHARED
}
