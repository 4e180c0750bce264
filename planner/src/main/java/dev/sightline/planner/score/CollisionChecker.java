package dev.sightline.planner.score;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.planner.PlannerConfig;
import dev.sightline.planner.PlannerConfig.Obstacles;
import dev.sightline.planner.PlanningScene;
import dev.sightline.planner.Rejection;
import dev.sightline.planner.Rejection.Check;
import dev.sightline.planner.Trajectory;
import dev.sightline.planner.VehicleModel;
import dev.sightline.planner.score.ObstacleMap.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells what a vehicle meets in one scene: standing cells, cells that move with the flow, objects, and space that nobody has seen.
 * Immutable.
 *
 * <p>Standing is judged at every sample; what moves is believed to keep its velocity, up to the planner's horizon. Left out are: cells
 * under the vehicle at the start, cells that a moving object's box explains, and what drives behind the vehicle in its own track, for it
 * is the follower who keeps the distance. Where something stands closer than the margin at the start, the margin is dropped: a vehicle
 * that is parked tightly may still leave.
 */
public final class CollisionChecker {

    private static final double BEHIND =
            0.5; // metres beside the vehicle that still count as its own track

    private final Optional<ObstacleMap> map;
    private final Optional<CellObstacles> standing;
    private final Optional<MovingCells> moving;
    private final Optional<UnseenSpace> unseen;
    private final List<MovingBox> boxes;
    private final Footprint cellFootprint;
    private final Footprint boxFootprint;
    private final Footprint bare;
    private final int slices;
    private final double step;
    private final boolean nothingKnown;

    private CollisionChecker(PlanningScene scene, VehicleModel vehicle, PlannerConfig config) {
        Obstacles rules = config.obstacles();
        double x0 = vehicle.rearAxleX();
        this.bare = Footprint.of(vehicle);
        this.slices = config.steps() + 1;
        this.step = config.step();
        this.nothingKnown = scene.occupancy().isEmpty() && !rules.objectsSuffice();
        this.boxes = new ArrayList<>();
        List<MovingBox> explaining = new ArrayList<>();
        scene.objects()
                .orElse(List.of())
                .forEach(
                        object -> {
                            MovingBox box = MovingBox.of(object, scene.ego().timeNs());
                            if (box.faster(rules.movingSpeed())) {
                                explaining.add(box);
                            }
                            if (!follows(box.x(), box.y(), box.vx(), x0)) {
                                boxes.add(box);
                            }
                        });
        this.map =
                scene.occupancy()
                        .map(
                                o ->
                                        explained(ObstacleMap.of(o, rules), explaining, x0)
                                                .withoutNarrowUnknown(rules.unknownPatch()));
        this.standing = map.map(m -> new CellObstacles(m, m.where(Cell.STANDING)));
        this.moving = map.map(m -> new MovingCells(m, followers(m, x0), config.step(), slices));
        this.unseen = map.map(m -> new UnseenSpace(m, bare, x0, rules.nearField()));
        double half =
                map.map(m -> Math.max(m.spec().cell().x(), m.spec().cell().y()) / 2).orElse(0.0);
        Footprint wide = bare.inflated(rules.margin() + half);
        this.cellFootprint = hitsCells(wide, x0, 0, 1, 0, 0) ? bare : wide;
        Footprint wideForBoxes = bare.inflated(rules.margin());
        boolean tight = boxes.stream().anyMatch(b -> b.overlaps(wideForBoxes, x0, 0, 1, 0, 0));
        this.boxFootprint = tight ? bare : wideForBoxes;
    }

    public static CollisionChecker of(
            PlanningScene scene, VehicleModel vehicle, PlannerConfig config) {
        return new CollisionChecker(scene, vehicle, config);
    }

    /** Frees the cells under the vehicle and those that moving boxes explain. */
    private ObstacleMap explained(ObstacleMap flat, List<MovingBox> explaining, double x0) {
        GridSpec spec = flat.spec();
        double diagonal = Math.hypot(spec.cell().x(), spec.cell().y());
        boolean[] free = new boolean[flat.size()];
        for (int i = 0; i < free.length; i++) {
            double x = flat.centreX(i);
            double y = flat.centreY(i);
            free[i] = bare.contains(1, 0, x - x0, y);
            if (flat.cell(i) == Cell.STANDING || flat.cell(i) == Cell.MOVING) {
                for (int b = 0; b < explaining.size() && !free[i]; b++) {
                    free[i] = explaining.get(b).contains(x, y, diagonal);
                }
            }
        }
        return flat.freeing(free);
    }

    private boolean follows(double x, double y, double vx, double x0) {
        return x < x0 - bare.rear() && Math.abs(y) <= bare.half() + BEHIND && vx > 0;
    }

    private boolean[] followers(ObstacleMap flat, double x0) {
        boolean[] ignored = new boolean[flat.size()];
        for (int i = 0; i < ignored.length; i++) {
            ignored[i] = follows(flat.centreX(i), flat.centreY(i), flat.vx(i), x0);
        }
        return ignored;
    }

