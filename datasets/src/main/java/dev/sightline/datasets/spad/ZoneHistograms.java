package dev.sightline.datasets.spad;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Photon histograms of a file: counts {@code [leading axes...][bin]} in C order, with what the file says of its sensor. Immutable.
 *
 * <p>Range zero is where {@link Timing#firstEdgeSeconds} is zero.
 */
public final class ZoneHistograms {

    /** The most counts of a file that are read. */
    public static final long MAX_COUNTS = 1L << 26;

    private final int[] axes;
    private final int bins;
    private final int[] counts;
    private final Optional<Timing> timing;
    private final Response response;
    private final List<String> remarks;

    /**
     * Time bins of equal width.
     *
     * @param binSeconds width, seconds
     * @param firstEdgeSeconds time of flight at the left edge of bin 0, seconds
     */
    public record Timing(double binSeconds, double firstEdgeSeconds) {

        public Timing {
            if (!(binSeconds > 0 && binSeconds < 1 && Math.abs(firstEdgeSeconds) < 1)) {
                throw new IllegalArgumentException(
                        "bins of " + binSeconds + " s from " + firstEdgeSeconds + " s");
            }
        }
    }

    /**
     * What a file says of the sensor's response to a short pulse.
     *
     * @param sigmaSeconds standard deviation of its Gaussian part, seconds; NaN if the file does not say
     * @param tauSeconds time constant of its exponential tail, seconds; 0 if it has none
     * @param sampled whether the file holds a measured response instead
     */
    public record Response(double sigmaSeconds, double tauSeconds, boolean sampled) {

        /** A file that says nothing. */
        public static final Response UNKNOWN = new Response(Double.NaN, 0, false);

        /** A Gaussian. */
        public static Response gaussian(double sigmaSeconds) {
            return new Response(sigmaSeconds, 0, false);
        }
    }

    /**
     * Takes over the counts.
     *
     * @param axes lengths of the leading axes; empty for one zone
     * @param counts {@code [axes...][bins]}, not negative; handed over, not copied
     * @param timing absent if the file does not say
     * @param remarks what a user should know of these counts, one sentence each
     */
    public ZoneHistograms(
            int[] axes,
            int bins,
            int[] counts,
            Optional<Timing> timing,
            Response response,
            List<String> remarks) {
        long zones = 1;
        for (int n : axes) {
            zones *= n;
        }
        if (bins < 1 || zones < 1 || zones * bins != counts.length) {
            throw new IllegalArgumentException(
                    counts.length + " counts for " + Arrays.toString(axes) + " x " + bins);
        }
        this.axes = axes.clone();
        this.bins = bins;
        this.counts = counts;
        this.timing = timing;
        this.response = response;
        this.remarks = List.copyOf(remarks);
    }

    /** Lengths of the leading axes, a copy. */
    public int[] axes() {
        return axes.clone();
    }

    public int zones() {
        return counts.length / bins;
    }

    public int bins() {
        return bins;
    }

    /** Copies the bins of a run of zones, in C order. */
    public int[] counts(int fromZone, int toZone) {
        return Arrays.copyOfRange(counts, fromZone * bins, toZone * bins);
    }

    /** All photons. */
    public long photons() {
        long sum = 0;
        for (int n : counts) {
            sum += n;
        }
        return sum;
    }

    public Optional<Timing> timing() {
        return timing;
    }

    public Response response() {
        return response;
    }

    public List<String> remarks() {
        return remarks;
    }
}
