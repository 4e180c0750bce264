package dev.sightline.benchmarks;

import dev.sightline.dtof.CramerRao;
import dev.sightline.dtof.Draws;
import dev.sightline.dtof.ForwardModel;
import dev.sightline.dtof.Gaussian;
import dev.sightline.dtof.Link;
import dev.sightline.dtof.PhotonSampler;
import dev.sightline.dtof.Poisson;
import dev.sightline.dtof.Returns;
import dev.sightline.dtof.Surfaces;
import dev.sightline.dtof.estimate.MaximumLikelihood;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;

/** 30,000 zones of 128 bins of 0.25 ns, response 1 ns wide, one target each at a random place. */
final class DtofScene {

    static final int BINS = 128;
    private static final double SIGMA = 0.4247 / 0.25; // bins
    private static final double NEAR = 4; // bins, 1 ns: farther off is no hit

    private final DtofModel model = new DtofModel(1, 30_000, 1, 1, BINS, 0.25e-9, 0.4247e-9, 1);
    private final double[] place = new double[model.zones()];
    private final int[] drawn = new int[model.zones() * BINS];
    private final double[] taps = new double[15];
    private final int[] one = new int[BINS];
    private final PulseHistogram histogram;
    private final PhotonSampler sampler;
    private final Surfaces surfaces = new Surfaces();

    DtofScene(double signal, double background) {
        Draws draws = new Draws().key(1, 0, 0, 0);
        int[] counts = new int[model.zones() * BINS];
        for (int zone = 0; zone < model.zones(); zone++) {
            double t = BINS * draws.between(0.1, 0.9);
            place[zone] = t;
            for (int k = 0; k < BINS; k++) {
                double mass = Gaussian.cdf((k + 1 - t) / SIGMA) - Gaussian.cdf((k - t) / SIGMA);
                counts[zone * BINS + k] = Poisson.draw(signal * mass + background, draws);
            }
        }
        Frame frame = new Frame("DTOF");
        histogram = new PulseHistogram(frame, 0, 0, model, counts);
        for (int j = 0; j < taps.length; j++) {
            taps[j] =
                    StrictMath.log1p(30 * StrictMath.exp(-0.5 * (j - 7) * (j - 7) / SIGMA / SIGMA));
        }
        // Every target as strong as the next: reflectance grows with the square of the range.
        Link link = new Link(signal * 100, 0, background);
        sampler = new PhotonSampler(new ForwardModel(model, link), 1, 0, frame);
    }

    DtofModel model() {
        return model;
    }

    int zones() {
        return model.zones();
    }

    PulseHistogram histogram() {
        return histogram;
    }

    /** What reading the counts costs. */
    void copy() {
        for (int zone = 0; zone < zones(); zone++) {
            histogram.zone(zone, one);
        }
    }

    /** Draws all zones through the forward model: the same rates as the histogram's. */
    int[] synthesise() {
        for (int zone = 0; zone < zones(); zone++) {
            double range = place[zone] * model.binMetres();
            surfaces.clear();
            surfaces.add(range, range * range / 100, 1, 1);
            sampler.draw(zone, surfaces, 0, drawn);
        }
        return drawn;
    }

    void first(int n, MaximumLikelihood likelihood) {
        for (int zone = 0; zone < n; zone++) {
            histogram.zone(zone, one);
            likelihood.estimate(one);
        }
    }

    /** The loop one would write first: range only, one fixed template, a parabola. */
    double[] naive() {
        double[] found = new double[zones()];
        double[] score = new double[BINS];
        for (int zone = 0; zone < found.length; zone++) {
            histogram.zone(zone, one);
            int best = 1;
            for (int k = 0; k < BINS; k++) {
                double sum = 0;
                for (int j = 0; j < taps.length; j++) {
                    int at = k + j - 7;
                    sum += at >= 0 && at < BINS ? taps[j] * one[at] : 0;
                }
                score[k] = sum;
                best = k > 0 && k < BINS - 1 && sum > score[best] ? k : best;
            }
            double left = score[best - 1];
            double right = score[best + 1];
            found[zone] = best + 0.5 + 0.5 * (left - right) / (left - 2 * score[best] + right);
        }
        return found;
    }

    /** The bound, root mean square over the first thousand zones, metres. */
    double bound(CramerRao bound, double signal, double background) {
        double sum = 0;
        for (int zone = 0; zone < 1000; zone++) {
            double sigma = bound.sigma(place[zone] * model.binMetres(), signal, background);
            sum += sigma * sigma;
        }
        return Math.sqrt(sum / 1000);
    }

    /** Share of hits, their root mean square error and that of their reported sigmas, metres. */
    double[] error(Returns found) {
        double squares = 0;
        double variances = 0;
        int hits = 0;
        for (int zone = 0; zone < zones(); zone++) {
            double error = found.range(zone) - place[zone] * model.binMetres();
            if (Math.abs(error) < NEAR * model.binMetres()) {
                hits++;
                squares += error * error;
                variances += found.sigma(zone) * found.sigma(zone);
            }
        }
        return new double[] {
            (double) hits / zones(), Math.sqrt(squares / hits), Math.sqrt(variances / hits)
        };
    }
}
