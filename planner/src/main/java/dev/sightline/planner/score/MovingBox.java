package dev.sightline.planner.score;

import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.TrackedObject;

/**
 * An object seen from above, going on as it goes.
 *
 * @param id of the object
 * @param x of its middle at time 0, metres in the ego frame
 * @param y metres
 * @param cos of its heading
 * @param sin of its heading
 * @param halfLength metres
 * @param halfWidth metres
 * @param vx over the ground, m/s; 0 if not known
 * @param vy m/s
 */
public record MovingBox(
        String id,
        double x,
        double y,
        double cos,
        double sin,
        double halfLength,
        double halfWidth,
        double vx,
        double vy) {

    /** An object at a time, moved there from its own time at constant velocity. */
    public static MovingBox of(TrackedObject object, long timeNs) {
        Box box = object.box();
        Vec3 v = object.velocity().filter(Vec3::isFinite).orElse(Vec3.ZERO);
        double heading = box.frameFromObject().rotation().yaw();
        double late = (timeNs - object.timeNs()) * 1e-9;
        return new MovingBox(
                object.id(),
                box.centre().x() + late * v.x(),
                box.centre().y() + late * v.y(),
                StrictMath.cos(heading),
                StrictMath.sin(heading),
                box.length() / 2,
                box.width() / 2,
                v.x(),
                v.y());
    }

    /** Whether it moves faster than a speed, m/s. */
    public boolean faster(double speed) {
        return Math.hypot(vx, vy) > speed;
    }

    /** Whether a point lies in it at time 0, or within a margin around it. */
    public boolean contains(double px, double py, double margin) {
        Footprint outline = outline().inflated(margin);
        return outline.contains(cos, sin, px - x, py - y);
    }

    /** Whether it overlaps a footprint at a pose after some seconds: no axis of either rectangle separates them. */
    public boolean overlaps(
            Footprint f, double px, double py, double cosF, double sinF, double seconds) {
        double ahead = (f.front() - f.rear()) / 2;
        double dx = x + vx * seconds - (px + ahead * cosF);
        double dy = y + vy * seconds - (py + ahead * sinF);
        double reach = Math.hypot(f.length() / 2, f.half()) + Math.hypot(halfLength, halfWidth);
        if (dx * dx + dy * dy > reach * reach) {
            return false;
        }
        double c = Math.abs(cosF * cos + sinF * sin);
        double s = Math.abs(cosF * sin - sinF * cos);
        double half = f.length() / 2;
        return Math.abs(dx * cosF + dy * sinF) <= half + halfLength * c + halfWidth * s
                && Math.abs(-dx * sinF + dy * cosF) <= f.half() + halfLength * s + halfWidth * c
                && Math.abs(dx * cos + dy * sin) <= halfLength + half * c + f.half() * s
                && Math.abs(-dx * sin + dy * cos) <= halfWidth + half * s + f.half() * c;
    }

    /** Room between it and the footprint's middle line less half the width, by the footprint's discs, metres. */
    public double clearance(
            Footprint f, double px, double py, double cosF, double sinF, double seconds) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < f.discs(); i++) {
            double dx = px + f.disc(i) * cosF - (x + vx * seconds);
            double dy = py + f.disc(i) * sinF - (y + vy * seconds);
            least = Math.min(least, outline().distance(cos, sin, dx, dy) - f.half());
        }
        return Math.max(0, least);
    }

    private Footprint outline() {
        return new Footprint(halfLength, halfLength, halfWidth);
    }
}
