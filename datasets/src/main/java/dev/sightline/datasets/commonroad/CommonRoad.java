package dev.sightline.datasets.commonroad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.xml.XmlElement;
import dev.sightline.datasets.xml.XmlFile;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.map.LaneGraph;
import dev.sightline.perception.map.LaneGraph.Junction;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.LaneGraph.Navigation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads CommonRoad scenario files. */
public final class CommonRoad {

    private CommonRoad() {}

    /** Whether a file's root element says that it is a scenario. */
    public static boolean isScenario(XmlElement root) {
        return root.name().equals("commonRoad");
    }

    /**
     * Reads a scenario.
     *
     * @throws DatasetException with file and line, if it is no scenario of format 2018b or 2020a or something in it cannot be used
     */
    public static Scenario read(DatasetRoot root, String name) throws DatasetException {
        return read(XmlFile.read(root, name));
    }

    /** Reads a scenario from its root element. */
    public static Scenario read(XmlElement root) throws DatasetException {
        if (!isScenario(root)) {
            throw root.error("<" + root.name() + "> where a scenario has <commonRoad>");
        }
        String version = root.requireAttribute("commonRoadVersion");
        if (!version.startsWith("2018") && !version.startsWith("2020")) {
            throw root.error("format " + version + "; 2018b and 2020a are read");
        }
        double step = root.number("timeStepSize");
        if (!(step > 0 && step <= 60)) {
            throw root.error("timeStepSize is " + step + " s");
        }
        List<XmlElement> lanelets = root.all("lanelet");
        List<XmlElement> signs = root.all("trafficSign");
        Map<String, List<String>> crossing = crossing(root);
        Lanelets reader = new Lanelets(lanelets, Controls.limits(signs), junctionByLane(crossing));
        List<Lane> lanes = reader.read();
        LaneGraph graph =
                LaneGraph.of(
                        Frame.WORLD,
                        lanes,
                        new Controls(step, lanelets, lanes).read(signs, root.all("trafficLight")),
                        junctions(crossing, lanes),
                        Navigation.EMPTY);
        List<Obstacle> obstacles = new ArrayList<>();
        for (XmlElement e : root.children()) {
            if (Traffic.isObstacle(e)) {
                obstacles.add(Traffic.read(e));
            }
        }
        List<PlanningProblem> problems = new ArrayList<>();
        for (XmlElement e : root.all("planningProblem")) {
            problems.add(new Problems(graph).read(e));
        }
        return new Scenario(
                root.attribute("benchmarkID").orElse(""),
                version,
                root.attribute("source").orElse(""),
                step,
                graph,
                obstacles,
                problems,
                reader.dropped());
    }

    /** The lanelets on which one crosses an intersection: the successors of its incoming ones. */
    private static Map<String, List<String>> crossing(XmlElement root) throws DatasetException {
        Map<String, List<String>> crossing = new LinkedHashMap<>();
        for (XmlElement intersection : root.all("intersection")) {
            List<String> ids = new ArrayList<>();
            for (XmlElement incoming : intersection.all("incoming")) {
                for (XmlElement e : incoming.children()) {
                    if (e.name().startsWith("successors")) {
                        ids.add(e.requireAttribute("ref"));
                    }
                }
            }
            crossing.put(intersection.requireAttribute("id"), ids);
        }
        return crossing;
    }

    private static Map<String, String> junctionByLane(Map<String, List<String>> crossing) {
        Map<String, String> byLane = new LinkedHashMap<>();
        crossing.forEach((id, lanes) -> lanes.forEach(lane -> byLane.putIfAbsent(lane, id)));
        return byLane;
    }

    /** The outline is the rectangle around the lanes: the format gives none. */
    private static List<Junction> junctions(Map<String, List<String>> crossing, List<Lane> lanes) {
        List<Junction> junctions = new ArrayList<>();
        crossing.forEach(
                (id, ids) -> {
                    List<Lane> inside = lanes.stream().filter(l -> ids.contains(l.id())).toList();
                    if (!inside.isEmpty()) {
                        junctions.add(Junction.around(id, inside));
                    }
                });
        return junctions;
    }
}
