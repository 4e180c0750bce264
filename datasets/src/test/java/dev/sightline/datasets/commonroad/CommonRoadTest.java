package dev.sightline.datasets.commonroad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlFile;
import dev.sightline.perception.map.TrafficControl.Light;
import dev.sightline.perception.map.TrafficControl.LightState;
import dev.sightline.testing.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommonRoadTest {

    private static final String LANE =
            """
            <lanelet id="%s">
             <leftBound><point><x>0</x><y>3</y></point><point><x>50</x><y>3</y></point><lineMarking>dashed</lineMarking></leftBound>
             <rightBound><point><x>0</x><y>0</y></point><point><x>50</x><y>0</y></point></rightBound>
             %s
            </lanelet>
            """;

    private static final String GOAL =
            """
            <planningProblem id="9">
             <initialState><position><point><x>5</x><y>1.5</y></point></position><orientation><exact>0</exact></orientation>
              <velocity><exact>8</exact></velocity><time><exact>0</exact></time></initialState>
             <goalState><time><intervalStart>20</intervalStart><intervalEnd>30</intervalEnd></time>
              <position><lanelet ref="%s"/></position></goalState>
            </planningProblem>
            """;

    private static final String CAR =
            """
            <dynamicObstacle id="4"><type>car</type><shape><rectangle><length>4</length><width>2</width></rectangle></shape>
             <initialState><position><point><x>20</x><y>1.5</y></point></position><orientation><exact>0</exact></orientation>
              <time><exact>0</exact></time></initialState>
             <trajectory><state><position><point><x>21</x><y>1.5</y></point></position><orientation><exact>0</exact></orientation>
              <time><exact>%s</exact></time><velocity><intervalStart>9</intervalStart><intervalEnd>11</intervalEnd></velocity></state></trajectory>
            </dynamicObstacle>
            """;

    private static final String LIGHT =
            """
            <trafficLight id="7"><cycle><cycleElement><duration>20</duration><color>green</color></cycleElement>
             <cycleElement><duration>30</duration><color>red</color></cycleElement><timeOffset>5</timeOffset></cycle></trafficLight>
            """;

    private static String scenario(String... parts) {
        return "<commonRoad commonRoadVersion=\"2020a\" timeStepSize=\"0.1\" benchmarkID=\"T\">\n"
                + String.join("", parts)
                + "</commonRoad>";
    }

    private static Scenario read(String xml) throws DatasetException {
        return CommonRoad.read(XmlFile.parse("t.xml", xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static void refused(String word, String xml) {
        DatasetException e = assertThrows(DatasetException.class, () -> read(xml));
        assertTrue(e.getMessage().contains(word), e.getMessage());
        assertTrue(e.place().startsWith("line "), e.place());
    }

    @Test
    void aMovingThingIsThereUntilItsLastState() throws DatasetException {
        Obstacle car = read(scenario(CAR.formatted("1"))).obstacles().get(0);
        assertTrue(car.at(0).get(0).contains(22, 2.5));
        assertTrue(car.at(1).get(0).contains(23, 0.5));
        assertTrue(car.at(2).isEmpty());
        assertEquals(10, car.states().get(1).speed().orElseThrow());
    }

    @Test
    void aGoalOnALaneIsItsOutline() throws DatasetException {
        Goal goal =
                read(scenario(LANE.formatted("1", ""), GOAL.formatted("1")))
                        .problems()
                        .get(0)
                        .goals()
                        .get(0);
        assertTrue(goal.reachedBy(20, 40, 2.9, 1, 3));
        assertEquals(java.util.List.of("1"), goal.lanes());
        assertTrue(!goal.reachedBy(20, 40, 3.1, 1, 3) && !goal.reachedBy(31, 40, 1, 1, 3));
    }

    @Test
    void aLightFollowsItsProgramme() throws DatasetException {
        Light light =
                (Light)
                        read(scenario(LANE.formatted("1", "<trafficLightRef ref=\"7\"/>"), LIGHT))
                                .lanes()
                                .controls()
                                .get(0);
        assertEquals(LightState.RED, light.stateAt(0)); // half a second before its start
        assertEquals(LightState.GREEN, light.stateAt(500_000_000));
        assertEquals(LightState.RED, light.stateAt(2_500_000_000L));
        assertEquals(LightState.GREEN, light.stateAt(5_500_000_000L));
    }

    @Test
    void linksThatLeaveTheMapAreCounted() throws DatasetException {
        Scenario s =
                read(
                        scenario(
                                LANE.formatted(
                                        "1",
                                        "<successor ref=\"8\"/><adjacentLeft ref=\"9\" drivingDir=\"same\"/>")));
        assertEquals(2, s.droppedLinks());
        assertTrue(s.lanes().lanes().get(0).successors().isEmpty());
    }

    @Test
    void whatCannotBeUsedIsNamedWithItsLine() {
        refused("commonRoad", "<osm/>");
        refused("2017", scenario().replace("2020a", "2017a"));
        refused("timeStepSize", scenario().replace("0.1", "0"));
        refused("second lanelet", scenario(LANE.formatted("1", ""), LANE.formatted("1", "")));
        refused("lanelet 3", scenario(LANE.formatted("1", ""), GOAL.formatted("3")));
        refused("second state", scenario(CAR.formatted("0")));
        refused("whole step", scenario(CAR.formatted("1.5")));
        refused("length", scenario(CAR.formatted("1").replace("<length>4", "<length>-4")));
        refused(
                "points",
                scenario(LANE.formatted("1", "").replace("<point><x>50</x><y>0</y></point>", "")));
    }

    /** A range of steps is spread out in memory, so a small file must not ask for much. */
    @Test
    void aThingThatCoversTooMuchIsRefused() throws DatasetException {
        String region =
                """
                <occupancy><shape><circle><radius>1</radius></circle></shape>
                 <time><intervalStart>0</intervalStart><intervalEnd>99999</intervalEnd></time></occupancy>
                """;
        String thing =
                CAR.formatted("1")
                        .replaceFirst(
                                "(?s)<trajectory>.*</trajectory>",
                                "<occupancySet>%s</occupancySet>");
        Obstacle cloud = read(scenario(thing.formatted(region))).obstacles().get(0);
        assertEquals(99_999, cloud.lastStep());
        refused("more than 1000000", scenario(thing.formatted(region.repeat(11))));
    }

    @Test
    void damagedFilesEndInTypedErrors() {
        byte[] valid =
                scenario(
                                LANE.formatted(
                                        "1", "<successor ref=\"1\"/><trafficLightRef ref=\"7\"/>"),
                                LIGHT,
                                CAR.formatted("1"),
                                GOAL.formatted("1"))
                        .getBytes(StandardCharsets.UTF_8);
        Mutations.assertOnlyTypedErrors(
                valid,
                11,
                500,
                DatasetException.class,
                bytes -> CommonRoad.read(XmlFile.parse("t.xml", bytes)));
    }
}
