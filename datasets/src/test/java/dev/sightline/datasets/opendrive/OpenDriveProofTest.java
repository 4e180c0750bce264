package dev.sightline.datasets.opendrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.opendrive.Curve.Place;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.datasets.xml.XmlFile;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.LaneGraph.LaneType;
import dev.sightline.perception.map.LaneGraph.Marking;
import dev.sightline.perception.map.Polyline;
import dev.sightline.perception.map.TrafficControl;
import dev.sightline.testing.Mutations;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reader against maps: the pieces of a file state the same places twice, and must agree. */
class OpenDriveProofTest {

    private static final List<String> MAPS =
            List.of(
                    "CrossingComplex8Course",
                    "CulDeSac",
                    "MONAEast",
                    "four_way_crossing",
                    "opendrive-1",
                    "poly3_and_border_record",
                    "straight_road",
                    "straight_with_speed_limit");

    private static DatasetRoot root;

    @BeforeAll
    static void open() throws DatasetException {
        root = DatasetRoot.of(SampleData.path("planning/opendrive"));
    }

    private static RoadMap map(String name) throws DatasetException {
        return OpenDrive.read(root, name + ".xodr");
    }

    /** Each piece of a reference line ends where the file says that the next one begins. */
    @Test
    void curvesEndWhereTheNextOneBegins() throws DatasetException {
        int joints = 0;
        for (String name : MAPS) {
            for (XmlElement road : XmlFile.read(root, name + ".xodr").all("road")) {
                var pieces = ReferenceLine.of(road.require("planView")).pieces();
                for (int i = 1; i < pieces.size(); i++) {
                    Place end =
                            pieces.get(i - 1)
                                    .at(pieces.get(i - 1).s() + pieces.get(i - 1).length());
                    Place next = pieces.get(i).start();
                    assertEquals(next.x(), end.x(), 1e-3, name + " road " + road.attribute("id"));
                    assertEquals(next.y(), end.y(), 1e-3, name + " road " + road.attribute("id"));
                    joints++;
                }
            }
        }
        assertTrue(joints > 300, joints + " joints");
    }

    @Test
    void lanesMeetTheirSuccessorsToAMillimetre() throws DatasetException {
        int links = 0;
        for (String name : MAPS) {
            RoadMap map = map(name);
            for (Lane lane : map.lanes().lanes()) {
                for (String id : lane.successors()) {
                    Lane next = map.lanes().lane(id).orElseThrow();
                    assertEquals(
                            0, gap(lane.left().line(), next.left().line()), 1e-3, name + " " + id);
                    assertEquals(
                            0,
                            gap(lane.right().line(), next.right().line()),
                            1e-3,
                            name + " " + id);
                    assertTrue(next.predecessors().contains(lane.id()));
                    links++;
                }
            }
        }
        assertEquals(222, links); // 76 + 2 + 32 + 48 + 64
    }

    private static double gap(Polyline from, Polyline to) {
        return from.points().get(from.points().size() - 1).distance(to.points().get(0));
    }

    /** The left boundary lies to the left of the right one, all along every lane. */
    @Test
    void boundariesAreWhereADriverSeesThem() throws DatasetException {
        for (String name : MAPS) {
            for (Lane lane : map(name).lanes().lanes()) {
                List<Vec3> left = lane.left().line().points();
                List<Vec3> right = lane.right().line().points();
                for (int i = 1; i < left.size(); i++) {
                    Vec3 ahead =
                            left.get(i)
                                    .plus(right.get(i))
                                    .minus(left.get(i - 1).plus(right.get(i - 1)));
                    Vec3 across = left.get(i).minus(right.get(i));
                    assertTrue(
                            ahead.x() * across.y() - ahead.y() * across.x() >= -1e-6,
                            name + " " + lane.id() + " at point " + i);
                }
            }
        }
    }

    @Test
    void everyLaneOfAJunctionIsReachedAndLeft() throws DatasetException {
        for (String name : List.of("CrossingComplex8Course", "four_way_crossing", "opendrive-1")) {
            long crossing = 0;
            for (Lane lane : map(name).lanes().lanes()) {
                if (lane.junction().isPresent() && lane.type() == LaneType.DRIVING) {
                    assertEquals(1, lane.predecessors().size(), name + " into " + lane.id());
                    assertEquals(1, lane.successors().size(), name + " out of " + lane.id());
                    crossing++;
                }
            }
            assertTrue(crossing >= 12, name + ": " + crossing);
        }
    }

    @Test
    void limitsMarkingsAndControlsAreRead() throws DatasetException {
        RoadMap crossing = map("four_way_crossing");
        assertEquals("1.6", crossing.version());
        Lane driving =
                crossing.lanes().lanes().stream()
                        .filter(l -> l.type() == LaneType.DRIVING)
                        .findFirst()
                        .orElseThrow();
        assertEquals(40 * 0.44704, driving.speedLimit().orElseThrow(), 1e-9); // 40 mph
        assertTrue(
                crossing.lanes().lanes().stream()
                        .anyMatch(l -> l.right().marking() == Marking.KERB));
        assertEquals(
                12,
                crossing.lanes().controls().stream()
                        .filter(c -> c instanceof TrafficControl.Light)
                        .count());
        assertTrue(
                map("CrossingComplex8Course").lanes().controls().stream()
                        .anyMatch(c -> c instanceof TrafficControl.StopLine));
        assertTrue(map("MONAEast").geoReference().isPresent());
    }

    @Test
    void damagedMapsEndInTypedErrors() throws IOException {
        byte[] valid = Files.readAllBytes(root.file("CulDeSac.xodr"));
        Mutations.assertOnlyTypedErrors(
                valid,
                17,
                500,
                DatasetException.class,
                bytes -> OpenDrive.read(XmlFile.parse("m.xodr", bytes)));
        assertThrows(
                DatasetException.class,
                () ->
                        OpenDrive.read(
                                XmlFile.parse(
                                        "m.xodr",
                                        "<osm/>"
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8))));
    }
}
