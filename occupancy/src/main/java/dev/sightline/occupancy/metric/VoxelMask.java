package dev.sightline.occupancy.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Which voxels a score counts. Three masks lie as bits in one byte per voxel, the region code: bit 0 camera, bit 1 lidar, bit 2 seen by
 * a camera at another time of the scene; {@link DistanceRings} has the upper five. All choices are then counted in one pass.
 *
 * <p>The references select by the camera mask, else by the lidar mask, never by both; OccNeRF, GaussianOcc and RenderOcc variants use
 * both at once, which is {@link #CAMERA_AND_LIDAR} here.
 */
public enum VoxelMask {
    CAMERA("camera", 1, 1),
    LIDAR("lidar", 2, 2),
    NONE("none", 0, 0),
    CAMERA_AND_LIDAR("camera_and_lidar", 3, 3),
    /** Hidden now, seen at another time: outside the camera mask, inside that of another frame of the scene. */
    OCCLUDED("occluded", 5, 4);

    /** Region codes without distance: all combinations of the three bits. */
    static final int CODES = 8;

    private static final long ONES = 0x0101010101010101L;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String key;
    private final int looksAt;
    private final int wants;

    VoxelMask(String key, int looksAt, int wants) {
        this.key = key;
        this.looksAt = looksAt;
        this.wants = wants;
    }

    /** The name on the command line and in reports. */
    public String key() {
        return key;
    }

    /**
     * The mask of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all
     */
    public static VoxelMask of(String key) {
        for (VoxelMask mask : values()) {
            if (mask.key.equals(key)) {
                return mask;
            }
        }
        throw new IllegalArgumentException(
                "no mask '"
                        + key
                        + "'; there are "
                        + Arrays.stream(values()).map(VoxelMask::key).toList());
    }

    /** Whether voxels of a region code count. */
    public boolean counts(int code) {
        return (code & looksAt) == wants;
    }

    /** The highest bit of every byte of eight whose region code counts. */
    long countsEight(long codes) {
        long differs = FScore.notZero(codes & looksAt * ONES ^ wants * ONES);
        return differs ^ 0x8080808080808080L;
    }

    /** Marks the voxels inside this frame's camera mask; see {@link #mark}. */
    public static void markCamera(byte[] regions, byte[] mask) {
        mark(regions, mask, 0);
    }

    /** Marks the voxels inside this frame's lidar mask; see {@link #mark}. */
    public static void markLidar(byte[] regions, byte[] mask) {
        mark(regions, mask, 1);
    }

    /** Marks the voxels inside the camera mask of another frame of the scene, moved to this frame; see {@link #mark}. */
    public static void markSeenElsewhen(byte[] regions, byte[] mask) {
        mark(regions, mask, 2);
    }

    /**
     * Sets one bit of every region code where a mask is 1.
     *
     * @param mask 0 or 1 per voxel
     * @throws IllegalArgumentException if the sizes differ or a value is neither, naming the voxel
     */
    private static void mark(byte[] regions, byte[] mask, int bit) {
        if (regions.length != mask.length) {
            throw new IllegalArgumentException(
                    "mask of " + mask.length + " voxels on a grid of " + regions.length);
        }
        long seen = 0;
        int i = 0;
        for (; i + 8 <= mask.length; i += 8) { // eight voxels at once: a byte of a long is a voxel
            long eight = (long) LONGS.get(mask, i);
            seen |= eight;
            LONGS.set(regions, i, (long) LONGS.get(regions, i) | (eight & ONES) << bit);
        }
        for (; i < mask.length; i++) {
            seen |= mask[i];
            regions[i] |= (byte) ((mask[i] & 1) << bit);
        }
        if ((seen & ~ONES) != 0) {
            throw notAMask(mask);
        }
    }

    private static IllegalArgumentException notAMask(byte[] mask) {
        int i = 0;
        while (mask[i] == 0 || mask[i] == 1) {
            i++;
        }
        return new IllegalArgumentException(
                "mask is " + (mask[i] & 0xff) + " at voxel " + i + "; a mask holds 0 and 1");
    }
}
