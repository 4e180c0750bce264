package dev.sightline.apps.cli;

import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Counting;

/** What the returns of a zone, its background and the way of counting make expected in each bin. */
final class DepthFit {

    private final double[] expected;
    private final double[] background;

    private DepthFit(double[] expected, double[] background) {
        this.expected = expected;
        this.background = background;
    }

    static DepthFit of(DepthMaps maps, DepthSensor sensor, int zone) {
        BinnedResponse response = sensor.binned();
        int cycles = sensor.counting().cycles();
        double[] rates = response.widths();
        for (int k = 0; k < rates.length; k++) {
            rates[k] *= maps.background(zone) / cycles;
        }
        double[] floor = rates.clone();
        for (int i = 0; i < maps.returns(zone); i++) {
            double t =
                    (maps.range(zone, i) - sensor.times().firstEdgeMetres())
                            / sensor.times().binMetres();
            for (int k = response.first(t); k < response.end(t); k++) {
                rates[k] += maps.photons(zone, i) / cycles * response.mass(k, t);
            }
        }
        double[] live = sensor.counting().expectedLive(rates);
        return new DepthFit(
                counts(rates, live, sensor.counting()), counts(floor, live, sensor.counting()));
    }

    private static double[] counts(double[] rates, double[] live, Counting counting) {
        double[] counts = new double[rates.length];
        for (int k = 0; k < counts.length; k++) {
            counts[k] =
                    counting.kind() == Counting.Kind.POISSON
                            ? rates[k]
                            : live[k] * -StrictMath.expm1(-rates[k]);
        }
        return counts;
    }

    /** Counts per bin; a copy. */
    double[] expected() {
        return expected.clone();
    }

    /** Counts per bin without the returns, as far as these leave the detector awake; a copy. */
    double[] background() {
        return background.clone();
    }
}
