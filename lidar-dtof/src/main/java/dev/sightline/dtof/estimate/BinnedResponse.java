package dev.sightline.dtof.estimate;

import dev.sightline.perception.sensor.DtofModel;

/**
 * A response seen through the bins of a converter: {@code p_k(t) = F(e_{k+1} - t) - F(e_k - t)} with nominal or calibrated edges
 * (design section 2.2). Times and edges are in nominal bins, so that bin k nominally covers [k, k + 1). Immutable.
 *
 * <p>F comes from a table, cubic Hermite at steps of 1/32 of the finest feature: within 1e-8 of the response itself; the slope is the
 * derivative of the same cubic, so that a likelihood and its gradient agree.
 */
public final class BinnedResponse {

    private static final int PER_FEATURE = 32;
    private static final int MOST_STEPS = 1 << 20;
    private static final double NARROW = 0.9; // bins of full width

    private final double binSeconds;
    private final double[] edges; // bins + 1
    private final double from; // bins
    private final double to;
    private final double step; // bins per table step
    private final double[] value;
    private final double[] rise; // slope times the step
    private final double fullWidth;
    private final int humps;

    private BinnedResponse(BinnedResponse other, double[] edges) {
        this.binSeconds = other.binSeconds;
        this.edges = edges;
        this.from = other.from;
        this.to = other.to;
        this.step = other.step;
        this.value = other.value;
        this.rise = other.rise;
        this.fullWidth = other.fullWidth;
        this.humps = other.humps;
    }

    private BinnedResponse(Response response, double binSeconds, double[] edges) {
        if (!(binSeconds > 0) || edges.length < 2) {
            throw new IllegalArgumentException(
                    "bins must be wider than 0 and at least one, were " + binSeconds + " s");
        }
        for (int k = 0; k + 1 < edges.length; k++) {
            if (!(edges[k + 1] > edges[k])) {
                throw new IllegalArgumentException(
                        "edge " + (k + 1) + " is not above edge " + k + ": " + edges[k + 1]);
            }
        }
        this.binSeconds = binSeconds;
        this.edges = edges.clone();
        this.from = response.from() / binSeconds;
        this.to = response.to() / binSeconds;
        double wanted = (response.to() - response.from()) / response.feature() * PER_FEATURE;
        int steps = (int) Math.min(MOST_STEPS, Math.ceil(wanted));
        this.step = (to - from) / steps;
        this.value = new double[steps + 1];
        this.rise = new double[steps + 1];
        double top = 0;
        for (int i = 0; i <= steps; i++) {
            double seconds = (from + i * step) * binSeconds;
            value[i] = response.arrived(seconds);
            rise[i] = response.density(seconds) * binSeconds * step;
            top = Math.max(top, rise[i]);
        }
        int lit = 0;
        for (double r : rise) {
            lit += r >= 0.5 * top ? 1 : 0;
        }
        this.fullWidth = lit * step;
        this.humps = humps(rise, 0.05 * top);
    }

    /** Rises by at least a step that are followed by a fall as large, or by the end. */
    private static int humps(double[] values, double least) {
        int humps = 0;
        double turn = 0; // highest since a rise began, or lowest since a fall began
        boolean up = false;
        for (double v : values) {
            if (up) {
                turn = Math.max(turn, v);
                if (v < turn - least) {
                    up = false;
                    turn = v;
                }
            } else {
                turn = Math.min(turn, v);
                if (v > turn + least) {
                    up = true;
                    turn = v;
                    humps++;
                }
            }
        }
        return humps;
    }

    /** Even bins. */
    public static BinnedResponse nominal(Response response, int bins, double binSeconds) {
        double[] edges = new double[bins + 1];
        for (int k = 0; k <= bins; k++) {
            edges[k] = k;
        }
        return new BinnedResponse(response, binSeconds, edges);
    }

    /**
     * Bins as a calibration found them.
     *
     * @param edges rising, one more than bins, in nominal bins
     */
    public static BinnedResponse calibrated(Response response, double binSeconds, double[] edges) {
        return new BinnedResponse(response, binSeconds, edges);
    }

    /** The Gaussian response and even bins of a sensor model. */
    public static BinnedResponse of(DtofModel model) {
        return nominal(
                Response.gaussian(model.pulseSigmaSeconds()), model.bins(), model.binSeconds());
    }

