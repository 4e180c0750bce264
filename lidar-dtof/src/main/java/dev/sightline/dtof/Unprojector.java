package dev.sightline.dtof;

import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.PulseHistogram;
import java.util.Arrays;

/** Places each return on the middle direction of its zone. Immutable; the directions of a model are computed once. */
public final class Unprojector {

    private final DtofModel model;
    private final double[] directions; // [zone][3]

    public Unprojector(DtofModel model) {
        this.model = model;
        this.directions = new double[3 * model.zones()];
        for (int zone = 0; zone < model.zones(); zone++) {
            Vec3 d = model.direction(zone / model.cols(), zone % model.cols());
            directions[3 * zone] = d.x();
            directions[3 * zone + 1] = d.y();
            directions[3 * zone + 2] = d.z();
        }
    }

    /**
     * The returns as points.
     *
     * @param histogram gives frame and time
     * @return points in the sensor's frame with sigma, one per zone with a return, in the order of zones
     */
    public PointCloud points(PulseHistogram histogram, Returns returns) {
        if (returns.zones() != model.zones() || !model.equals(histogram.model())) {
            throw new IllegalArgumentException(
                    "returns of "
                            + returns.zones()
                            + " zones and a histogram of "
                            + histogram.model()
                            + " for "
                            + model);
        }
        float[] xyz = new float[3 * model.zones()];
        float[] sigma = new float[model.zones()];
        int n = 0;
        for (int zone = 0; zone < model.zones(); zone++) {
            if (returns.detected(zone)) {
                double r = returns.range(zone);
                for (int axis = 0; axis < 3; axis++) {
                    xyz[3 * n + axis] = (float) (r * directions[3 * zone + axis]);
                }
                sigma[n++] = returns.sigma(zone);
            }
        }
        return PointCloud.of(histogram.frame(), histogram.startNs(), Arrays.copyOf(xyz, 3 * n))
                .sigma(Arrays.copyOf(sigma, n))
                .build();
    }
}
