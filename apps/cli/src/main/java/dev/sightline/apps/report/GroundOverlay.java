package dev.sightline.apps.report;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.TrackedObject;
import java.util.List;
import java.util.Optional;

/**
 * What is drawn over a picture of the ground, all in the ego frame at the reference time.
 *
 * @param boxes objects, outlined in the colour of their kind, a tick at the front
 * @param paths plans and drives
 * @param ego the vehicle's outline, if it is to be drawn
 */
public record GroundOverlay(
        List<TrackedObject> boxes, List<GroundPath> paths, Optional<EgoFootprint> ego) {

    /** Only the vehicle. */
    public static final GroundOverlay EGO =
            new GroundOverlay(List.of(), List.of(), Optional.of(EgoFootprint.CAR));

    public GroundOverlay {
        boxes = List.copyOf(boxes);
        paths = List.copyOf(paths);
    }

    public GroundOverlay withPaths(List<GroundPath> others) {
        return new GroundOverlay(boxes, others, ego);
    }

    /** What of it lies on a grid's ground: boxes with their centre inside, paths up to where they leave. */
    GroundOverlay within(GridSpec spec) {
        List<GroundPath> kept =
                paths.stream()
                        .map(
                                p ->
                                        new GroundPath(
                                                p.points().stream()
                                                        .takeWhile(q -> covers(spec, q))
                                                        .toList(),
                                                p.style(),
                                                p.cost()))
                        .toList();
        return new GroundOverlay(
                boxes.stream().filter(b -> covers(spec, b.box().centre())).toList(), kept, ego);
    }

    private static boolean covers(GridSpec spec, Vec3 p) {
        return spec.contains(spec.ix(p.x()), spec.iy(p.y()), 0);
    }

    /** Paths in drawing order: by style, and candidates from costly to cheap. */
    List<GroundPath> pathsInOrder() {
        return paths.stream()
                .filter(p -> p.points().size() >= 2)
                .sorted(
                        java.util.Comparator.comparing(GroundPath::style)
                                .thenComparing((a, b) -> Double.compare(b.cost(), a.cost())))
                .toList();
    }
}
