package dev.sightline.occupancy.metric;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Grids for the tests of ray metrics. */
final class RandomVoxels {

    static final int FREE = 17;

    private RandomVoxels() {}

    /** Each voxel occupied with that probability, of any class; one in fifty of them unknown. */
    static OccupancyGrid sprinkled(SplittableRandom random, double occupied) {
        byte[] labels = new byte[GridSpec.occ3d().size()];
        for (int i = 0; i < labels.length; i++) {
            int label = random.nextInt(50) == 0 ? OccupancyGrid.UNKNOWN : random.nextInt(FREE);
            labels[i] = (byte) (random.nextDouble() < occupied ? label : FREE);
        }
        return of(labels);
    }

    /** Ground of one class with boxes on it, as a street has; another seed gives other boxes. */
    static OccupancyGrid street(SplittableRandom random) {
        GridSpec spec = GridSpec.occ3d();
        byte[] labels = new byte[spec.size()];
        Arrays.fill(labels, (byte) FREE);
        for (int x = 0; x < spec.nx(); x++) {
            for (int y = 0; y < spec.ny(); y++) {
                labels[spec.index(x, y, random.nextInt(3) == 0 ? 1 : 0)] = 11;
            }
        }
        for (int box = 0; box < 60; box++) {
            int x0 = random.nextInt(spec.nx() - 12);
            int y0 = random.nextInt(spec.ny() - 12);
            int label = random.nextInt(11);
            for (int x = x0; x < x0 + 2 + box % 10; x++) {
                for (int y = y0; y < y0 + 5; y++) {
                    for (int z = 1; z < 2 + box % 14; z++) {
                        labels[spec.index(x, y, z)] = (byte) label;
                    }
                }
            }
        }
        return of(labels);
    }

    /** The same with errors: a column in four is shifted up by a voxel, one in ten is free, one in ten of another class. */
    static OccupancyGrid perturbed(OccupancyGrid grid, SplittableRandom random) {
        byte[] labels = grid.labels();
        int nz = grid.spec().nz();
        for (int bottom = 0; bottom < labels.length; bottom += nz) {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4 -> System.arraycopy(labels, bottom, labels, bottom + 1, nz - 1);
                case 5, 6 -> Arrays.fill(labels, bottom, bottom + nz, (byte) FREE);
                case 7, 8 -> {
                    for (int i = bottom; i < bottom + nz; i++) {
                        labels[i] = (byte) (labels[i] == FREE ? FREE : random.nextInt(FREE));
                    }
                }
                default -> {} // as it is
            }
        }
        return of(labels);
    }

    static OccupancyGrid of(byte[] labels) {
        return new OccupancyGrid(GridSpec.occ3d(), Taxonomy.OCC3D, labels);
    }

    /** One label everywhere. */
    static OccupancyGrid full(int label) {
        byte[] labels = new byte[GridSpec.occ3d().size()];
        Arrays.fill(labels, (byte) label);
        return of(labels);
    }
}
