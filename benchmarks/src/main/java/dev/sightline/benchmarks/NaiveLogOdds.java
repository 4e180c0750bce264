package dev.sightline.benchmarks;

import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.PointCloud;

/**
 * The loop that one would write first, as a yardstick in the same run: every ray walked by Amanatides and Woo straight into a byte
 * per voxel, then one pass of log-odds over all voxels. No moving window, no decay, no heights.
 */
final class NaiveLogOdds {

    private final GridSpec grid;
    private final byte[] marks; // 0 untouched, 1 passed, 2 hit
    private final float[] logOdds;

    NaiveLogOdds(GridSpec grid) {
        this.grid = grid;
        marks = new byte[grid.size()];
        logOdds = new float[grid.size()];
    }

    float add(PointCloud points, Vec3 origin) {
        java.util.Arrays.fill(marks, (byte) 0);
        for (int i = 0; i < points.size(); i++) {
            walk(origin, points.x(i), points.y(i), points.z(i));
        }
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == 2) {
                logOdds[i] = Math.min(2.5f, logOdds[i] + 0.85f);
            } else if (marks[i] == 1) {
                logOdds[i] = Math.max(-2f, logOdds[i] - 0.4f);
            }
        }
        return logOdds[0];
    }

    private void walk(Vec3 o, double px, double py, double pz) {
        double inverse = 1 / grid.cell().x();
        double ux = (o.x() - grid.min().x()) * inverse;
        double uy = (o.y() - grid.min().y()) * inverse;
        double uz = (o.z() - grid.min().z()) * inverse;
        double vx = (px - grid.min().x()) * inverse;
        double vy = (py - grid.min().y()) * inverse;
        double vz = (pz - grid.min().z()) * inverse;
        int x = (int) Math.floor(ux);
        int y = (int) Math.floor(uy);
        int z = (int) Math.floor(uz);
        int endX = (int) Math.floor(vx);
        int endY = (int) Math.floor(vy);
        int endZ = (int) Math.floor(vz);
        double dx = vx - ux;
        double dy = vy - uy;
        double dz = vz - uz;
        int sx = dx > 0 ? 1 : -1;
        int sy = dy > 0 ? 1 : -1;
        int sz = dz > 0 ? 1 : -1;
        double tX = dx == 0 ? Double.POSITIVE_INFINITY : (x + (dx > 0 ? 1 : 0) - ux) / dx;
        double tY = dy == 0 ? Double.POSITIVE_INFINITY : (y + (dy > 0 ? 1 : 0) - uy) / dy;
        double tZ = dz == 0 ? Double.POSITIVE_INFINITY : (z + (dz > 0 ? 1 : 0) - uz) / dz;
        double perX = Math.abs(1 / dx);
        double perY = Math.abs(1 / dy);
        double perZ = Math.abs(1 / dz);
        while (grid.contains(x, y, z)) {
            if (x == endX && y == endY && z == endZ) {
                marks[grid.index(x, y, z)] = 2;
                return;
            }
            if (marks[grid.index(x, y, z)] == 0) {
                marks[grid.index(x, y, z)] = 1;
            }
            if (Math.min(tX, Math.min(tY, tZ)) > 1) {
                return; // rounding took the walk past its end
            }
            if (tX <= tY && tX <= tZ) {
                x += sx;
                tX += perX;
            } else if (tY <= tZ) {
                y += sy;
                tY += perY;
            } else {
                z += sz;
                tZ += perZ;
            }
        }
    }
}
