package dev.sightline.datasets.lanelet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.commonroad.CommonRoad;
import dev.sightline.datasets.xml.XmlFile;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.LaneGraph.LaneType;
import dev.sightline.perception.map.TrafficControl;
import dev.sightline.testing.Mutations;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reader against maps, beside which lie the CommonRoad files that another program made of them. */
class Lanelet2ProofTest {

    private static final List<String> MAPS =
            List.of(
                    "traffic_priority_lanelets_utm",
                    "traffic_speed_limit_utm",
                    "urban-1_lanelets_utm");

    private static DatasetRoot root;

    @BeforeAll
    static void open() throws DatasetException {
        root = DatasetRoot.of(SampleData.path("planning/lanelet2"));
    }

    private static LaneGraph map(String name) throws DatasetException {
        return Lanelet2.read(root, name + ".osm").lanes();
    }

    @Test
    void lanesConnectAsInTheConvertedFile() throws DatasetException {
        for (String name : MAPS) {
            LaneGraph ours = map(name);
            LaneGraph theirs = CommonRoad.read(root, name + ".xml").lanes();
            assertEquals(theirs.lanes().size(), ours.lanes().size(), name);
            assertEquals(links(theirs), links(ours), name);
            assertEquals(
                    theirs.lanes().stream().filter(l -> l.leftNeighbour().isPresent()).count(),
                    ours.lanes().stream().filter(l -> l.leftNeighbour().isPresent()).count(),
                    name);
            assertEquals(
                    theirs.lanes().stream().filter(l -> l.rightNeighbour().isPresent()).count(),
                    ours.lanes().stream().filter(l -> l.rightNeighbour().isPresent()).count(),
                    name);
        }
    }

    private static int links(LaneGraph lanes) {
        return lanes.lanes().stream().mapToInt(l -> l.successors().size()).sum();
    }

    /** The converted file is in Mercator's projection, which stretches lengths by one over the cosine of the latitude. */
    @Test
    void lengthsAgreeWithMercatorsOnceTheStretchIsTakenOut() throws DatasetException {
        for (String name : MAPS) {
            LaneletMap ours = Lanelet2.read(root, name + ".osm");
            double stretch = 1 / Math.cos(Math.toRadians(ours.origin().latitudeDeg()));
            double length = total(ours.lanes());
            double theirs = total(CommonRoad.read(root, name + ".xml").lanes());
            // Mercator's projection of the web takes the earth for a ball: up to 0.4 % off.
            assertEquals(1, theirs / stretch / length, 4e-3, name);
        }
    }

    private static double total(LaneGraph lanes) {
        return lanes.lanes().stream()
                .mapToDouble(l -> l.left().line().length() + l.right().line().length())
                .sum();
    }

    @Test
    void leftIsLeftAndEndsMeet() throws DatasetException {
        for (String name : MAPS) {
            LaneGraph lanes = map(name);
            for (Lane lane : lanes.lanes()) {
                List<Vec3> left = lane.left().line().points();
                List<Vec3> right = lane.right().line().points();
                Vec3 ahead = right.get(right.size() - 1).minus(right.get(0));
                Vec3 across = left.get(0).minus(right.get(0));
                assertTrue(
                        ahead.x() * across.y() - ahead.y() * across.x() > 0,
                        name + " " + lane.id());
                for (String id : lane.successors()) {
                    Lane next = lanes.lane(id).orElseThrow();
                    assertEquals(left.get(left.size() - 1), next.left().line().points().get(0));
                    assertTrue(next.predecessors().contains(lane.id()));
                }
            }
        }
    }

    @Test
    void typesLimitsAndRightOfWayAreRead() throws DatasetException {
        LaneGraph lanes = map("traffic_speed_limit_utm");
        assertEquals(
                List.of(50 / 3.6),
                lanes.lanes().stream()
                        .filter(l -> l.speedLimit().isPresent())
                        .map(l -> l.speedLimit().getAsDouble())
                        .toList());
        for (LaneType type :
                List.of(LaneType.BUS, LaneType.BICYCLE, LaneType.CROSSING, LaneType.SIDEWALK)) {
            assertTrue(lanes.lanes().stream().anyMatch(l -> l.type() == type), type + "");
        }
        long stops =
                lanes.controls().stream().filter(c -> c instanceof TrafficControl.StopLine).count();
        assertEquals(2, stops);
        assertTrue(
                lanes.controls().stream()
                        .anyMatch(
                                c ->
                                        c instanceof TrafficControl.Sign s
                                                && s.kind() == TrafficControl.SignKind.STOP));
    }

    @Test
    void limitsAreReadInAllTheirSpellings() {
        assertEquals(50 / 3.6, Regulations.speed("50kmh").orElseThrow());
        assertEquals(30 * 0.44704, Regulations.speed("30 mph").orElseThrow());
        assertEquals(60 / 3.6, Regulations.speed("de274-60").orElseThrow());
        assertEquals(10, Regulations.speed("10 m/s").orElseThrow());
        assertTrue(Regulations.speed("walking pace").isEmpty());
    }

    /** A degree of latitude at 45 degrees is 111,131.7 m on WGS 84, one of longitude 78,846.8 m: textbook figures. */
    @Test
    void aDegreeIsAsLongAsInTheTextbook() {
        LocalPlane plane = new LocalPlane(45, 10);
        assertEquals(
                111_131.7 / 100,
                plane.place(45.005, 10, 0).y() - plane.place(44.995, 10, 0).y(),
                0.01);
        assertEquals(78_846.8 / 100, plane.place(45, 10.01, 0).x(), 0.01);
    }

    @Test
    void damagedMapsEndInTypedErrors() throws IOException {
        byte[] valid = Files.readAllBytes(root.file("traffic_speed_limit_utm.osm"));
        Mutations.assertOnlyTypedErrors(
                valid,
                23,
                500,
                DatasetException.class,
                bytes -> Lanelet2.read(XmlFile.parse("m.osm", bytes), java.util.Optional.empty()));
        assertThrows(
                DatasetException.class,
                () ->
                        Lanelet2.read(
                                XmlFile.parse("m.osm", "<m/>".getBytes(StandardCharsets.UTF_8)),
                                java.util.Optional.empty()));
    }
}
