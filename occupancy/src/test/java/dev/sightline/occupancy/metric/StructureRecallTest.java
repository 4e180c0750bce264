package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Taxonomy;
import dev.sightline.perception.sensor.PointCloud;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StructureRecallTest {

    // Four cells of 1 m along x: car, free, unknown, ground.
    private static final OccupancyGrid GRID =
            new OccupancyGrid(
                    GridSpec.cubic(Frame.EGO, Vec3.ZERO, 1, 4, 1, 1),
                    Taxonomy.OCC3D,
                    new byte[] {4, 17, (byte) 255, 11});
    private static final PointCloud RETURNS =
            PointCloud.of(
                            Frame.EGO,
                            0,
                            new float[] {
                                0.5f, 0.5f, 0.5f, 0.6f, 0.5f, 0.5f, 1.5f, 0.5f, 0.5f, 2.5f, 0.5f,
                                0.5f, 3.5f, 0.5f, 0.5f, 9, 9, 9
                            })
                    .build();

    @Test
    void countsReturnsInOccupiedVoxelsOfTheGrid() {
        assertEquals(
                new StructureRecall(5, 3), StructureRecall.of(GRID, RETURNS, Optional.empty()));
        BitSet counted = new BitSet();
        counted.set(0);
        counted.set(2);
        assertEquals(0.5, StructureRecall.of(GRID, RETURNS, Optional.of(counted)).value());
    }

    @Test
    void mergesAsIfCountedTogether() {
        StructureRecall once = StructureRecall.of(GRID, RETURNS, Optional.empty());
        assertEquals(new StructureRecall(10, 6), once.merge(once).merge(StructureRecall.empty()));
        assertTrue(Double.isNaN(StructureRecall.empty().value()));
    }

    @Test
    void returnsOfAnotherFrameAndImpossibleCountsAreRefused() {
        PointCloud other = PointCloud.of(Frame.WORLD, 0, new float[3]).build();
        assertThrows(
                FrameMismatchException.class,
                () -> StructureRecall.of(GRID, other, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new StructureRecall(1, 2));
    }
}
