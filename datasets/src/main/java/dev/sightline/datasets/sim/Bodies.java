package dev.sightline.datasets.sim;

import dev.sightline.perception.map.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/** What the street's inhabitants look like: parts about the middle of the footprint, x forward, z up from the ground. */
final class Bodies {

    private static final double RUBBER = 0.06;

    private Bodies() {}

    /** A car of one colour: body, cabin of glass, roof, four wheels. */
    static List<Part> car(double length, double r, double g, double b) {
        double width = 1.82;
        double reflectance = 0.15 + 0.5 * Math.max(r, Math.max(g, b));
        Material body =
                new Material(
                        ObjectKind.CAR,
                        Paint.car(r, g, b, length / 2, width / 2, 0.55),
                        reflectance);
        Material glass = new Material(ObjectKind.CAR, Paint.plain(0.03, 0.035, 0.045), 0.1);
        Material roof = new Material(ObjectKind.CAR, Paint.plain(r, g, b), reflectance);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of(Cuboid.of(length, width, 0.70), body, 0, 0, 0.55));
        parts.add(
                Part.of(
                        Cuboid.of(0.50 * length, width - 0.28, 0.42),
                        glass,
                        -0.05 * length,
                        0,
                        1.11));
        parts.add(
                Part.of(
                        Cuboid.of(0.42 * length, width - 0.30, 0.08),
                        roof,
                        -0.05 * length,
                        0,
                        1.36));
        wheels(parts, ObjectKind.CAR, 0.31 * length, width / 2 - 0.14, 0.30);
        return parts;
    }

    /** A delivery truck: cab in front, box behind. */
    static List<Part> truck(double r, double g, double b) {
        Material cab = new Material(ObjectKind.TRUCK, Paint.plain(r, g, b), 0.4);
        Material box = new Material(ObjectKind.TRUCK, Paint.plain(0.62, 0.62, 0.60), 0.6);
        Material glass = new Material(ObjectKind.TRUCK, Paint.plain(0.03, 0.035, 0.045), 0.1);
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of(Cuboid.of(1.9, 2.1, 1.1), cab, 2.2, 0, 0.95));
        parts.add(Part.of(Cuboid.of(1.6, 2.0, 0.75), glass, 2.1, 0, 1.87));
        parts.add(Part.of(Cuboid.of(4.2, 2.3, 2.4), box, -0.9, 0, 1.75));
        wheels(parts, ObjectKind.TRUCK, 2.0, 0.9, 0.40);
        return parts;
    }

    private static void wheels(
            List<Part> parts, ObjectKind kind, double axle, double side, double radius) {
        Material rubber = new Material(kind, Paint.plain(0.015, 0.015, 0.017), RUBBER);
        for (int i = 0; i < 4; i++) {
            double x = i < 2 ? axle : -axle;
            double y = i % 2 == 0 ? side : -side;
            parts.add(Part.of(Cuboid.of(1.6 * radius, 0.22, 2 * radius), rubber, x, y, radius));
        }
    }

    /** A person: legs, trunk, head. */
    static List<Part> person(double r, double g, double b) {
        Material legs = new Material(ObjectKind.PEDESTRIAN, Paint.plain(0.04, 0.045, 0.08), 0.25);
        Material coat = new Material(ObjectKind.PEDESTRIAN, Paint.plain(r, g, b), 0.4);
        Material skin = new Material(ObjectKind.PEDESTRIAN, Paint.plain(0.5, 0.33, 0.25), 0.45);
        return List.of(
                Part.of(Cylinder.of(0.09, 0.85), legs, 0.08, 0.11, 0.425),
                Part.of(Cylinder.of(0.09, 0.85), legs, -0.08, -0.11, 0.425),
                Part.of(Cylinder.of(0.23, 0.62), coat, 0, 0, 1.14),
                Part.of(new Ball(0.13), skin, 0, 0, 1.58));
    }

    /** A bicycle with its rider; Occ3D counts both as bicycle. */
    static List<Part> cyclist(double r, double g, double b) {
        Material frame = new Material(ObjectKind.BICYCLE, Paint.plain(0.02, 0.02, 0.022), 0.15);
        Material coat = new Material(ObjectKind.BICYCLE, Paint.plain(r, g, b), 0.4);
        Material skin = new Material(ObjectKind.BICYCLE, Paint.plain(0.5, 0.33, 0.25), 0.45);
        List<Part> parts = new ArrayList<>();
        for (double axle :
                new double[] {0.52, -0.52}) { // a wheel, as near to round as three boxes get
            parts.add(Part.of(Cuboid.of(0.64, 0.05, 0.26), frame, axle, 0, 0.32));
            parts.add(Part.of(Cuboid.of(0.46, 0.05, 0.46), frame, axle, 0, 0.32));
            parts.add(Part.of(Cuboid.of(0.26, 0.05, 0.64), frame, axle, 0, 0.32));
        }
        parts.add(Part.of(Cuboid.of(0.70, 0.06, 0.20), frame, 0, 0, 0.62));
        parts.add(Part.of(Cuboid.of(0.06, 0.52, 0.06), frame, 0.45, 0, 1.0));
        parts.add(Part.of(Cylinder.of(0.21, 0.65), coat, -0.08, 0, 1.15));
        parts.add(Part.of(new Ball(0.14), skin, 0, 0, 1.60));
        return parts;
    }

    static List<Part> cone() {
        Material orange = new Material(ObjectKind.TRAFFIC_CONE, Paint.plain(0.75, 0.16, 0.02), 0.5);
        return List.of(
                Part.of(Cuboid.of(0.38, 0.38, 0.05), orange, 0, 0, 0.025),
                Part.of(Cylinder.of(0.13, 0.35), orange, 0, 0, 0.225),
                Part.of(Cylinder.of(0.07, 0.30), orange, 0, 0, 0.55));
    }

    static List<Part> barrier() {
        Material red = new Material(ObjectKind.BARRIER, Paint.plain(0.6, 0.05, 0.04), 0.5);
        Material white = new Material(ObjectKind.BARRIER, Paint.plain(0.65, 0.65, 0.63), 0.7);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Material board = i % 2 == 0 ? red : white;
            parts.add(Part.of(Cuboid.of(0.06, 0.4, 0.3), board, 0, -1.0 + 0.4 * i, 0.85));
        }
        parts.add(Part.of(Cuboid.of(0.4, 0.08, 0.7), white, 0, -0.9, 0.35));
        parts.add(Part.of(Cuboid.of(0.4, 0.08, 0.7), white, 0, 0.9, 0.35));
        return parts;
    }
}
