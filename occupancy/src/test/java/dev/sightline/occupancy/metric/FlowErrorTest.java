package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.metric.FlowError.Over;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Taxonomy;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlowErrorTest {

    private static final int CAR = 4;
    private static final int MANMADE = 15;
    private static final List<Vec3> ORIGINS = List.of(new Vec3(0.2, 0.2, 1.2));

    private static OccupancyFlow constant(float vx, float vy) {
        float[] flow = new float[2 * GridSpec.occ3d().size()];
        for (int i = 0; i < flow.length; i += 2) {
            flow[i] = vx;
            flow[i + 1] = vy;
        }
        return new OccupancyFlow(GridSpec.occ3d(), flow);
    }

    private static OccupancyFlow random(SplittableRandom random) {
        float[] flow = new float[2 * GridSpec.occ3d().size()];
        for (int i = 0; i < flow.length; i++) {
            flow[i] = (float) random.nextDouble(-10, 10);
        }
        return new OccupancyFlow(GridSpec.occ3d(), flow);
    }

    private static FlowError street(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OccupancyGrid truth = RandomVoxels.street(random);
        RayHits hits = RayHits.cast(truth, RandomVoxels.perturbed(truth, random), ORIGINS);
        return FlowError.of(hits, random(random), random(random));
    }

    /** (3, 0) against (0, 4) m/s: 5 m/s on every ray. */
    @Test
    void errorIsTheLengthOfTheDifference() {
        RayHits hits = RayHits.cast(RandomVoxels.full(CAR), RandomVoxels.full(CAR), ORIGINS);
        FlowError error = FlowError.of(hits, constant(3, 0), constant(0, 4));
        for (Over over : Over.values()) {
            assertEquals(5, error.ave(CAR, over));
            assertEquals(5, error.meanAve(over));
            assertEquals(14040, error.rays(CAR, over));
        }
        assertEquals(0.9, error.occupancyScore(RayIou.of(hits), Over.TRUE_POSITIVES), 1e-15);
    }

    @Test
    void classesThatDoNotMoveHaveNoError() {
        RayHits hits =
                RayHits.cast(RandomVoxels.full(MANMADE), RandomVoxels.full(MANMADE), ORIGINS);
        FlowError error = FlowError.of(hits, constant(3, 0), constant(0, 4));
        assertTrue(Double.isNaN(error.ave(MANMADE, Over.TRUE_POSITIVES)));
        assertTrue(Double.isNaN(error.meanAve(Over.ALL_RAYS)));
    }

    /** Only rays that are true positive enter the published mean; the server's takes all, once the class has one. */
    @Test
    void theServerAveragesOverRaysThatAreNoHits() {
        SplittableRandom random = new SplittableRandom(9);
        OccupancyGrid truth = RandomVoxels.street(random);
        RayHits hits = RayHits.cast(truth, RandomVoxels.perturbed(truth, random), ORIGINS);
        FlowError error = FlowError.of(hits, constant(1, 0), constant(0, 0));
        RayIou rays = RayIou.of(hits);
        int withHits = 0;
        for (int c : new int[] {2, 3, 4, 5, 6, 7, 9, 10}) {
            assertEquals(rays.hits(1, c), error.rays(c, Over.TRUE_POSITIVES));
            long all = rays.hits(1, c) > 0 ? rays.rays() : 0;
            assertEquals(all, error.rays(c, Over.ALL_RAYS));
            withHits += all > 0 ? 1 : 0;
        }
        assertTrue(withHits > 0);
    }

    @Test
    void mergingIsFreeOfOrderAndCountersComeBack() {
        FlowError a = street(1);
        FlowError b = street(2);
        FlowError c = street(3);
        FlowError whole = a.merge(b).merge(c);
        assertEquals(whole, c.merge(b).merge(a));
        assertEquals(whole, FlowError.empty(Taxonomy.OCC3D).merge(b.merge(a.merge(c))));
        assertEquals(whole, FlowError.of(Taxonomy.OCC3D, whole.counters()));
        assertTrue(whole.meanAve(Over.TRUE_POSITIVES) > 0);
    }

    @Test
    void velocitiesThatAreNoNumberAreRefused() {
        RayHits hits = RayHits.cast(RandomVoxels.full(CAR), RandomVoxels.full(CAR), ORIGINS);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> FlowError.of(hits, constant(0, 0), constant(Float.NaN, 0)));
        assertTrue(e.getMessage().contains("NaN"));
    }
}
