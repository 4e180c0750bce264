package dev.sightline.apps.report;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.Random;

/** Small worlds to draw in tests. */
final class Scenes {

    private Scenes() {}

    /** Ten metres each way in half metres, four metres high from the ground. */
    static GridSpec small() {
        return GridSpec.cubic(Frame.EGO, new Vec3(-10, -10, 0), 0.5, 40, 40, 8);
    }

    static byte[] all(GridSpec spec, ObjectKind kind) {
        byte[] labels = new byte[spec.size()];
        Arrays.fill(labels, label(kind));
        return labels;
    }

    static byte label(ObjectKind kind) {
        return (byte)
                (kind == ObjectKind.UNKNOWN
                        ? OccupancyGrid.UNKNOWN
                        : Taxonomy.OCC3D.number(kind).getAsInt());
    }

    static OccupancyGrid grid(GridSpec spec, byte[] labels) {
        return new OccupancyGrid(spec, Taxonomy.OCC3D, labels);
    }

    /** A grid with some of everything, a share of {@code density} occupied. */
    static OccupancyGrid random(GridSpec spec, long seed, double density) {
        Random random = new Random(seed);
        byte[] labels = new byte[spec.size()];
        for (int i = 0; i < labels.length; i++) {
            boolean occupied = random.nextDouble() < density;
            int free = Taxonomy.OCC3D.number(ObjectKind.FREE).getAsInt();
            labels[i] =
                    (byte)
                            (occupied
                                    ? random.nextInt(free)
                                    : random.nextBoolean() ? free : OccupancyGrid.UNKNOWN);
        }
        return grid(spec, labels);
    }

    static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    static int at(BufferedImage image, double u, double v) {
        return image.getRGB((int) Math.floor(u), (int) Math.floor(v)) & 0xffffff;
    }
}
