package dev.sightline.datasets.sim;

import java.util.List;

/** A world at one instant: what rays are cast into. Immutable and thread-safe; each thread brings its own {@link Hit}. */
public final class Scene {

    private final World world;
    private final long timeNs;
    private final PartIndex fixed;
    private final List<List<Part>> bodies;
    private final Part[][] parts; // [actor][part]
    private final double[] spheres; // [actor][4]: middle and radius of a ball around the actor

    Scene(World world, long timeNs, PartIndex fixed, List<List<Part>> bodies) {
        this.world = world;
        this.timeNs = timeNs;
        this.fixed = fixed;
        this.bodies = bodies;
        this.parts = new Part[bodies.size()][];
        this.spheres = new double[4 * bodies.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = bodies.get(i).toArray(new Part[0]);
            bound(parts[i], 4 * i);
        }
    }

    private void bound(Part[] body, int at) {
        double[] low = {1e9, 1e9, 1e9};
        double[] high = {-1e9, -1e9, -1e9};
        for (Part p : body) {
            double[] middle = {p.x, p.y, p.z};
            double[] reach = {
                p.shape.reachX(p.cos, p.sin), p.shape.reachY(p.cos, p.sin), p.shape.reachZ()
            };
            for (int i = 0; i < 3; i++) {
                low[i] = Math.min(low[i], middle[i] - reach[i]);
                high[i] = Math.max(high[i], middle[i] + reach[i]);
            }
        }
        double square = 0;
        for (int i = 0; i < 3; i++) {
            spheres[at + i] = (low[i] + high[i]) / 2;
            square += (high[i] - low[i]) * (high[i] - low[i]) / 4;
        }
        spheres[at + 3] = Math.sqrt(square) + 1e-6;
    }

    public World world() {
        return world;
    }

    public long timeNs() {
        return timeNs;
    }

    /** Parts of each actor where they are now, in the order of {@link World#actors}. */
    List<List<Part>> bodies() {
        return bodies;
    }

    /**
     * Casts a ray.
     *
     * @param ox start, metres, world
     * @param oy as ox
     * @param oz as ox
     * @param dx direction, unit length
     * @param dy as dx
     * @param dz as dx
     * @param limit how far to look, metres
     * @param hit receives what was met; undefined if nothing was
     * @return whether something was met nearer than the limit
     */
    public boolean cast(
            double ox,
            double oy,
            double oz,
            double dx,
            double dy,
            double dz,
            double limit,
            Hit hit) {
        double[] n = hit.normal;
        double best = world.ground().cast(ox, oy, oz, dx, dy, dz, n);
        boolean onGround = best < limit;
        best = Math.min(best, limit);
        Part part = fixed.cast(ox, oy, oz, dx, dy, dz, best, hit.distance);
        best = hit.distance[0];
        for (int i = 0; i < parts.length; i++) {
            if (meetsSphere(4 * i, ox, oy, oz, dx, dy, dz, best)) {
                for (Part p : parts[i]) {
                    double t = p.distance(ox, oy, oz, dx, dy, dz);
                    if (t < best) {
                        best = t;
                        part = p;
                    }
                }
            }
        }
        if (part == null && !onGround) {
            return false;
        }
        hit.range = best;
        hit.x = ox + best * dx;
        hit.y = oy + best * dy;
        hit.z = oz + best * dz;
        hit.part = part;
        hit.ground = world.ground();
        if (part != null) {
            double px = hit.x - part.x;
            double py = hit.y - part.y;
            part.shape.normal(
                    part.cos * px + part.sin * py,
                    part.cos * py - part.sin * px,
                    hit.z - part.z,
                    n);
            double nx = n[0];
            n[0] = part.cos * nx - part.sin * n[1];
            n[1] = part.sin * nx + part.cos * n[1];
        }
        return true;
    }

    /** Whether something lies between a point and the sun. */
    boolean shaded(double ox, double oy, double oz, Hit scratch) {
        double dx = world.towardsSun().x();
        double dy = world.towardsSun().y();
        double dz = world.towardsSun().z();
        double reach = 60;
        if (fixed.cast(ox, oy, oz, dx, dy, dz, reach, scratch.distance) != null) {
            return true;
        }
        for (int i = 0; i < parts.length; i++) {
            if (meetsSphere(4 * i, ox, oy, oz, dx, dy, dz, reach)) {
                for (Part p : parts[i]) {
                    if (p.distance(ox, oy, oz, dx, dy, dz) < reach) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean meetsSphere(
            int at,
            double ox,
            double oy,
            double oz,
            double dx,
            double dy,
            double dz,
            double limit) {
        double cx = spheres[at] - ox;
        double cy = spheres[at + 1] - oy;
        double cz = spheres[at + 2] - oz;
        double radius = spheres[at + 3];
        double along = cx * dx + cy * dy + cz * dz;
        double square = cx * cx + cy * cy + cz * cz;
        return square - along * along <= radius * radius
                && along + radius > 0
                && along - radius < limit;
    }
}
