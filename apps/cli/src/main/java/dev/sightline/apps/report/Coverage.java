package dev.sightline.apps.report;

/** How much of each pixel of a rectangle a shape covers, 0..1. Scratch of one painting call. */
final class Coverage {

    final int u0;
    final int v0;
    final int u1;
    final int v1;
    private final float[] share;

    private Coverage(int u0, int v0, int u1, int v1) {
        this.u0 = u0;
        this.v0 = v0;
        this.u1 = Math.max(u0, u1);
        this.v1 = Math.max(v0, v1);
        this.share = new float[(this.u1 - u0) * (this.v1 - v0)];
    }

    /** The clipped rectangle around points u, v, ... and a margin. Points that are not finite leave it empty. */
    static Coverage around(double[] uv, double margin, Canvas.Clip clip) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i + 1 < uv.length; i += 2) {
            if (!Double.isFinite(uv[i]) || !Double.isFinite(uv[i + 1])) {
                return new Coverage(0, 0, 0, 0);
            }
            left = Math.min(left, uv[i]);
            right = Math.max(right, uv[i]);
            top = Math.min(top, uv[i + 1]);
            bottom = Math.max(bottom, uv[i + 1]);
        }
        return new Coverage(
                clamp(left - margin, clip.u0(), clip.u1()),
                clamp(top - margin, clip.v0(), clip.v1()),
                clamp(right + margin + 1, clip.u0(), clip.u1()),
                clamp(bottom + margin + 1, clip.v0(), clip.v1()));
    }

    private static int clamp(double x, int low, int high) {
        return (int) Math.max(low, Math.min(high, Math.floor(x)));
    }

    float at(int u, int v) {
        return share[(v - v0) * (u1 - u0) + u - u0];
    }

    /** Adds {@code weight} of a row between two columns, exactly at both ends. */
    void span(int v, double from, double to, float weight) {
        double a = Math.max(from, u0);
        double b = Math.min(to, u1);
        int row = (v - v0) * (u1 - u0) - u0;
        for (int u = (int) Math.floor(a); u < b && u < u1; u++) {
            double part = Math.min(b, u + 1) - Math.max(a, u);
            if (part > 0) {
                share[row + u] += (float) part * weight;
            }
        }
    }

    /** Raises coverage to that of a line with round ends, by distance of pixel centres from its axis. */
    void capsule(double au, double av, double bu, double bv, double radius) {
        double du = bu - au;
        double dv = bv - av;
        double lengthSq = du * du + dv * dv;
        double reach = radius + 1;
        double strength = Math.min(1, 2 * radius); // thinner than a pixel: paler, not thinner
        double drawn = Math.max(radius, 0.5);
        int fromV = (int) Math.max(v0, Math.floor(Math.min(av, bv) - reach));
        int toV = (int) Math.min(v1, Math.floor(Math.max(av, bv) + reach) + 1);
        for (int v = fromV; v < toV; v++) {
            double y = v + 0.5;
            double[] columns = columnsNear(au, av, du, dv, y, reach);
            int fromU = (int) Math.max(u0, Math.floor(columns[0]));
            int toU = (int) Math.min(u1, Math.floor(columns[1]) + 1);
            for (int u = fromU; u < toU; u++) {
                double x = u + 0.5;
                double k = lengthSq > 0 ? ((x - au) * du + (y - av) * dv) / lengthSq : 0;
                double c = Math.max(0, Math.min(1, k));
                double ex = x - au - c * du;
                double ey = y - av - c * dv;
                double cover = strength * Math.min(1, drawn + 0.5 - Math.sqrt(ex * ex + ey * ey));
                int i = (v - v0) * (u1 - u0) + u - u0;
                if (cover > share[i]) {
                    share[i] = (float) cover;
                }
            }
        }
    }

    /** Columns that a long slanted line can touch in one row, so that its whole bounding box is not searched. */
    private static double[] columnsNear(
            double au, double av, double du, double dv, double y, double reach) {
        double left = Math.min(au, au + du);
        double right = Math.max(au, au + du);
        if (Math.abs(dv) > 1e-9) {
            double k0 = Math.max(0, Math.min(1, (y - reach - av) / dv));
            double k1 = Math.max(0, Math.min(1, (y + reach - av) / dv));
            left = au + Math.min(k0 * du, k1 * du);
            right = au + Math.max(k0 * du, k1 * du);
        }
        return new double[] {left - reach, right + reach};
    }
}
