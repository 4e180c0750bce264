package dev.sightline.datasets.sim;

import dev.sightline.dtof.Draws;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out a street from a seed: two lanes between parking strips, pavements, houses, trees, lamps; parked cars; and, at fixed places
 * so that every seed has them in view, a red car ahead, an oncoming car, an oncoming cyclist, two pedestrians, one of them
 * crossing, and a small road works. Traffic keeps to the right.
 */
final class StreetPlan {

    /** Station of the zebra crossing, metres. */
    static final double CROSSING = 47;

    /** Offset of the middle of the ego's lane, metres. */
    static final double EGO_LANE = -1.75;

    private static final double FROM = -70;
    private static final double TO = 150;
    private static final double PARKING = 4.65;
    private static final double[][] COATS = {
        {0.10, 0.12, 0.30}, {0.45, 0.08, 0.06}, {0.50, 0.42, 0.10}, {0.08, 0.28, 0.12}
    };
    private static final double[][] LACQUERS = {
        {0.55, 0.56, 0.57},
        {0.03, 0.03, 0.035},
        {0.05, 0.10, 0.32},
        {0.30, 0.31, 0.33},
        {0.65, 0.64, 0.60},
        {0.06, 0.20, 0.12}
    };
    private static final double[][] WALLS = {
        {0.48, 0.40, 0.29},
        {0.33, 0.13, 0.09},
        {0.40, 0.40, 0.39},
        {0.55, 0.50, 0.40},
        {0.42, 0.28, 0.20},
        {0.30, 0.34, 0.38}
    };

    private final Road road = new Road(8, 140, 5.8, 3.0, 0.12);
    private final Draws draws;
    private final long seed;
    private final List<Part> fixed = new ArrayList<>();
    private final List<Actor> actors = new ArrayList<>();
    private int instances;

    private StreetPlan(long seed) {
        this.seed = seed;
        this.draws = new Draws().key(seed, 0x57EE7, 0, 0);
    }

    static World world(long seed) {
        StreetPlan plan = new StreetPlan(seed);
        plan.traffic();
        for (int side = -1; side <= 1; side += 2) {
            plan.houses(side);
            plan.furniture(side);
            plan.parked(side);
        }
        Vec3 sun = new Vec3(-0.45, -0.50, 0.75);
        return new World(new Ground(plan.road, CROSSING), plan.fixed, plan.actors, sun);
    }

    private void traffic() {
        add(
                ObjectKind.CAR,
                Bodies.car(4.4, 0.55, 0.02, 0.02),
                Motion.along(road, 21, EGO_LANE, 8.5));
        add(ObjectKind.CAR, Bodies.car(4.2, 0.60, 0.60, 0.62), Motion.along(road, 66, 1.75, -9));
        add(
                ObjectKind.BICYCLE,
                Bodies.cyclist(0.06, 0.35, 0.50),
                Motion.along(road, 36, 3.1, -4.5));
        add(
                ObjectKind.PEDESTRIAN,
                Bodies.person(0.62, 0.50, 0.06),
                Motion.across(road, CROSSING, -8.2, 1.3));
        add(
                ObjectKind.PEDESTRIAN,
                Bodies.person(0.30, 0.06, 0.24),
                Motion.along(road, 10, 7.0, 1.2));
        add(ObjectKind.TRUCK, Bodies.truck(0.05, 0.16, 0.38), Motion.still(road, 62, -PARKING, 0));
        add(ObjectKind.BARRIER, Bodies.barrier(), Motion.still(road, 24.5, -PARKING, 0));
        for (int i = 0; i < 3; i++) {
            add(ObjectKind.TRAFFIC_CONE, Bodies.cone(), Motion.still(road, 26 + 1.5 * i, -3.7, 0));
        }
    }

