package dev.sightline.dtof.metric;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PointCloud;
import java.util.Arrays;

/**
 * How the ranges of a dToF sensor differ from those of a scan of the same scene. Mergeable: sums are whole micrometres, so merging is exact.
 *
 * <p>A zone may hold several surfaces, and an estimator answers for one of them; so each return is compared with the nearest range that the scan
 * has in the same zone. Zones in which the scan has no point are not compared.
 *
 * @param compared returns with a reference
 * @param signedUm summed range less reference, micrometres
 * @param absoluteUm summed absolute difference, micrometres
 * @param gross returns farther than {@link #GROSS_M} from any reference in their zone
 */
public record RangeError(long compared, long signedUm, long absoluteUm, long gross) {

    /** A return this far from everything the scan saw in its zone is a false one, not an inaccurate one: metres. */
    public static final double GROSS_M = 1;

    public RangeError {
        if (compared < 0 || absoluteUm < 0 || gross < 0 || gross > compared) {
            throw new IllegalArgumentException(
                    gross + " gross of " + compared + ", sum " + absoluteUm + " um");
        }
    }

    public static RangeError empty() {
        return new RangeError(0, 0, 0, 0);
    }

    /**
     * Compares one sensor's points.
     *
     * @param points of the sensor, in the ego frame
     * @param reference of a scanner at the same time, in the ego frame
     * @param egoFromSensor where the sensor sits
     */
    public static RangeError of(
            PointCloud points, PointCloud reference, Pose egoFromSensor, DtofModel model) {
        FrameMismatchException.require("frame of the points", Frame.EGO, points.frame());
        FrameMismatchException.require("frame of the reference", Frame.EGO, reference.frame());
        Pose sensorFromEgo = egoFromSensor.inverse();
        float[][] byZone = rangesByZone(reference.to(sensorFromEgo), model);
        PointCloud seen = points.to(sensorFromEgo);
        RangeError sum = empty();
        for (int i = 0; i < seen.size(); i++) {
            int zone = model.zoneOf(seen.x(i), seen.y(i), seen.z(i));
            if (zone >= 0 && byZone[zone].length > 0) {
                double range = range(seen, i);
                sum = sum.merge(one(range - nearest(byZone[zone], range)));
            }
        }
        return sum;
    }

    private static RangeError one(double error) {
        long um = Math.round(error * 1e6);
        boolean gross = Math.abs(error) > GROSS_M;
        return gross ? new RangeError(1, 0, 0, 1) : new RangeError(1, um, Math.abs(um), 0);
    }

    private static float[][] rangesByZone(PointCloud points, DtofModel model) {
        float[][] ranges = new float[model.zones()][0];
        int[] used = new int[model.zones()];
        for (int i = 0; i < points.size(); i++) {
            int zone = model.zoneOf(points.x(i), points.y(i), points.z(i));
            if (zone >= 0) {
                if (used[zone] == ranges[zone].length) {
                    ranges[zone] = Arrays.copyOf(ranges[zone], Math.max(4, 2 * used[zone]));
                }
                ranges[zone][used[zone]++] = (float) range(points, i);
            }
        }
        for (int zone = 0; zone < ranges.length; zone++) {
            ranges[zone] = Arrays.copyOf(ranges[zone], used[zone]);
        }
        return ranges;
    }

    private static double nearest(float[] ranges, double range) {
        double best = ranges[0];
        for (float candidate : ranges) {
            best = Math.abs(candidate - range) < Math.abs(best - range) ? candidate : best;
        }
        return best;
    }

    private static double range(PointCloud points, int i) {
        double x = points.x(i);
        double y = points.y(i);
        double z = points.z(i);
        return Math.sqrt(x * x + y * y + z * z);
    }

    public RangeError merge(RangeError o) {
        return new RangeError(
                compared + o.compared,
                signedUm + o.signedUm,
                absoluteUm + o.absoluteUm,
                gross + o.gross);
    }

    /** Mean of range less reference over the returns that are not gross, metres; NaN without any. */
    public double bias() {
        return signedUm * 1e-6 / (compared - gross);
    }

    /** Mean absolute difference over the returns that are not gross, metres; NaN without any. */
    public double meanAbsolute() {
        return absoluteUm * 1e-6 / (compared - gross);
    }

    /** Share of gross returns; NaN without any return. */
    public double grossShare() {
        return (double) gross / compared;
    }
}
