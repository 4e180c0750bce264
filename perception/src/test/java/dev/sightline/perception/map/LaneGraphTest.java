package dev.sightline.perception.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph.Boundary;
import dev.sightline.perception.map.LaneGraph.Junction;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.LaneGraph.Marking;
import dev.sightline.perception.map.LaneGraph.Navigation;
import dev.sightline.perception.map.LaneGraph.Neighbour;
import dev.sightline.perception.map.LaneGraph.Paint;
import dev.sightline.perception.map.TrafficControl.Light;
import dev.sightline.perception.map.TrafficControl.LightState;
import dev.sightline.perception.map.TrafficControl.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaneGraphTest {

    private static Polyline line(double y) {
        return new Polyline(List.of(new Vec3(0, y, 0), new Vec3(4, y, 0), new Vec3(10, y, 1)));
    }

    private static Lane lane(
            String id,
            List<String> to,
            List<String> from,
            Optional<Neighbour> left,
            Optional<Neighbour> right) {
        return new Lane(
                id,
                LaneGraph.LaneType.DRIVING,
                Optional.empty(),
                new Boundary(line(2), Marking.DASHED, Paint.WHITE),
                new Boundary(line(-1), Marking.SOLID, Paint.WHITE),
                OptionalDouble.of(13.9),
                Set.of(),
                to,
                from,
                left,
                right,
                Optional.empty());
    }

    private static Optional<Neighbour> beside(String id, boolean sameDirection) {
        return Optional.of(new Neighbour(id, sameDirection));
    }

    private static LaneGraph graph(Lane... lanes) {
        return LaneGraph.of(Frame.WORLD, List.of(lanes), List.of(), List.of(), Navigation.EMPTY);
    }

    private static void assertDangling(String link, Lane lane) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> graph(lane));
        assertEquals("'a' has the " + link + " 'gone', which does not exist", e.getMessage());
    }

    @Test
    void everyKindOfDanglingLinkIsNamed() {
        List<String> none = List.of();
        Optional<Neighbour> nobody = Optional.empty();
        assertDangling("successor", lane("a", List.of("gone"), none, nobody, nobody));
        assertDangling("predecessor", lane("a", none, List.of("gone"), nobody, nobody));
        assertDangling("left neighbour", lane("a", none, none, beside("gone", true), nobody));
        assertDangling("right neighbour", lane("a", none, none, nobody, beside("gone", false)));
        Lane a = lane("a", none, none, nobody, nobody);
        List<TrafficControl> light =
                List.of(new Light("l", Vec3.ZERO, List.of("gone"), List.of(), 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> LaneGraph.of(Frame.WORLD, List.of(a), light, List.of(), Navigation.EMPTY));
        List<Junction> junction = List.of(new Junction("j", line(0), List.of("gone")));
        assertThrows(
                IllegalArgumentException.class,
                () -> LaneGraph.of(Frame.WORLD, List.of(a), List.of(), junction, Navigation.EMPTY));
        assertThrows(IllegalArgumentException.class, () -> graph(a, a));
    }

    /** From left to right: one oncoming lane, then three of ours. */
    @Test
    void lanesOfOurDirectionAreCountedFromAnyOfThem() {
        List<String> none = List.of();
        LaneGraph graph =
                graph(
                        lane("oncoming", none, none, beside("a", false), Optional.empty()),
                        lane("a", none, none, beside("oncoming", false), beside("b", true)),
                        lane("b", none, none, beside("a", true), beside("c", true)),
                        lane("c", none, none, beside("b", true), Optional.empty()));
        for (String id : List.of("a", "b", "c")) {
            assertEquals(3, graph.laneCount(id));
        }
        assertEquals(1, graph.laneCount("oncoming"));
        assertThrows(IllegalArgumentException.class, () -> graph.laneCount("gone"));
    }

    @Test
    void aForkHasTwoSuccessorsAndAMergeTwoPredecessors() {
        List<String> none = List.of();
        Optional<Neighbour> nobody = Optional.empty();
        LaneGraph graph =
                graph(
                        lane("fork", List.of("x", "y"), none, nobody, nobody),
                        lane("x", List.of("merge"), List.of("fork"), nobody, nobody),
                        lane("y", List.of("merge"), List.of("fork"), nobody, nobody),
                        lane("merge", none, List.of("x", "y"), nobody, nobody));
        assertTrue(
                graph.lane("fork").orElseThrow().forks()
                        && !graph.lane("fork").orElseThrow().merges());
        assertTrue(
                graph.lane("merge").orElseThrow().merges()
                        && !graph.lane("x").orElseThrow().merges());
        assertTrue(graph.lane("z").isEmpty());
    }

    @Test
    void theCentrelineRunsMidwayFromEndToEnd() {
        Lane lane = lane("a", List.of(), List.of(), Optional.empty(), Optional.empty());
        Polyline centre = lane.centreline(5);
        assertEquals(5, centre.points().size());
        assertEquals(0, new Vec3(0, 0.5, 0).distance(centre.points().get(0)), 1e-12);
        assertEquals(0, new Vec3(10, 0.5, 1).distance(centre.points().get(4)), 1e-12);
        assertEquals(lane.left().line().length(), centre.length(), 0.02, "the corner is cut");
    }

    @Test
    void aPolylineIsWalkedByArcLengthAndClampedAtItsEnds() {
        Polyline line = line(0);
        assertEquals(4 + Math.sqrt(37), line.length(), 1e-12);
        assertEquals(new Vec3(3, 0, 0), line.at(3));
        assertEquals(new Vec3(0, 0, 0), line.at(-1));
        assertEquals(new Vec3(10, 0, 1), line.at(99));
        assertEquals(new Vec3(10, 0, 1), line.reversed().at(0));
        assertThrows(IllegalArgumentException.class, () -> new Polyline(List.of(Vec3.ZERO)));
    }

    @Test
    void aLightRepeatsItsCycleBothWaysInTime() {
        Light light =
                new Light(
                        "l",
                        Vec3.ZERO,
                        List.of(),
                        List.of(
                                new Phase(LightState.RED, 50),
                                new Phase(LightState.GREEN, 30),
                                new Phase(LightState.YELLOW, 20)),
                        1_000);
        assertEquals(LightState.RED, light.stateAt(1_000));
        assertEquals(LightState.RED, light.stateAt(1_049));
        assertEquals(LightState.GREEN, light.stateAt(1_050));
        assertEquals(LightState.YELLOW, light.stateAt(1_099));
        assertEquals(
                LightState.YELLOW,
                light.stateAt(999),
                "just before the start is the end of the cycle before");
        for (long t = -5_000; t < 5_000; t += 7) {
            assertEquals(light.stateAt(t), light.stateAt(t + 100));
        }
        assertEquals(
                LightState.UNKNOWN,
                new Light("m", Vec3.ZERO, List.of(), List.of(), 0).stateAt(5),
                "no programme");
    }

    @Test
    void whatIsWrittenIntoAListAfterwardsDoesNotReachTheMap() {
        List<String> lanes = new ArrayList<>(List.of("a"));
        List<Phase> cycle = new ArrayList<>(List.of(new Phase(LightState.RED, 5)));
        List<TrafficControl> controls =
                List.of(
                        new TrafficControl.StopLine("1", line(0), lanes),
                        new Light("2", Vec3.ZERO, lanes, cycle, 0),
                        new TrafficControl.Sign(
                                "3",
                                Vec3.ZERO,
                                TrafficControl.SignKind.STOP,
                                OptionalDouble.empty(),
                                Optional.empty(),
                                lanes),
                        new TrafficControl.Crosswalk("4", line(0), lanes));
        Navigation roads = new Navigation(Map.of(), Map.of("a", lanes));
        lanes.add("b");
        cycle.clear();
        controls.forEach(c -> assertEquals(List.of("a"), c.lanes()));
        assertEquals(LightState.RED, ((Light) controls.get(1)).stateAt(3));
        assertEquals(List.of("a"), roads.links().get("a"));
    }

    @Test
    void roadsKeepTheOrderInWhichTheyWereGiven() {
        Map<String, Polyline> roads = new LinkedHashMap<>();
        for (int i = 40; i > 0; i--) {
            roads.put("road " + i, line(i));
        }
        assertEquals(
                List.copyOf(roads.keySet()),
                List.copyOf(new Navigation(roads, Map.of()).roads().keySet()));
    }
}