    private void houses(int side) {
        double at = FROM + draws.between(0, 6);
        while (at < TO) {
            double width = draws.between(11, 20);
            double depth = draws.between(8, 11);
            double height = 3 * Math.floor(draws.between(2, 5.99)) + 0.8;
            double front = draws.between(10.3, 12.0);
            double[] c = WALLS[(int) (draws.nextDouble() * WALLS.length)];
            double middle = side * (front + depth / 2);
            // On the inner side of the bend the same stations are shorter.
            double length = width * road.stretch(at + width / 2, side * front);
            Paint paint =
                    Paint.facade(c[0], c[1], c[2], length / 2, height / 2, seed * 31 + instances);
            Material wall = new Material(ObjectKind.MANMADE, paint, 0.35);
            fix(
                    Cuboid.of(length, depth, height),
                    wall,
                    at + width / 2,
                    middle,
                    road.kerb() + height / 2);
            at +=
                    width
                            + (draws.nextDouble() < 0.3
                                    ? draws.between(4, 8)
                                    : draws.between(0.4, 1.5));
        }
    }

    private void furniture(int side) {
        Material metal = new Material(ObjectKind.MANMADE, Paint.plain(0.16, 0.17, 0.17), 0.3);
        Material lamp = new Material(ObjectKind.MANMADE, Paint.plain(0.5, 0.5, 0.48), 0.4);
        Material bark = new Material(ObjectKind.VEGETATION, Paint.patches(0.11, 0.08, 0.055), 0.3);
        for (double s = FROM + 8 + 7 * (side + 1); s < TO; s += 28) {
            fix(Cylinder.of(0.08, 6), metal, s, side * 6.25, road.kerb() + 3);
            fix(Cuboid.of(0.12, 1.5, 0.12), lamp, s, side * 5.6, road.kerb() + 6.0);
        }
        for (double s = FROM + draws.between(0, 10); s < TO; s += draws.between(9, 18)) {
            if (Math.abs(s - CROSSING) < 3) {
                continue; // people come this way
            }
            double offset = side * draws.between(7.9, 8.4);
            double trunk = draws.between(2.2, 3.0);
            double green = draws.between(0.13, 0.22);
            Material leaves =
                    new Material(
                            ObjectKind.VEGETATION,
                            Paint.patches(0.5 * green, green, 0.25 * green),
                            0.5);
            fix(
                    Cylinder.of(draws.between(0.12, 0.2), trunk),
                    bark,
                    s,
                    offset,
                    road.kerb() + trunk / 2);
            for (int i = 0; i < 3; i++) {
                double r = draws.between(0.8, 1.25);
                double z = road.kerb() + trunk + 0.4 * r + 0.6 * i;
                fix(
                        new Ball(r),
                        leaves,
                        s + draws.between(-0.5, 0.5),
                        offset + draws.between(-0.4, 0.4),
                        z);
            }
        }
    }

    private void parked(int side) {
        for (double s = -45 + draws.between(0, 5); s < 110; s += draws.between(6, 8)) {
            boolean crossing = Math.abs(s - CROSSING) < 7;
            boolean works = side < 0 && (Math.abs(s - 26) < 7 || Math.abs(s - 62) < 8);
            boolean empty = draws.nextDouble() < 0.25;
            double[] c = LACQUERS[(int) (draws.nextDouble() * LACQUERS.length)];
            double length = draws.between(3.9, 4.7);
            double offset = side * (PARKING + draws.between(-0.1, 0.12));
            if (!crossing && !works && !empty) {
                List<Part> body = Bodies.car(length, c[0], c[1], c[2]);
                add(ObjectKind.CAR, body, Motion.still(road, s, offset, side < 0 ? 0 : Math.PI));
            }
        }
        // Someone who only stands there, so that a person need not move to be one.
        double[] coat = COATS[(int) (draws.nextDouble() * COATS.length)];
        double s = draws.between(0, 8);
        add(
                ObjectKind.PEDESTRIAN,
                Bodies.person(coat[0], coat[1], coat[2]),
                Motion.still(road, s, side * 7.4, 1));
    }

    private void add(ObjectKind kind, List<Part> body, Motion motion) {
        actors.add(new Actor(++instances, kind, body, motion));
    }

    private void fix(Shape shape, Material material, double station, double offset, double z) {
        Road.Place p = road.at(station, offset);
        Vec3 centre = new Vec3(p.x(), p.y(), z);
        fixed.add(new Part(shape, material, ++instances, centre, p.heading(), Vec3.ZERO));
    }
}
