package dev.sightline.datasets.semantickitti;

import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The numbers that label files hold, and what the benchmark makes of them.
 *
 * <p>Reference: {@code learning_map} of {@code config/semantic-kitti.yaml}, PRBonn/semantic-kitti-api. A table in code, so that no
 * recording needs the yaml file and no YAML library is linked; a test compares the two.
 */
public final class RawClasses {

    /** Raw number, learned number of {@link Taxonomy#SEMANTIC_KITTI}. */
    private static final int[][] LEARNING_MAP = {
        {0, 0}, // unlabeled
        {1, 0}, // outlier
        {10, 1}, // car
        {11, 2}, // bicycle
        {13, 5}, // bus
        {15, 3}, // motorcycle
        {16, 5}, // on-rails
        {18, 4}, // truck
        {20, 5}, // other-vehicle
        {30, 6}, // person
        {31, 7}, // bicyclist
        {32, 8}, // motorcyclist
        {40, 9}, // road
        {44, 10}, // parking
        {48, 11}, // sidewalk
        {49, 12}, // other-ground
        {50, 13}, // building
        {51, 14}, // fence
        {52, 0}, // other-structure
        {60, 9}, // lane-marking
        {70, 15}, // vegetation
        {71, 16}, // trunk
        {72, 17}, // terrain
        {80, 18}, // pole
        {81, 19}, // traffic-sign
        {99, 0}, // other-object
        {252, 1}, // moving-car
        {253, 7}, // moving-bicyclist
        {254, 6}, // moving-person
        {255, 8}, // moving-motorcyclist
        {256, 5}, // moving-on-rails
        {257, 5}, // moving-bus
        {258, 4}, // moving-truck
        {259, 5}, // moving-other-vehicle
    };

    /** The raw number that stands for each learned one in predictions: {@code learning_map_inv}. */
    private static final int[] INVERSE = {
        0, 10, 11, 15, 18, 20, 30, 31, 32, 40, 44, 48, 49, 50, 51, 70, 71, 72, 80, 81
    };

    private static final int OTHER_STRUCTURE = 52;
    private static final int OTHER_OBJECT = 99;

    private static final int[] LEARNED = new int[260];

    static {
        Arrays.fill(LEARNED, -1);
        for (int[] entry : LEARNING_MAP) {
            LEARNED[entry[0]] = entry[1];
        }
    }

    private RawClasses() {}

    /** The learned number (0 unlabelled, 1..19) of a raw one; empty if the published list has no such number. */
    public static OptionalInt learned(int raw) {
        return raw < 0 || raw >= LEARNED.length || LEARNED[raw] < 0
                ? OptionalInt.empty()
                : OptionalInt.of(LEARNED[raw]);
    }

    /**
     * The raw number to write for a learned one: 0 for empty, then 10 for a car to 81 for a traffic sign.
     *
     * @throws IllegalArgumentException if it is not 0..19
     */
    public static int raw(int learned) {
        if (learned < 0 || learned >= INVERSE.length) {
            throw new IllegalArgumentException("learned class " + learned + ", there are 0..19");
        }
        return INVERSE[learned];
    }

    /** Whether a raw number may stand in a prediction: 0, which is empty, or one with a learned class of 1..19. */
    public static boolean predictable(int raw) {
        return raw == 0 || learned(raw).orElse(0) > 0;
    }

    /**
     * What a raw number means. Two classes that the benchmark does not score are still things: other-structure and other-object are
     * {@link ObjectKind#OTHER}. Unlabelled, outliers and numbers off the list are {@link ObjectKind#UNKNOWN}.
     */
    public static ObjectKind kind(int raw) {
        if (raw == OTHER_STRUCTURE || raw == OTHER_OBJECT) {
            return ObjectKind.OTHER;
        }
        int learned = learned(raw).orElse(0);
        return Taxonomy.SEMANTIC_KITTI.kind(learned);
    }

    /** Whether a raw number says that the thing moves: 252 and above. */
    public static boolean moving(int raw) {
        return raw >= 252 && learned(raw).isPresent();
    }
}
