package dev.sightline.dtof.estimate;

/** A pulse shape from samples at even steps: the density is linear between them, zero outside, and scaled to unit mass. */
final class MeasuredResponse implements Response {

    private static final int MOST_SAMPLES = 1 << 16;

    private final double start;
    private final double step;
    private final double[] density;
    private final double[] arrived; // at the samples

    MeasuredResponse(double start, double step, double[] samples) {
        if (!(step > 0) || !Double.isFinite(start) || samples.length < 2) {
            throw new IllegalArgumentException(
                    "a measured response needs a step above 0 and 2 samples, had "
                            + step
                            + " s and "
                            + samples.length);
        }
        if (samples.length > MOST_SAMPLES) {
            throw new IllegalArgumentException(
                    samples.length + " samples, at most " + MOST_SAMPLES);
        }
        double mass = 0;
        for (int i = 0; i < samples.length; i++) {
            if (!(samples[i] >= 0 && samples[i] < 1e300)) {
                throw new IllegalArgumentException("sample " + i + " is " + samples[i]);
            }
            mass += i == 0 ? 0 : 0.5 * step * (samples[i - 1] + samples[i]);
        }
        if (!(mass > 0)) {
            throw new IllegalArgumentException("a measured response has no light");
        }
        this.start = start;
        this.step = step;
        this.density = new double[samples.length];
        this.arrived = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            density[i] = samples[i] / mass;
            arrived[i] = i == 0 ? 0 : arrived[i - 1] + 0.5 * step * (density[i - 1] + density[i]);
        }
    }

    @Override
    public double arrived(double seconds) {
        double at = (seconds - start) / step;
        if (!(at > 0)) {
            return 0;
        }
        if (at >= density.length - 1) {
            return 1;
        }
        int i = (int) at;
        double u = at - i;
        // integral of a linear density over the part u of a step
        return arrived[i] + step * u * (density[i] + 0.5 * u * (density[i + 1] - density[i]));
    }

    @Override
    public double density(double seconds) {
        double at = (seconds - start) / step;
        if (!(at >= 0 && at <= density.length - 1)) {
            return 0;
        }
        int i = Math.min(density.length - 2, (int) at);
        return density[i] + (at - i) * (density[i + 1] - density[i]);
    }

    @Override
    public double from() {
        return start;
    }

    @Override
    public double to() {
        return start + step * (density.length - 1);
    }

    @Override
    public double feature() {
        return 4 * step;
    }
}
