package dev.sightline.occupancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.occupancy.DrivableSurface.State;
import dev.sightline.occupancy.LogOddsOccupancy.Config;
import dev.sightline.occupancy.SyntheticScan.Block;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.sensor.PointCloud;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundTest {

    private static final GridSpec GRID =
            GridSpec.cubic(Frame.EGO, new Vec3(-24, -24, -3), 0.4, 120, 120, 18);

    @Test
    void anEmptyRoadIsDrivableAtItsHeight() {
        Occupancy world = seen(0, List.of());
        for (double x = 4; x < 15; x += 0.5) {
            assertEquals(State.DRIVABLE, state(world, x, 0.3), "at " + x);
            assertEquals(0, height(world, x, 0.3), 0.02, "at " + x);
        }
        for (int i = 0; i < GRID.size(); i++) {
            assertTrue(
                    !world.voxels().isOccupied(i)
                            || world.voxels().kind(i) == ObjectKind.DRIVABLE_SURFACE);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, -0.05, 0.05, 0.1})
    void theGroundFollowsASlope(double slope) {
        Occupancy world = seen(slope, List.of());
        for (double x = 4; x < 15; x += 0.5) {
            assertEquals(State.DRIVABLE, state(world, x, 0.3), "at " + x);
            // within half a cell of rise of the cell's centre, and the carried height where no
            // return lies
            assertEquals(slope * x, height(world, x, 0.3), 0.12, "at " + x);
        }
    }

    @Test
    void aBoxOnTheRoadBlocksAndIsNotGround() {
        Occupancy world = seen(0, List.of(new Block(new Vec3(8, -1, 0), new Vec3(12, 1, 1.5))));
        assertEquals(State.BLOCKED, state(world, 8.2, 0));
        assertEquals(0, world.voxels().label(GRID.indexOf(8.1, 0, 0.9)));
        assertEquals(State.DRIVABLE, state(world, 8.2, 3));
        assertEquals(State.DRIVABLE, state(world, 6.2, 0));
    }

    @Test
    void aRoofSeenFromAboveIsNotGround() {
        // Low enough that the sensor looks down on it, and hides its own foot.
        Occupancy world = seen(0, List.of(new Block(new Vec3(6, -3, 0), new Vec3(11, 3, 1.0))));
        int blocked = 0;
        for (double x = 6.2; x < 11; x += 0.4) {
            for (double y = -2.8; y < 3; y += 0.4) {
                assertNotEquals(State.DRIVABLE, state(world, x, y), "at " + x + ", " + y);
                blocked += state(world, x, y) == State.BLOCKED ? 1 : 0;
            }
        }
        assertTrue(blocked > 50, "only where beams meet the roof: " + blocked);
    }

    @Test
    void aLowKerbIsDrivenOverAndABridgeUnder() {
        Occupancy kerb = seen(0, List.of(new Block(new Vec3(6, -3, 0), new Vec3(12, 3, 0.08))));
        assertEquals(State.DRIVABLE, state(kerb, 8.2, 0));
        assertEquals(0.08, height(kerb, 8.2, 0), 0.02);
        Occupancy bridge = seen(0, List.of(new Block(new Vec3(8, -9, 2.5), new Vec3(10, 9, 3.5))));
        assertEquals(State.DRIVABLE, state(bridge, 8.2, 0));
        assertEquals(0, bridge.voxels().label(GRID.indexOf(8.1, 0, 2.7)));
    }

    @Test
    void whatWasNeverSeenIsUnknownAndHasNoHeight() {
        Occupancy world = seen(0, List.of(new Block(new Vec3(5, -20, 0), new Vec3(6, 20, 3.9))));
        for (double x = 7; x < 20; x += 0.4) {
            assertEquals(State.UNKNOWN, state(world, x, 0), "behind the wall at " + x);
            assertTrue(Double.isNaN(height(world, x, 0)));
        }
        assertEquals(State.DRIVABLE, state(world, 0, 0));
        assertEquals(State.UNKNOWN, state(world, 1.8, 0), "below the lowest beam");
    }

    @Test
    void aStrayReturnBelowTheRoadDoesNotMoveTheGround() {
        PointCloud road = SyntheticScan.of(0, List.of());
        float[] xyz = road.xyz();
        for (int i = 0; i < road.size(); i += 40) {
            xyz[3 * i + 2] -= 2;
        }
        Occupancy world = seen(PointCloud.of(Frame.EGO, 0, xyz).build());
        for (double x = 5; x < 12; x += 0.5) {
            assertEquals(0, height(world, x, 0.3), 0.02, "at " + x);
        }
    }

    @Test
    void theHeightIsThatOfTheEgoWhereverItStands() {
        Config config = Config.covering(GRID);
        LogOddsOccupancy map = new LogOddsOccupancy(config);
        Pose pose =
                new Pose(
                        Frame.WORLD,
                        Frame.EGO,
                        Rotation.aboutZ(1.1),
                        new Vec3(300.13, -41.7, 57.3));
        map.add(SyntheticScan.of(0, List.of()), SyntheticScan.SENSOR, pose, 0);
        Occupancy world = map.at(GRID, pose, 0);
        for (double x = 4; x < 15; x += 0.5) {
            assertEquals(State.DRIVABLE, state(world, x, 0.3), "at " + x);
            assertEquals(0, height(world, x, 0.3), 0.02, "at " + x);
        }
    }

    @Test
    void aRuleWithoutClearanceIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new GroundRule(0.15, 0.1, 0.5, 0.25, 0.2, 1, 10));
        assertThrows(
                IllegalArgumentException.class, () -> new GroundRule(0.15, 0, 0.5, 0.25, 2, 1, 10));
        assertThrows(
                IllegalArgumentException.class,
                () -> new GroundRule(Double.NaN, 0.1, 0.5, 0.25, 2, 1, 10));
    }

    private static Occupancy seen(double slope, List<Block> blocks) {
        return seen(SyntheticScan.of(slope, blocks));
    }

    private static Occupancy seen(PointCloud points) {
        LogOddsOccupancy map = new LogOddsOccupancy(Config.of(GRID.in(Frame.WORLD)));
        Pose pose = Pose.identity(Frame.WORLD, Frame.EGO);
        map.add(points, SyntheticScan.SENSOR, pose, 0);
        return map.at(GRID, pose, 0);
    }

    private static State state(Occupancy world, double x, double y) {
        DrivableSurface surface = world.surface().orElseThrow();
        return surface.state(surface.spec().indexOf(x, y, 0));
    }

    private static double height(Occupancy world, double x, double y) {
        DrivableSurface surface = world.surface().orElseThrow();
        return surface.height(surface.spec().indexOf(x, y, 0));
    }
}
