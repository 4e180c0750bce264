package dev.sightline.planner.candidate;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.LaneGraph;
import dev.sightline.perception.map.LaneGraph.Lane;
import dev.sightline.perception.map.LaneGraph.LaneType;
import dev.sightline.perception.map.Polyline;
import dev.sightline.planner.EgoState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The lane that the vehicle is on and its straightest continuation.
 *
 * @param line middle of the lanes, from the start of the ego's lane on, in the ego frame
 * @param speedLimit of the ego's lane, m/s, if known
 */
public record LaneRoute(Polyline line, OptionalDouble speedLimit) {

    private static final double NEAR = 3; // metres from a lane's middle at which one is still on it
    private static final double AHEAD = 200; // metres
    private static final double ALONG = Math.PI / 4; // a lane that goes another way is not ours
    private static final int POINTS = 24; // per lane

    /** Finds the lane; empty if the vehicle is on none that goes its way. */
    public static Optional<LaneRoute> of(LaneGraph graph, EgoState ego) {
        Pose egoFromMap = egoFromMap(graph.frame(), ego);
        Optional<Lane> own = Optional.empty();
        double nearest = NEAR;
        for (Lane lane : graph.lanes()) {
            if (lane.type() != LaneType.DRIVING && lane.type() != LaneType.BUS) {
                continue;
            }
            List<Vec3> points = middle(lane, egoFromMap);
            for (int i = 1; i < points.size(); i++) {
                Vec3 a = points.get(i - 1);
                Vec3 b = points.get(i);
                double d = distance(a, b);
                if (d < nearest && Math.abs(heading(a, b)) < ALONG) {
                    nearest = d;
                    own = Optional.of(lane);
                }
            }
        }
        return own.map(lane -> follow(graph, lane, egoFromMap));
    }

    private static Pose egoFromMap(Frame map, EgoState ego) {
        if (map.equals(Frame.EGO)) {
            return Pose.identity(Frame.EGO, Frame.EGO);
        }
        FrameMismatchException.require("lane graph", ego.worldFromEgo().target(), map);
        return ego.worldFromEgo().inverse();
    }

    private static LaneRoute follow(LaneGraph graph, Lane own, Pose egoFromMap) {
        List<Vec3> line = new ArrayList<>(middle(own, egoFromMap));
        Set<String> driven = new HashSet<>(Set.of(own.id()));
        Lane at = own;
        while (line.get(line.size() - 1).norm() < AHEAD) {
            double before = heading(line.get(line.size() - 2), line.get(line.size() - 1));
            Optional<Lane> next = Optional.empty();
            double least = Double.POSITIVE_INFINITY;
            for (String id : at.successors()) {
                List<Vec3> points = middle(graph.lane(id).orElseThrow(), egoFromMap);
                int n = points.size();
                double turn =
                        Math.abs(
                                Math.IEEEremainder(
                                        heading(points.get(n - 2), points.get(n - 1)) - before,
                                        2 * Math.PI));
                if (turn < least && !driven.contains(id)) {
                    least = turn;
                    next = graph.lane(id);
                }
            }
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
            driven.add(at.id());
            line.addAll(middle(at, egoFromMap));
        }
        return new LaneRoute(new Polyline(line), own.speedLimit());
    }

    private static List<Vec3> middle(Lane lane, Pose egoFromMap) {
        return lane.centreline(POINTS).points().stream().map(egoFromMap::apply).toList();
    }

    private static double heading(Vec3 a, Vec3 b) {
        return StrictMath.atan2(b.y() - a.y(), b.x() - a.x());
    }

    /** Distance of the ego's origin from a segment in the ground plane. */
    private static double distance(Vec3 a, Vec3 b) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double length = dx * dx + dy * dy;
        double k = length == 0 ? 0 : -(a.x() * dx + a.y() * dy) / length;
        k = Math.max(0, Math.min(1, k));
        return Math.hypot(a.x() + k * dx, a.y() + k * dy);
    }
}
