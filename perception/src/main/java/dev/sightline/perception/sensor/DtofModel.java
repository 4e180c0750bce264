package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Vec3;

/**
 * A direct time-of-flight sensor: a raster of zones, each counting photons over time bins. Range zero is the left edge of bin 0.
 *
 * <p>Zones divide the field of view evenly in angle: row 0 is the top, column 0 the left as seen by the sensor. Sensor frame: x
 * forward, y left, z up.
 *
 * @param rows zone rows
 * @param cols zone columns
 * @param horizontalRad field of view, radians
 * @param verticalRad field of view, radians
 * @param bins time bins
 * @param binSeconds width of a bin, seconds
 * @param pulseSigmaSeconds standard deviation of the whole response (laser, SPAD and TDC) if Gaussian, seconds
 * @param cycles laser pulses accumulated into one histogram
 */
public record DtofModel(
        int rows,
        int cols,
        double horizontalRad,
        double verticalRad,
        int bins,
        double binSeconds,
        double pulseSigmaSeconds,
        int cycles)
        implements SensorModel {

    /** Speed of light, m/s, exact. */
    public static final double C = 299_792_458.0;

    public DtofModel {
        if (rows < 1 || cols < 1 || bins < 1 || cycles < 1) {
            throw new IllegalArgumentException(
                    "rows, cols, bins and cycles must be at least 1, were "
                            + rows
                            + ", "
                            + cols
                            + ", "
                            + bins
                            + ", "
                            + cycles);
        }
        if (!(horizontalRad > 0 && verticalRad > 0 && binSeconds > 0 && pulseSigmaSeconds > 0)) {
            throw new IllegalArgumentException("angles and times must be positive");
        }
    }

    public int zones() {
        return rows * cols;
    }

    /** Range that one bin spans, metres: {@code c D / 2}. */
    public double binMetres() {
        return C * binSeconds / 2;
    }

    /** Range at the right edge of the last bin, metres. */
    public double windowMetres() {
        return binMetres() * bins;
    }

    /** Unit direction of a zone's centre in the sensor frame. */
    public Vec3 direction(int row, int col) {
        return direction(row + 0.5, col + 0.5);
    }

    /** Unit direction of a place in the raster, in zones from the upper left corner. */
    public Vec3 direction(double row, double col) {
        double azimuth = horizontalRad * (0.5 - col / cols);
        double elevation = verticalRad * (0.5 - row / rows);
        double ce = StrictMath.cos(elevation);
        return new Vec3(
                ce * StrictMath.cos(azimuth),
                ce * StrictMath.sin(azimuth),
                StrictMath.sin(elevation));
    }

    /** Zone index {@code row * cols + col} of a direction in the sensor frame, or -1 outside the field of view. */
    public int zoneOf(double x, double y, double z) {
        double azimuth = StrictMath.atan2(y, x);
        double elevation = StrictMath.atan2(z, Math.hypot(x, y));
        int col = (int) Math.floor((0.5 - azimuth / horizontalRad) * cols);
        int row = (int) Math.floor((0.5 - elevation / verticalRad) * rows);
        return row >= 0 && row < rows && col >= 0 && col < cols ? row * cols + col : -1;
    }
}
