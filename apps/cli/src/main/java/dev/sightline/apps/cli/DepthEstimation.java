package dev.sightline.apps.cli;

import dev.sightline.datasets.spad.ZoneHistograms;
import dev.sightline.dtof.DepthPipeline;
import dev.sightline.dtof.Returns;
import dev.sightline.dtof.estimate.Estimate;
import dev.sightline.dtof.estimate.MaximumLikelihood;
import dev.sightline.dtof.estimate.MultiReturn;
import dev.sightline.dtof.estimate.Return;
import dev.sightline.dtof.estimate.Settings;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.PulseHistogram;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How {@code depth} looks for returns: which estimator, how many, which first.
 *
 * @param asked estimator; if empty, the matched filter where it applies and else the likelihood
 * @param returns most returns of a zone; empty for one, without an axis for it
 * @param order which returns are kept and come first
 * @param falseAlarmRate accepted false alarms per zone without target
 */
record DepthEstimation(
        Optional<Estimator> asked,
        OptionalInt returns,
        Estimate.Order order,
        double falseAlarmRate) {

    private static final Frame FRAME = new Frame("DTOF");

    /**
     * Accepted share of zones with a return too many. At the rate of empty zones, 1e-3, one zone in 25 with 200 photons, 4:1, one full width
     * apart comes out as one return (0.943 resolved); at this one 0.966 are resolved, and 0.009 of single surfaces are split.
     */
    private static final double FURTHER_RETURNS = 1e-2;

    private static final int CHUNK =
            4096; // zones estimated at once: bounds memory, changes nothing

    /** Estimators as the command line calls them. */
    enum Estimator {
        ML(DepthPipeline.Method.LIKELIHOOD),
        MATCHED(DepthPipeline.Method.MATCHED),
        ARGMAX(DepthPipeline.Method.ARGMAX),
        COM(DepthPipeline.Method.CENTRE_OF_MASS);

        private final DepthPipeline.Method method;

        Estimator(DepthPipeline.Method method) {
            this.method = method;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    DepthEstimation {
        if (returns.isPresent()
                && (returns.getAsInt() < 1 || returns.getAsInt() > MultiReturn.MOST)) {
            throw UserError.usage(
                    "--returns is 1 to " + MultiReturn.MOST + ", was " + returns.getAsInt());
        }
    }

    /** Whether more than the strongest return may be needed to answer. */
    private boolean several() {
        return returns.orElse(1) > 1 || order != Estimate.Order.STRONGEST;
    }

    /** The estimator that a sensor gets. */
    Estimator estimator(DepthSensor sensor) {
        Estimator best = sensor.isPlain() && !several() ? Estimator.MATCHED : Estimator.ML;
        Estimator chosen = asked.orElse(best);
        if (chosen != Estimator.ML && best == Estimator.ML) {
            throw UserError.usage(
                    "--estimator "
                            + chosen.word()
                            + " finds one return of a Gaussian response, every photon counted in equal bins, but "
                            + (sensor.isPlain() ? "several were asked for" : sensor.unplain())
                            + ": use --estimator ml");
        }
        return chosen;
    }

    /** Estimates every zone; {@code file} is how errors call the input. */
    DepthMaps run(ZoneHistograms input, DepthSensor sensor, String file) {
        Estimator chosen = estimator(sensor);
        DepthMaps maps = new DepthMaps(input.axes(), input.zones(), returns);
        if (chosen == Estimator.ML) {
            likelihood(input, sensor, file, maps);
        } else {
            filter(input, sensor, chosen, maps);
        }
        return maps;
    }

    private void filter(
            ZoneHistograms input, DepthSensor sensor, Estimator chosen, DepthMaps maps) {
        DepthPipeline pipeline =
                new DepthPipeline(new DepthPipeline.Config(chosen.method, falseAlarmRate));
        double offset = sensor.times().firstEdgeMetres();
        for (int from = 0; from < input.zones(); from += CHUNK) {
            int to = Math.min(input.zones(), from + CHUNK);
            Returns found =
                    pipeline.returns(
                            new PulseHistogram(
                                    FRAME, 0, 0, sensor.row(to - from), input.counts(from, to)));
            for (int zone = 0; zone < to - from; zone++) {
                maps.background(from + zone, found.background(zone));
                if (found.detected(zone)) {
                    maps.set(
                            from + zone,
                            0,
                            found.range(zone) + offset,
                            found.sigma(zone),
                            found.signal(zone),
                            found.confidence(zone));
                }
            }
        }
    }

    /** Zones do not know each other, so they may be taken in any order on any number of threads. */
    private void likelihood(ZoneHistograms input, DepthSensor sensor, String file, DepthMaps maps) {
        Settings settings =
                Settings.of(sensor.binned(), falseAlarmRate).counting(sensor.counting());
        Function<int[], Estimate> estimator = estimator(settings);
        double offset = sensor.times().firstEdgeMetres();
        requireCountable(input, sensor, file);
        IntStream.range(0, input.zones())
                .parallel()
                .forEach(
                        zone -> {
                            Estimate found = estimator.apply(input.counts(zone, zone + 1));
                            maps.background(zone, found.background());
                            List<Return> kept = found.returns();
                            for (int i = 0; i < Math.min(maps.slots(), kept.size()); i++) {
                                Return r = kept.get(i);
                                maps.set(
                                        zone,
                                        i,
                                        r.rangeM() + offset,
                                        r.sigmaM(),
                                        r.signal(),
                                        r.confidence());
                            }
                        });
    }

    private Function<int[], Estimate> estimator(Settings settings) {
        if (!several()) {
            return new MaximumLikelihood(settings)::estimate;
        }
        // The nearest may be the weakest: all are looked for before some are kept.
        int most = order == Estimate.Order.STRONGEST ? returns.orElse(1) : MultiReturn.MOST;
        return new MultiReturn(settings, FURTHER_RETURNS, most, order)::estimate;
    }

    private static void requireCountable(ZoneHistograms input, DepthSensor sensor, String file) {
        for (int zone = 0; zone < input.zones(); zone++) {
            try {
                sensor.counting().live(input.counts(zone, zone + 1));
            } catch (IllegalArgumentException impossible) {
                throw UserError.failed(
                        file
                                + ", zone "
                                + DepthZone.at(
                                                java.util.Arrays.stream(input.axes())
                                                        .boxed()
                                                        .toList(),
                                                zone)
                                        .words()
                                + ": "
                                + impossible.getMessage()
                                + ", which --detection "
                                + SensorFlags.word(sensor.counting().kind())
                                + " cannot: check --cycles and the detection");
            }
        }
    }
}
