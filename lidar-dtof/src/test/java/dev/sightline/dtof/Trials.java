package dev.sightline.dtof;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;

/** Histograms of one surface per zone with known signal and background, at random sub-bin phases. */
public final class Trials {

    private final DtofModel model;
    private final double[] rangeM;
    private final double signal;
    private final double background;
    private final PulseHistogram histogram;

    private Trials(
            DtofModel model,
            double[] rangeM,
            double signal,
            double background,
            PulseHistogram histogram) {
        this.model = model;
        this.rangeM = rangeM;
        this.signal = signal;
        this.background = background;
        this.histogram = histogram;
    }

    public DtofModel model() {
        return model;
    }

    public PulseHistogram histogram() {
        return histogram;
    }

    double range(int i) {
        return rangeM[i];
    }

    public int size() {
        return rangeM.length;
    }

    public static Trials of(DtofModel one, int n, double signal, double background, long seed) {
        DtofModel model =
                new DtofModel(
                        1,
                        n,
                        1,
                        1,
                        one.bins(),
                        one.binSeconds(),
                        one.pulseSigmaSeconds(),
                        one.cycles());
        PulseResponse response = new PulseResponse(model);
        Draws draws = new Draws().key(seed, n, 0, 0);
        double[] range = new double[n];
        int[] counts = new int[n * model.bins()];
        for (int i = 0; i < n; i++) {
            double t = model.bins() * draws.between(0.4, 0.6);
            range[i] = t * model.binMetres();
            for (int k = 0; k < model.bins(); k++) {
                counts[i * model.bins() + k] =
                        Poisson.draw(signal * response.mass(k, t) + background, draws);
            }
        }
        PulseHistogram h = new PulseHistogram(new Frame("DTOF"), 0, 0, model, counts);
        return new Trials(model, range, signal, background, h);
    }

    /** Share of zones whose range is within 1 ns of flight. */
    double hitRate(Returns returns) {
        int hits = 0;
        for (int i = 0; i < rangeM.length; i++) {
            hits += hit(returns, i) ? 1 : 0;
        }
        return (double) hits / rangeM.length;
    }

    private boolean hit(Returns returns, int i) {
        return Math.abs(returns.range(i) - rangeM[i]) < DtofModel.C * 0.5e-9;
    }

    /** Root mean square error over hits, metres. */
    double rmse(Returns returns) {
        double sum = 0;
        int hits = 0;
        for (int i = 0; i < rangeM.length; i++) {
            if (hit(returns, i)) {
                sum += Math.pow(returns.range(i) - rangeM[i], 2);
                hits++;
            }
        }
        return Math.sqrt(sum / hits);
    }

    /** Root mean square of the reported sigma over hits, metres. */
    double reported(Returns returns) {
        double sum = 0;
        int hits = 0;
        for (int i = 0; i < rangeM.length; i++) {
            if (hit(returns, i)) {
                sum += Math.pow(returns.sigma(i), 2);
                hits++;
            }
        }
        return Math.sqrt(sum / hits);
    }

    /** The bound, root mean square over the trials' phases, metres. */
    double bound() {
        CramerRao bound = new CramerRao(model);
        double sum = 0;
        for (double r : rangeM) {
            sum += Math.pow(bound.sigma(r, signal, background), 2);
        }
        return Math.sqrt(sum / rangeM.length);
    }
}
