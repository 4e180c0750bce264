package dev.sightline.datasets.commonroad;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.perception.map.LaneGraph;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.TrafficControl;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reader against the scenario files: what their provenance says of them, and what must hold among their parts. */
class CommonRoadProofTest {

    private static DatasetRoot root;

    @BeforeAll
    static void open() throws DatasetException {
        root = DatasetRoot.of(SampleData.path("commonroad"));
    }

    /** Rows {@code | file | source | format | lanelets | moving+standing | last step | dt | ...} of the provenance. */
    private static List<String[]> table() throws IOException {
        return Files.readAllLines(root.file("PROVENANCE.md")).stream()
                .filter(line -> line.startsWith("| ") && line.contains(".xml |"))
                .map(line -> line.split("\\s*\\|\\s*"))
                .toList();
    }

    @Test
    void holdsWhatItsProvenanceSays() throws IOException {
        List<String[]> rows = table();
        assertEquals(40, rows.size());
        for (String[] row : rows) {
            Scenario s = CommonRoad.read(root, row[1]);
            long moving = s.obstacles().stream().filter(o -> !o.fixed()).count();
            assertAll(
                    row[1],
                    () -> assertEquals(row[3], s.version()),
                    () -> assertEquals(row[4], s.lanes().lanes().size() + ""),
                    () -> assertEquals(row[5], moving + "+" + (s.obstacles().size() - moving)),
                    () ->
                            assertEquals(
                                    row[6],
                                    ""
                                            + s.obstacles().stream()
                                                    .mapToInt(Obstacle::lastStep)
                                                    .max()
                                                    .orElse(0)),
                    () -> assertEquals(Double.parseDouble(row[7]), s.stepSeconds()),
                    () -> assertEquals(1, s.problems().size()));
        }
    }

    @Test
    void everyProblemStartsOnALaneAndHitsNothing() throws IOException {
        for (String[] row : table()) {
            Scenario s = CommonRoad.read(root, row[1]);
            State start = s.problems().get(0).initial();
            assertTrue(
                    s.lanes().lanes().stream()
                            .anyMatch(l -> Problems.outline(l).contains(start.x(), start.y())),
                    row[1] + ": off the road");
            assertFalse(
                    s.obstacles().stream()
                            .flatMap(o -> o.at(start.step()).stream())
                            .anyMatch(r -> r.contains(start.x(), start.y())),
                    row[1] + ": inside an obstacle");
        }
    }

    /** A successor begins where its lane ends: both ends of the border between them, to the files' own looseness. */
    @Test
    void lanesMeetTheirSuccessors() throws IOException {
        int links = 0;
        int met = 0;
        for (String[] row : table()) {
            LaneGraph lanes = CommonRoad.read(root, row[1]).lanes();
            for (Lane lane : lanes.lanes()) {
                for (String id : lane.successors()) {
                    Lane next = lanes.lane(id).orElseThrow();
                    links++;
                    met +=
                            gap(lane.left(), next.left()) < 0.5
                                            && gap(lane.right(), next.right()) < 0.5
                                    ? 1
                                    : 0;
                    assertTrue(next.predecessors().contains(lane.id()), row[1] + " " + lane.id());
                }
            }
        }
        assertTrue(links > 1000, links + " links");
        assertTrue(met > 0.97 * links, met + " of " + links + " meet");
    }

    private static double gap(LaneGraph.Boundary from, LaneGraph.Boundary to) {
        var points = from.line().points();
        return points.get(points.size() - 1).distance(to.line().points().get(0));
    }

    @Test
    void recordedSpeedsAgreeWithRecordedPlaces() throws IOException {
        Scenario s = CommonRoad.read(root, "USA_US101-3_1_T-1.xml");
        double worst = 0;
        int pairs = 0;
        for (Obstacle o : s.obstacles()) {
            for (State a : o.states().values()) {
                State b = o.states().get(a.step() + 10);
                if (b == null) {
                    continue;
                }
                double mean = Math.hypot(b.x() - a.x(), b.y() - a.y()) / (10 * s.stepSeconds());
                double stated = 0;
                for (int k = 0; k < 10; k++) {
                    stated += o.states().get(a.step() + k).speed().orElseThrow() / 10;
                }
                worst = Math.max(worst, Math.abs(mean - stated));
                pairs++;
            }
        }
        assertTrue(pairs > 1000, pairs + " pairs");
        assertTrue(worst < 1.5, "stated and driven speed differ by " + worst + " m/s");
    }

    @Test
    void signsLightsAndLimitsAreRead() throws IOException {
        LaneGraph lanes = CommonRoad.read(root, "USA_Lanker-1_3_T-1.xml").lanes();
        assertTrue(lanes.controls().stream().anyMatch(c -> c instanceof TrafficControl.StopLine));
        assertTrue(
                lanes.lanes().stream().anyMatch(l -> l.speedLimit().orElse(0) == 13.4112), // 30 mph
                "30 mph somewhere on Lankershim Boulevard");
        long lit =
                CommonRoad.read(root, "DEU_Flensburg-10_1_T-1.xml").lanes().controls().stream()
                                .filter(
                                        c ->
                                                c instanceof TrafficControl.Light l
                                                        && !l.cycle().isEmpty())
                                .count()
                        + lanes.controls().stream()
                                .filter(
                                        c ->
                                                c instanceof TrafficControl.Light l
                                                        && !l.cycle().isEmpty())
                                .count();
        assertTrue(lit > 0, "a light with a programme");
    }
}