    private boolean hitsCells(Footprint f, double x, double y, double cos, double sin, int slice) {
        return standing.map(c -> c.hit(f, x, y, cos, sin)).orElse(-1) >= 0
                || moving.map(c -> c.hit(slice, f, x, y, cos, sin)).orElse(-1) >= 0;
    }

    /**
     * The first thing that a trajectory runs into.
     *
     * @param trajectory samples in the planner's step, from the time of the scene on
     */
    public Optional<Rejection> collision(Trajectory trajectory) {
        for (int i = 0; i < trajectory.size(); i++) {
            double x = trajectory.x(i);
            double y = trajectory.y(i);
            double cos = trajectory.cos(i);
            double sin = trajectory.sin(i);
            int cell =
                    standing.isPresent() ? standing.get().hit(cellFootprint, x, y, cos, sin) : -1;
            if (cell >= 0) {
                return rejection(Check.VOXEL, trajectory, i, cell);
            }
            if (i >= slices) {
                continue;
            }
            cell = moving.isPresent() ? moving.get().hit(i, cellFootprint, x, y, cos, sin) : -1;
            if (cell >= 0) {
                return rejection(Check.FLOW, trajectory, i, cell);
            }
            for (MovingBox box : boxes) {
                if (box.overlaps(boxFootprint, x, y, cos, sin, i * step)) {
                    return Optional.of(Rejection.at(Check.OBJECT, trajectory, i).with(box.id()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Rejection> rejection(Check check, Trajectory trajectory, int i, int cell) {
        Rejection plain = Rejection.at(check, trajectory, i);
        int voxel = map.map(m -> m.voxel(cell)).orElse(-1);
        return Optional.of(voxel < 0 ? plain : plain.with(voxel));
    }

    /** Whether a pose of the rear axle meets a standing cell. */
    public boolean standsIn(double x, double y, double cos, double sin) {
        return standing.map(c -> c.hit(cellFootprint, x, y, cos, sin)).orElse(-1) >= 0;
    }

    /**
     * Whether a pose of the rear axle reaches into space that was never seen, or beyond the grid.
     *
     * @return a voxel there, -1 if it names none (beyond the grid, or without occupancy); empty if all is seen
     */
    public Optional<Integer> unseenAt(double x, double y, double cos, double sin) {
        if (nothingKnown) {
            return Optional.of(-1);
        }
        return unseen.flatMap(u -> u.at(x, y, cos, sin));
    }

    /** Whether there is no occupancy, and nothing may be taken for free. */
    public boolean knowsNothing() {
        return nothingKnown;
    }

    /** The least room around the vehicle over a trajectory, up to {@code most}; metres, to within half a cell. */
    public double clearance(Trajectory trajectory, double most) {
        double least = most;
        for (int i = 0; i < trajectory.size(); i++) {
            double x = trajectory.x(i);
            double y = trajectory.y(i);
            double cos = trajectory.cos(i);
            double sin = trajectory.sin(i);
            if (standing.isPresent()) {
                least = Math.min(least, standing.get().clearance(bare, x, y, cos, sin));
            }
            if (i >= slices) {
                continue;
            }
            if (moving.isPresent()) {
                least = moving.get().clearance(i, bare, x, y, cos, sin, least);
            }
            for (MovingBox box : boxes) {
                least = Math.min(least, box.clearance(bare, x, y, cos, sin, i * step));
            }
        }
        return least;
    }

    /** The share of a trajectory's samples, 0..1, that have something moving within a time gap ahead. */
    public double crowding(Trajectory trajectory, double timeGap) {
        int crowded = 0;
        int n = Math.min(trajectory.size(), slices);
        for (int i = 0; i < n; i++) {
            Footprint ahead = bare.reaching(Math.max(0, trajectory.speed(i)) * timeGap);
            double x = trajectory.x(i);
            double y = trajectory.y(i);
            double cos = trajectory.cos(i);
            double sin = trajectory.sin(i);
            boolean near = moving.isPresent() && moving.get().hit(i, ahead, x, y, cos, sin) >= 0;
            for (int b = 0; b < boxes.size() && !near; b++) {
                near = boxes.get(b).overlaps(ahead, x, y, cos, sin, i * step);
            }
            crowded += near ? 1 : 0;
        }
        return (double) crowded / n;
    }

    /** The rectangle that cells are tested with: the vehicle, its margin and half a cell. */
    public Footprint cellFootprint() {
        return cellFootprint;
    }

    /** The rectangle that boxes are tested with. */
    public Footprint boxFootprint() {
        return boxFootprint;
    }

    /** The flattened occupancy as it is judged, if there is one. */
    public Optional<ObstacleMap> map() {
        return map;
    }

    /** The objects as they are judged. */
    public List<MovingBox> boxes() {
        return List.copyOf(boxes);
    }
}
