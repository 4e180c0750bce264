package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Taxonomy;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RayPqTest {

    private static final int CAR = 4;
    private static final int BUS = 3;
    private static final GridSpec SPEC = GridSpec.occ3d();
    private static final List<Vec3> ORIGINS = List.of(new Vec3(0.2, 0.2, 1.2));

    private static RayPq street(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OccupancyGrid truth = RandomVoxels.street(random);
        RayHits hits = RayHits.cast(truth, RandomVoxels.perturbed(truth, random), ORIGINS);
        return RayPq.of(hits, blocks(10), blocks(10));
    }

    /** An instance number per block of columns. */
    private static int[] blocks(int width) {
        int[] instances = new int[SPEC.size()];
        for (int i = 0; i < instances.length; i++) {
            int x = i / SPEC.nz() / SPEC.ny();
            int y = i / SPEC.nz() % SPEC.ny();
            instances[i] = x / width * 200 + y / width;
        }
        return instances;
    }

    private static int[] all(int instance) {
        int[] instances = new int[SPEC.size()];
        Arrays.fill(instances, instance);
        return instances;
    }

    /** Two instances: which one a voxel belongs to is its side of the middle, along y. */
    private static int[] halves(int right, int left) {
        int[] instances = new int[SPEC.size()];
        for (int i = 0; i < instances.length; i++) {
            instances[i] = i / SPEC.nz() % SPEC.ny() < 100 ? right : left;
        }
        return instances;
    }

    /** Every ray hits its own voxel's car, so one segment covers all: IoU 1. */
    @Test
    void oneInstanceFoundIsOne() {
        RayHits hits = RayHits.cast(RandomVoxels.full(CAR), RandomVoxels.full(CAR), ORIGINS);
        RayPq score = RayPq.of(hits, all(5), all(0));
        assertEquals(1, score.truePositives(0, CAR));
        assertEquals(1, score.value());
        assertTrue(Double.isNaN(score.pq(0, BUS)));
    }

    /** The origin's voxel is on the left, so every ray ends there: the right half has no ray and no segment. */
    @Test
    void segmentsAreOfRaysNotOfVoxels() {
        RayHits hits = RayHits.cast(RandomVoxels.full(CAR), RandomVoxels.full(CAR), ORIGINS);
        RayPq score = RayPq.of(hits, halves(1, 2), all(9));
        assertEquals(1, score.truePositives(2, CAR));
        assertEquals(0, score.falseNegatives(2, CAR));
    }

    /** A free prediction has no segment: one of the truth is missed, none invented. */
    @Test
    void missedInstancesAreFalseNegatives() {
        RayHits hits =
                RayHits.cast(RandomVoxels.full(CAR), RandomVoxels.full(RandomVoxels.FREE), ORIGINS);
        RayPq score = RayPq.of(hits, all(1), all(0));
        assertEquals(1, score.falseNegatives(0, CAR));
        assertEquals(0, score.falsePositives(0, CAR));
        assertEquals(0, score.value());
    }

    /** A wrong class is one missed and one invented. */
    @Test
    void wrongClassesAreMissedAndInvented() {
        RayHits hits = RayHits.cast(RandomVoxels.full(CAR), RandomVoxels.full(BUS), ORIGINS);
        RayPq score = RayPq.of(hits, all(1), all(1));
        assertEquals(1, score.falseNegatives(1, CAR));
        assertEquals(1, score.falsePositives(1, BUS));
    }

    @Test
    void mergingIsFreeOfOrderAndCountersComeBack() {
        RayPq a = street(1);
        RayPq b = street(2);
        RayPq c = street(3);
        RayPq whole = a.merge(b).merge(c);
        assertEquals(whole, c.merge(b).merge(a));
        assertEquals(whole, RayPq.empty(Taxonomy.OCC3D).merge(b.merge(a.merge(c))));
        assertEquals(whole, RayPq.of(Taxonomy.OCC3D, whole.counters()));
        assertTrue(whole.value() > 0 && whole.value() < 1);
        assertThrows(IllegalArgumentException.class, () -> RayPq.of(Taxonomy.OCC3D, new long[5]));
    }

    @Test
    void instancesThatDoNotFitAreRefused() {
        RayHits hits = RayHits.cast(RandomVoxels.full(CAR), RandomVoxels.full(CAR), ORIGINS);
        int[] instances = all(1);
        assertThrows(IllegalArgumentException.class, () -> RayPq.of(hits, instances, new int[4]));
        instances[33] = 65535;
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> RayPq.of(hits, instances, all(1)));
        assertTrue(e.getMessage().contains("voxel 33"));
    }
}
