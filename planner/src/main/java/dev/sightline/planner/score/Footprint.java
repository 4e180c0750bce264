package dev.sightline.planner.score;

import dev.sightline.planner.VehicleModel;

/**
 * The vehicle seen from above: a rectangle around the rear axle.
 *
 * @param front from the rear axle to the front edge, metres
 * @param rear from the rear axle back to the rear edge, metres
 * @param half half the width, metres
 */
public record Footprint(double front, double rear, double half) {

    public static Footprint of(VehicleModel vehicle) {
        return new Footprint(vehicle.front(), vehicle.rearOverhang(), vehicle.width() / 2);
    }

    /** Larger by a margin on all four sides. */
    public Footprint inflated(double margin) {
        return new Footprint(front + margin, rear + margin, half + margin);
    }

    /** Longer to the front. */
    public Footprint reaching(double ahead) {
        return new Footprint(front + ahead, rear, half);
    }

    /** Whether a point, seen from the rear axle of a vehicle of this heading, lies inside, edges included. */
    public boolean contains(double cos, double sin, double dx, double dy) {
        double along = cos * dx + sin * dy;
        double left = -sin * dx + cos * dy;
        return along <= front && along >= -rear && Math.abs(left) <= half;
    }

    /** Distance of a point from the rectangle, 0 inside, metres. */
    public double distance(double cos, double sin, double dx, double dy) {
        double along = cos * dx + sin * dy;
        double left = Math.abs(-sin * dx + cos * dy) - half;
        double out = Math.max(along - front, -rear - along);
        return Math.hypot(Math.max(0, out), Math.max(0, left));
    }

    public double length() {
        return front + rear;
    }

    /** How many discs along its middle line cover it well. */
    public int discs() {
        return Math.max(1, (int) Math.ceil(length() / (2 * half)));
    }

    /** Where disc {@code i} has its centre, metres ahead of the rear axle. */
    public double disc(int i) {
        return -rear + (i + 0.5) * length() / discs();
    }

    /** The radius with which {@link #discs} discs cover the rectangle, metres. */
    public double discRadius() {
        return Math.hypot(length() / (2 * discs()), half);
    }
}
