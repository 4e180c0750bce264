package dev.sightline.datasets.sim;

import java.util.List;

/** Fixed parts sorted into square cells seen from above, so that a ray looks only at what stands along its way. Immutable. */
final class PartIndex {

    private static final double CELL = 4;

    private final Part[] parts;
    private final double minX;
    private final double minY;
    private final int nx;
    private final int ny;
    private final int[] start; // [cell] -> first of items
    private final int[] items;

    PartIndex(List<Part> fixed) {
        parts = fixed.toArray(new Part[0]);
        double x0 = 0;
        double y0 = 0;
        double x1 = 0;
        double y1 = 0;
        for (Part p : parts) {
            double rx = p.shape.reachX(p.cos, p.sin);
            double ry = p.shape.reachY(p.cos, p.sin);
            x0 = Math.min(x0, p.x - rx);
            x1 = Math.max(x1, p.x + rx);
            y0 = Math.min(y0, p.y - ry);
            y1 = Math.max(y1, p.y + ry);
        }
        minX = x0 - 1;
        minY = y0 - 1;
        nx = (int) Math.ceil((x1 + 1 - minX) / CELL);
        ny = (int) Math.ceil((y1 + 1 - minY) / CELL);
        int[] count = new int[nx * ny + 1];
        for (Part p : parts) {
            visit(p, cell -> count[cell + 1]++);
        }
        for (int i = 0; i < nx * ny; i++) {
            count[i + 1] += count[i];
        }
        start = count;
        items = new int[count[nx * ny]];
        int[] next = count.clone();
        for (int i = 0; i < parts.length; i++) {
            int id = i;
            visit(parts[i], cell -> items[next[cell]++] = id);
        }
    }

    private void visit(Part p, java.util.function.IntConsumer cell) {
        double rx = p.shape.reachX(p.cos, p.sin) + 1e-6;
        double ry = p.shape.reachY(p.cos, p.sin) + 1e-6;
        for (int iy = (int) ((p.y - ry - minY) / CELL);
                iy <= (int) ((p.y + ry - minY) / CELL);
                iy++) {
            for (int ix = (int) ((p.x - rx - minX) / CELL);
                    ix <= (int) ((p.x + rx - minX) / CELL);
                    ix++) {
                cell.accept(iy * nx + ix);
            }
        }
    }

    /** The nearest part along a ray that is nearer than {@code limit}, or null; its distance is left in {@code distance[0]}. */
    Part cast(
            double ox,
            double oy,
            double oz,
            double dx,
            double dy,
            double dz,
            double limit,
            double[] distance) {
        double px = (ox - minX) / CELL;
        double py = (oy - minY) / CELL;
        double tIn = Math.max(0, Math.max(slabIn(px, dx, nx), slabIn(py, dy, ny)));
        double tOut = Math.min(limit, Math.min(slabOut(px, dx, nx), slabOut(py, dy, ny)));
        Part nearest = null;
        distance[0] = limit;
        if (!(tIn < tOut)) {
            return null;
        }
        int ix = (int) Math.max(0, Math.min(nx - 1, Math.floor(px + tIn * dx / CELL)));
        int iy = (int) Math.max(0, Math.min(ny - 1, Math.floor(py + tIn * dy / CELL)));
        double stepX = CELL / Math.abs(dx);
        double stepY = CELL / Math.abs(dy);
        double nextX =
                dx == 0 ? Double.POSITIVE_INFINITY : (ix + (dx > 0 ? 1 : 0) - px) * CELL / dx;
        double nextY =
                dy == 0 ? Double.POSITIVE_INFINITY : (iy + (dy > 0 ? 1 : 0) - py) * CELL / dy;
        double entered = tIn;
        while (ix >= 0 && iy >= 0 && ix < nx && iy < ny && entered <= distance[0]) {
            int cell = iy * nx + ix;
            for (int k = start[cell]; k < start[cell + 1]; k++) {
                Part p = parts[items[k]];
                double t = p.distance(ox, oy, oz, dx, dy, dz);
                if (t < distance[0]) {
                    distance[0] = t;
                    nearest = p;
                }
            }
            if (nextX <= nextY) {
                entered = nextX;
                ix += dx > 0 ? 1 : -1;
                nextX += stepX;
            } else {
                entered = nextY;
                iy += dy > 0 ? 1 : -1;
                nextY += stepY;
            }
        }
        return nearest;
    }

    private static double slabIn(double p, double d, int n) {
        if (d == 0) {
            return p >= 0 && p <= n ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return ((d > 0 ? 0 : n) - p) * CELL / d;
    }

    private static double slabOut(double p, double d, int n) {
        return d == 0 ? Double.POSITIVE_INFINITY : ((d > 0 ? n : 0) - p) * CELL / d;
    }

    /** All parts, in the order given. */
    List<Part> parts() {
        return List.of(parts);
    }
}
