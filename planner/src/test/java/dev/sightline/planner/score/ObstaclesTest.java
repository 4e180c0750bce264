package dev.sightline.planner.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import dev.sightline.planner.Scenes;
import dev.sightline.planner.score.ObstacleMap.Cell;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObstaclesTest {

    private static final Footprint CAR = Footprint.of(Scenes.ZOE);

    private static ObstacleMap random(Random random, double density, int nx, int ny) {
        GridSpec spec =
                new GridSpec(
                        Frame.EGO,
                        new Vec3(-7, -9, 0),
                        new Vec3(0.4, 0.5, 1),
                        nx,
                        ny,
                        2,
                        random.nextBoolean() ? IndexOrder.XYZ : IndexOrder.ZYX);
        byte[] labels = new byte[spec.size()];
        float[] flow = new float[2 * spec.size()];
        for (int i = 0; i < labels.length; i++) {
            boolean there = random.nextDouble() < density;
            labels[i] =
                    (byte) (there ? Scenes.number(ObjectKind.CAR) : Scenes.number(ObjectKind.FREE));
            if (there && random.nextBoolean()) {
                flow[2 * i] = (float) (20 * random.nextDouble() - 10);
                flow[2 * i + 1] = (float) (20 * random.nextDouble() - 10);
            }
        }
        return ObstacleMap.of(
                new Occupancy(
                        new OccupancyGrid(spec, Taxonomy.OCC3D, labels),
                        Optional.of(new OccupancyFlow(spec, flow)),
                        Optional.empty()),
                Scenes.CONFIG.obstacles());
    }

    @Test
    void standingCellsAgreeWithLookingAtAll() {
        Random random = new Random(31);
        int hits = 0;
        for (int round = 0; round < 60; round++) {
            ObstacleMap map =
                    random(
                            random,
                            0.2 * random.nextDouble() * random.nextDouble(),
                            20 + random.nextInt(30),
                            20 + random.nextInt(30));
            boolean[] where = map.where(Cell.STANDING);
            CellObstacles cells = new CellObstacles(map, where);
            for (int pose = 0; pose < 200; pose++) {
                double x = 40 * random.nextDouble() - 15;
                double y = 40 * random.nextDouble() - 15;
                double heading = 7 * random.nextDouble();
                int expected = -1;
                for (int i = 0; i < map.size() && expected < 0; i++) {
                    boolean in =
                            CAR.contains(
                                    StrictMath.cos(heading),
                                    StrictMath.sin(heading),
                                    map.centreX(i) - x,
                                    map.centreY(i) - y);
                    expected = where[i] && in ? i : -1;
                }
                assertEquals(
                        expected,
                        cells.hit(CAR, x, y, StrictMath.cos(heading), StrictMath.sin(heading)));
                hits += expected >= 0 ? 1 : 0;
            }
        }
        assertTrue(hits > 500 && hits < 11500, "both answers must occur: " + hits + " hits");
    }

    @Test
    void movingCellsAgreeWithMovingThemAll() {
        Random random = new Random(32);
        int hits = 0;
        for (int round = 0; round < 30; round++) {
            ObstacleMap map = random(random, 0.05 * random.nextDouble(), 30, 40);
            boolean[] ignored = new boolean[map.size()];
            ignored[random.nextInt(ignored.length)] = true;
            MovingCells cells = new MovingCells(map, ignored, 0.1, 51);
            for (int pose = 0; pose < 200; pose++) {
                int slice = random.nextInt(51);
                double x = 60 * random.nextDouble() - 30;
                double y = 60 * random.nextDouble() - 30;
                double heading = 7 * random.nextDouble();
                double cos = StrictMath.cos(heading);
                double sin = StrictMath.sin(heading);
                int expected = -1;
                double nearest = 1.5;
                for (int i = 0; i < map.size(); i++) {
                    double dx = map.centreX(i) + map.vx(i) * slice * 0.1 - x;
                    double dy = map.centreY(i) + map.vy(i) * slice * 0.1 - y;
                    if (map.cell(i) != Cell.MOVING || ignored[i]) {
                        continue;
                    }
                    if (CAR.contains(cos, sin, dx, dy)) {
                        expected = expected < 0 ? i : expected;
                    }
                    nearest = Math.min(nearest, CAR.distance(cos, sin, dx, dy));
                }
                assertEquals(expected, cells.hit(slice, CAR, x, y, cos, sin));
                assertEquals(nearest, cells.clearance(slice, CAR, x, y, cos, sin, 1.5), 1e-9);
                hits += expected >= 0 ? 1 : 0;
            }
        }
        assertTrue(hits > 100 && hits < 5900, "both answers must occur: " + hits + " hits");
    }

    /** The twin: two rectangles overlap if an edge point or the middle of one lies in the other. */
    @Test
    void boxesAgreeWithTestingTheirEdgesPointByPoint() {
        Random random = new Random(33);
        int hits = 0;
        for (int round = 0; round < 3000; round++) {
            double turn = 6 * random.nextDouble();
            MovingBox box =
                    new MovingBox(
                            "a",
                            1,
                            2,
                            Math.cos(turn),
                            Math.sin(turn),
                            2.2,
                            0.9,
                            random.nextDouble(),
                            3);
            double x = 14 * random.nextDouble() - 6;
            double y = 14 * random.nextDouble() - 5;
            double heading = 6 * random.nextDouble();
            double t = random.nextDouble();
            boolean shrunk = meets(box, CAR.inflated(-0.02), x, y, heading, t);
            boolean grown = meets(box, CAR.inflated(0.02), x, y, heading, t);
            boolean overlaps = box.overlaps(CAR, x, y, Math.cos(heading), Math.sin(heading), t);
            // Points every 2 cm miss overlaps of less than that: the twin decides where both sizes
            // agree.
            if (shrunk == grown) {
                assertEquals(shrunk, overlaps);
            }
            hits += overlaps ? 1 : 0;
        }
        assertTrue(hits > 300 && hits < 2700, hits + " hits");
    }

    private static boolean meets(
            MovingBox box, Footprint f, double x, double y, double heading, double t) {
        Footprint outline = new Footprint(2.2, 2.2, 0.9);
        double bx = box.x() + box.vx() * t;
        double by = box.y() + box.vy() * t;
        return pointsIn(f, x, y, heading, outline, bx, by, Math.atan2(box.sin(), box.cos()))
                || pointsIn(outline, bx, by, Math.atan2(box.sin(), box.cos()), f, x, y, heading);
    }

    private static boolean pointsIn(
            Footprint a,
            double ax,
            double ay,
            double ah,
            Footprint b,
            double bx,
            double by,
            double bh) {
        for (double u = -a.rear(); u <= a.front(); u += 0.02) {
            for (double v : new double[] {-a.half(), 0, a.half()}) {
                if (in(ax, ay, ah, u, v, b, bx, by, bh)) {
                    return true;
                }
            }
        }
        for (double v = -a.half(); v <= a.half(); v += 0.02) {
            for (double u : new double[] {-a.rear(), 0, a.front()}) {
                if (in(ax, ay, ah, u, v, b, bx, by, bh)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean in(
            double ax,
            double ay,
            double ah,
            double u,
            double v,
            Footprint b,
            double bx,
            double by,
            double bh) {
        double px = ax + u * Math.cos(ah) - v * Math.sin(ah);
        double py = ay + u * Math.sin(ah) + v * Math.cos(ah);
        return b.contains(Math.cos(bh), Math.sin(bh), px - bx, py - by);
    }

    @Test
    void onlyWhatIsBetweenBumperAndRoofAndNoGroundIsInTheWay() {
        Scenes scenes =
                new Scenes()
                        .fill(Scenes.number(ObjectKind.DRIVABLE_SURFACE), -40, 40, -40, 40, -1, 0.5)
                        .fill(Scenes.number(ObjectKind.CAR), 10, 12, 0, 1, 0.5, 1.5)
                        .fill(Scenes.number(ObjectKind.VEGETATION), 20, 22, 0, 1, 2.3, 5)
                        .fill(Scenes.number(ObjectKind.OTHER), 30, 32, 0, 1, -1, 0.2);
        ObstacleMap map = ObstacleMap.of(scenes.occupancy(), Scenes.CONFIG.obstacles());
        GridSpec spec = map.spec();
        assertEquals(Cell.STANDING, map.cell(map.index(spec.ix(11), spec.iy(0.5))));
        assertEquals(Cell.FREE, map.cell(map.index(spec.ix(21), spec.iy(0.5))));
        assertEquals(Cell.FREE, map.cell(map.index(spec.ix(31), spec.iy(0.5))));
        assertEquals(Cell.FREE, map.cell(map.index(spec.ix(5), spec.iy(5))));
    }

    @Test
    void unknownCountsWhereItIsWideEnoughToHideSomething() {
        Scenes scenes =
                new Scenes()
                        .fill(OccupancyGrid.UNKNOWN, 10, 10.5, -40, 40, -1, 6) // one cell thin
                        .fill(OccupancyGrid.UNKNOWN, 20, 24, -2, 2, -1, 6)
                        .fill(OccupancyGrid.UNKNOWN, 30, 34, -2, 2, 1.5, 6); // mostly seen below
        ObstacleMap map =
                ObstacleMap.of(scenes.occupancy(), Scenes.CONFIG.obstacles())
                        .withoutNarrowUnknown(1);
        GridSpec spec = map.spec();
        assertEquals(Cell.FREE, map.cell(map.index(spec.ix(10.2), spec.iy(0))));
        assertEquals(Cell.UNKNOWN, map.cell(map.index(spec.ix(22), spec.iy(0))));
        assertTrue(map.voxel(map.index(spec.ix(22), spec.iy(0))) >= 0);
        assertEquals(Cell.FREE, map.cell(map.index(spec.ix(32), spec.iy(0))));
    }
}
