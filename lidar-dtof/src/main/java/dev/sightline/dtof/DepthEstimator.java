package dev.sightline.dtof;

import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;

/**
 * Finds the range of the strongest surface in every zone of a histogram. An estimator is made for one sensor model and one rate of
 * false alarms; it is immutable and may be shared by threads.
 */
public sealed interface DepthEstimator
        permits MatchedFilter, LikelihoodEstimator, BatchEstimator, CentreOfMass, ArgMax {

    /** The sensor this estimator was made for. */
    DtofModel model();

    /**
     * Looks for one return in every zone. No allocation per zone.
     *
     * @throws IllegalArgumentException if the histogram is of another model
     */
    Returns estimate(PulseHistogram histogram);

    /** Throws unless a histogram is of this estimator's model. */
    static void requireModel(DtofModel expected, PulseHistogram histogram) {
        if (!expected.equals(histogram.model())) {
            throw new IllegalArgumentException(
                    "estimator for "
                            + expected
                            + " got '"
                            + histogram.frame()
                            + "' of "
                            + histogram.model());
        }
    }

    /** Throws unless a rate of false alarms per zone lies in (0, 0.5]. */
    static void requireRate(double falseAlarmRate) {
        if (!(falseAlarmRate > 0 && falseAlarmRate <= 0.5)) {
            throw new IllegalArgumentException(
                    "false alarms per zone must be in (0, 0.5], was " + falseAlarmRate);
        }
    }
}
