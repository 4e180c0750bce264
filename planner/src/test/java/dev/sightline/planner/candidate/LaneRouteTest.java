package dev.sightline.planner.candidate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph;
import dev.sightline.perception.map.LaneGraph.Boundary;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.LaneGraph.LaneType;
import dev.sightline.perception.map.LaneGraph.Marking;
import dev.sightline.perception.map.LaneGraph.Paint;
import dev.sightline.perception.map.Polyline;
import dev.sightline.planner.EgoState;
import dev.sightline.planner.Goal;
import dev.sightline.planner.Plan;
import dev.sightline.planner.Planner;
import dev.sightline.planner.PlanningScene;
import dev.sightline.planner.Scenes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaneRouteTest {

    /** A straight lane of 3 m width in the world. */
    private static Lane lane(String id, Vec3 from, Vec3 to, double limit, String... successors) {
        Vec3 along = to.minus(from).unit();
        Vec3 left = new Vec3(-along.y(), along.x(), 0).times(1.5);
        return new Lane(
                id,
                LaneType.DRIVING,
                Optional.empty(),
                side(from.plus(left), to.plus(left)),
                side(from.minus(left), to.minus(left)),
                OptionalDouble.of(limit),
                Set.of(),
                List.of(successors),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Boundary side(Vec3 a, Vec3 b) {
        return new Boundary(new Polyline(List.of(a, b)), Marking.SOLID, Paint.WHITE);
    }

    private static LaneGraph graph(Lane... lanes) {
        return LaneGraph.of(
                Frame.WORLD, List.of(lanes), List.of(), List.of(), LaneGraph.Navigation.EMPTY);
    }

    private final LaneGraph fork =
            graph(
                    lane("own", new Vec3(100, -10, 0), new Vec3(100, 40, 0), 6, "turn", "on"),
                    lane("turn", new Vec3(100, 40, 0), new Vec3(60, 60, 0), 6),
                    lane("on", new Vec3(100, 40, 0), new Vec3(101, 260, 0), 6),
                    lane("oncoming", new Vec3(97, 40, 0), new Vec3(97, -10, 0), 6));

    /** The ego drives north at (99.6, 0): 0.4 m left of the middle of its lane. */
    private final EgoState ego =
            new EgoState(
                    0,
                    new Pose(
                            Frame.WORLD,
                            Frame.EGO,
                            Rotation.aboutZ(Math.PI / 2),
                            new Vec3(99.6, 0, 0)),
                    5,
                    0,
                    0);

    @Test
    void theRouteIsTheMiddleOfTheOwnLaneAndItsStraightestContinuation() {
        LaneRoute route = LaneRoute.of(fork, ego).orElseThrow();
        Reference line = Reference.of(route.line());
        assertEquals(6, route.speedLimit().orElseThrow(), 0);
        assertEquals(0.4, line.project(0, 0)[1], 1e-6);
        double[] ahead = line.project(150, -1);
        assertTrue(Math.abs(ahead[1]) < 1.5, "straight on, not turned off: " + ahead[1]);
    }

    @Test
    void offAllLanesOrAgainstThemThereIsNoRoute() {
        EgoState elsewhere =
                new EgoState(
                        0,
                        new Pose(Frame.WORLD, Frame.EGO, Rotation.IDENTITY, new Vec3(0, 0, 0)),
                        5,
                        0,
                        0);
        assertTrue(LaneRoute.of(fork, elsewhere).isEmpty());
        LaneGraph wrong = graph(lane("w", new Vec3(100, 40, 0), new Vec3(100, -10, 0), 6));
        assertTrue(LaneRoute.of(wrong, ego).isEmpty());
    }

    @Test
    void cruisingOnALaneReturnsToItsMiddleAndKeepsItsLimit() {
        Planner planner = new Planner(Scenes.ZOE, Scenes.CONFIG);
        Plan plan =
                planner.plan(
                        PlanningScene.of(ego).with(new Scenes().occupancy()).with(fork),
                        Goal.cruise(12));
        int last = plan.trajectory().size() - 1;
        assertEquals(-0.4, plan.trajectory().y(last), 0.3);
        assertTrue(plan.trajectory().speed(last) <= 6 + 1e-9);
    }
}
