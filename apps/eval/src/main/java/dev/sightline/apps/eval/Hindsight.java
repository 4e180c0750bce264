package dev.sightline.apps.eval;

import dev.sightline.datasets.nuscenes.LidarTrails;
import dev.sightline.datasets.nuscenes.LidarTrails.Stop;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what is hidden at a sample but seen at another time: voxels that are occupied in the truth, outside the camera mask now, and
 * whose centre lies in a voxel of the camera mask of another sample of the scene. Keeps the masks of one scene, a bit per voxel. One
 * thread.
 */
final class Hindsight {

    /** Reads camera masks. */
    interface Masks {
        /**
         * The camera mask of another sample.
         *
         * @param target 0 or 1 per voxel; filled
         * @return whether there is one
         */
        boolean read(String token, byte[] target) throws IOException;
    }

    private final GridSpec grid;
    private final byte[] mask;
    private final int[] candidates;
    private final Map<String, long[]> seen = new HashMap<>(); // no bits: that sample has no mask
    private List<Stop> scene = List.of();

    Hindsight(GridSpec grid) {
        this.grid = grid;
        this.mask = new byte[grid.size()];
        this.candidates = new int[grid.size()];
    }

    /**
     * Marks those voxels.
     *
     * @param hidden 0 or 1 per voxel; filled
     * @return false if poses or masks of the other samples are not known: then nothing can be said
     */
    boolean find(
            String token,
            LidarTrails trails,
            Masks masks,
            VoxelFrame frame,
            int free,
            byte[] hidden)
            throws IOException {
        List<Stop> stops = trails.sceneOf(token);
        if (stops.size() < 2) {
            return false;
        }
        if (!stops.equals(scene)) {
            seen.clear();
            scene = stops;
        }
        int here = 0;
        while (!stops.get(here).token().equals(token)) {
            here++;
        }
        int left = candidates(frame, free, hidden);
        boolean any = false;
        for (int away = 1; away < stops.size(); away++) { // the nearest first: they show the most
            for (int other : new int[] {here - away, here + away}) {
                if (other >= 0 && other < stops.size()) {
                    long[] bits = bits(stops.get(other).token(), masks);
                    any |= bits.length > 0;
                    if (bits.length > 0 && left > 0) {
                        Pose otherFromHere =
                                stops.get(other)
                                        .worldFromEgo()
                                        .inverse()
                                        .times(stops.get(here).worldFromEgo());
                        left = sift(otherFromHere, bits, left, hidden);
                    }
                }
            }
        }
        return any;
    }

    private int candidates(VoxelFrame frame, int free, byte[] hidden) {
        int n = 0;
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = 0;
            int label = frame.truth[i] & 0xff;
            if (label != free && label != 255 && (frame.regions[i] & 1) == 0) {
                candidates[n++] = i;
            }
        }
        return n;
    }

    private long[] bits(String token, Masks masks) throws IOException {
        long[] known = seen.get(token);
        if (known == null) {
            known = new long[0];
            if (masks.read(token, mask)) {
                known = new long[(mask.length + 63) / 64];
                for (int i = 0; i < mask.length; i++) {
                    known[i >> 6] |= (long) (mask[i] & 1) << i;
                }
            }
            seen.put(token, known);
        }
        return known;
    }

    /** Takes the candidates that the other sample sees, and returns how many are left. */
    private int sift(Pose otherFromHere, long[] bits, int n, byte[] hidden) {
        // Both in cells: other = a (here + 1/2) + b, all three axes of one cell size.
        double[] m = otherFromHere.matrix();
        double cell = grid.cell().x();
        double bx =
                (m[0] * grid.min().x()
                                + m[1] * grid.min().y()
                                + m[2] * grid.min().z()
                                + m[3]
                                - grid.min().x())
                        / cell;
        double by =
                (m[4] * grid.min().x()
                                + m[5] * grid.min().y()
                                + m[6] * grid.min().z()
                                + m[7]
                                - grid.min().y())
                        / cell;
        double bz =
                (m[8] * grid.min().x()
                                + m[9] * grid.min().y()
                                + m[10] * grid.min().z()
                                + m[11]
                                - grid.min().z())
                        / cell;
        int nx = grid.nx();
        int ny = grid.ny();
        int nz = grid.nz();
        int left = 0;
        for (int k = 0; k < n; k++) {
            int i = candidates[k];
            int column = i / nz;
            int ix = column / ny;
            double x = ix + 0.5;
            double y = column - ix * ny + 0.5;
            double z = i - column * nz + 0.5;
            double ox = m[0] * x + m[1] * y + m[2] * z + bx;
            double oy = m[4] * x + m[5] * y + m[6] * z + by;
            double oz = m[8] * x + m[9] * y + m[10] * z + bz;
            if (ox >= 0 && oy >= 0 && oz >= 0 && ox < nx && oy < ny && oz < nz) {
                int jx = (int) ox;
                int jy = (int) oy;
                int jz = (int) oz;
                int j = (jx * ny + jy) * nz + jz;
                if ((bits[j >> 6] >>> j & 1) != 0) {
                    hidden[i] = 1;
                    continue;
                }
            }
            candidates[left++] = i;
        }
        return left;
    }
}