    /** The same response through another number of even bins. */
    public BinnedResponse even(int bins) {
        double[] nominal = new double[bins + 1];
        for (int k = 0; k <= bins; k++) {
            nominal[k] = k;
        }
        return new BinnedResponse(this, nominal);
    }

    /** The same response through the first of the bins. */
    BinnedResponse leading(int bins) {
        return new BinnedResponse(this, java.util.Arrays.copyOf(edges, bins + 1));
    }

    /** Whether all bins are as wide as the nominal one. */
    public boolean isEven() {
        return java.util.Arrays.equals(edges, even(bins()).edges);
    }

    /** Bins that the whole response spans, wherever it falls. */
    public int span() {
        return (int) Math.ceil(to - from) + 1;
    }

    public int bins() {
        return edges.length - 1;
    }

    public double binSeconds() {
        return binSeconds;
    }

    /** Range that one nominal bin spans, metres. */
    public double binMetres() {
        return DtofModel.C * binSeconds / 2;
    }

    /** Width of the response at half its height, bins. */
    public double fullWidth() {
        return fullWidth;
    }

    /**
     * Whether one bin can hold nearly all the light (a deviation below some 0.38 bins of a Gaussian): then the light may say no more than
     * the bin, Fisher's information may be 0, and places are told from the whole likelihood instead.
     */
    public boolean isNarrow() {
        return fullWidth < NARROW;
    }

    /** An edge, nominal bins; 0 is the first. */
    double edge(int k) {
        return edges[k];
    }

    /** Whether the response rises and falls more than once: then a likelihood has several tops close together. */
    boolean hasSeveralHumps() {
        return humps > 1;
    }

    /** Widths of the bins in nominal bins: how even light fills them. */
    public double[] widths() {
        double[] w = new double[bins()];
        for (int k = 0; k < w.length; k++) {
            w[k] = edges[k + 1] - edges[k];
        }
        return w;
    }

    /** First bin that light arriving at t reaches; the number of bins if none. */
    public int first(double t) {
        return bin(t + from);
    }

    /** One past the last bin that light arriving at t reaches. */
    public int end(double t) {
        return Math.min(bins(), bin(t + to) + 1);
    }

    /** Bin of a time: 0 before the first edge, the number of bins after the last. */
    private int bin(double t) {
        int k = (int) Math.max(0, Math.min(bins(), Math.floor(t - edges[0])));
        while (k > 0 && edges[k] > t) {
            k--;
        }
        while (k < bins() && edges[k + 1] <= t) {
            k++;
        }
        return k;
    }

    /** Share of the light in a bin. */
    public double mass(int k, double t) {
        return arrived(edges[k + 1] - t) - arrived(edges[k] - t);
    }

    /** Derivative of {@link #mass} by t, per bin: {@code f(e_k - t) - f(e_{k+1} - t)}. */
    public double slope(int k, double t) {
        return density(edges[k] - t) - density(edges[k + 1] - t);
    }

    /** Writes {@link #mass} and {@link #slope} of bins {@code first(t)} to {@code end(t)}, each edge evaluated once. */
    void fill(double t, double[] mass, double[] slope) {
        int k = first(t);
        int end = end(t);
        if (k >= end) {
            return;
        }
        double before = arrived(edges[k] - t);
        double high = density(edges[k] - t);
        for (; k < end; k++) {
            double after = arrived(edges[k + 1] - t);
            double low = density(edges[k + 1] - t);
            mass[k] = after - before;
            slope[k] = high - low;
            before = after;
            high = low;
        }
    }

    private double arrived(double x) {
        double at = (x - from) / step;
        if (!(at > 0)) {
            return 0;
        }
        if (at >= value.length - 1) {
            return 1;
        }
        int i = (int) at;
        double u = at - i;
        double d = value[i + 1] - value[i];
        double a = rise[i] - d;
        double b = d - rise[i + 1];
        return value[i] + u * (d + (1 - u) * (a * (1 - u) + b * u));
    }

    /** Derivative of {@link #arrived}. */
    private double density(double x) {
        double at = (x - from) / step;
        if (!(at > 0) || at >= value.length - 1) {
            return 0;
        }
        int i = (int) at;
        double u = at - i;
        double d = value[i + 1] - value[i];
        double a = rise[i] - d;
        double b = d - rise[i + 1];
        double v = 1 - u;
        return (d + a * v * (1 - 3 * u) + b * u * (2 - 3 * u)) / step;
    }
}
