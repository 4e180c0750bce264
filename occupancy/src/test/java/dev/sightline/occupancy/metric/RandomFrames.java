package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import java.util.SplittableRandom;

/** Random little frames for twins and laws: mostly free, some unlabelled, long runs as in real grids. */
final class RandomFrames {

    final SplittableRandom random;
    final GridSpec grid;
    final int classes;
    final int free;

    RandomFrames(long seed, int classes, int free) {
        this.random = new SplittableRandom(seed);
        this.grid =
                GridSpec.cubic(
                        Frame.EGO,
                        new Vec3(-2, -1.5, -1),
                        0.4,
                        1 + random.nextInt(9),
                        1 + random.nextInt(9),
                        1 + random.nextInt(20));
        this.classes = classes;
        this.free = free;
    }

    /** Classes, free in runs, and 255 or another value that is no class. */
    byte[] truth() {
        byte[] labels = prediction();
        for (int i = 0; i < labels.length; i++) {
            if (random.nextInt(10) == 0) {
                labels[i] = (byte) (random.nextBoolean() ? 255 : random.nextInt(classes, 256));
            }
        }
        return labels;
    }

    /** Classes only. */
    byte[] prediction() {
        byte[] labels = new byte[grid.size()];
        int left = 0;
        byte value = 0;
        for (int i = 0; i < labels.length; i++) {
            if (left-- == 0) {
                left = random.nextInt(60);
                value = (byte) (random.nextInt(3) > 0 ? free : random.nextInt(classes));
            }
            labels[i] = value;
        }
        return labels;
    }

    /** 0 and 1, one of them rare at times. */
    byte[] mask() {
        byte[] mask = new byte[grid.size()];
        int share = random.nextInt(11);
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (random.nextInt(10) < share ? 1 : 0);
        }
        return mask;
    }
}
