package dev.sightline.datasets.spad;

import dev.sightline.perception.sensor.DtofModel;
import java.util.List;

/**
 * Where time bins lie. Range zero is where the time of flight is zero.
 *
 * @param binSeconds width; the mean one if the bins are uneven
 * @param firstEdgeSeconds time of flight at the left edge of bin 0
 * @param unevenEdges edges in mean bins from the left edge of bin 0, one more than bins, rising; empty if all bins are equally wide
 */
public record BinTimes(double binSeconds, double firstEdgeSeconds, List<Double> unevenEdges) {

    public BinTimes {
        if (!(binSeconds > 0 && binSeconds < 1 && Math.abs(firstEdgeSeconds) < 1)) {
            throw new IllegalArgumentException(
                    "bins of " + binSeconds + " s from " + firstEdgeSeconds + " s");
        }
        unevenEdges = List.copyOf(unevenEdges);
    }

    /** Equally wide bins. */
    public BinTimes(double binSeconds, double firstEdgeSeconds) {
        this(binSeconds, firstEdgeSeconds, List.of());
    }

    public boolean isUneven() {
        return !unevenEdges.isEmpty();
    }

    /** Equally wide bins of another width, from the same first edge. */
    public BinTimes binSeconds(double other) {
        return new BinTimes(other, firstEdgeSeconds);
    }

    /** Range at the left edge of bin 0, metres. */
    public double firstEdgeMetres() {
        return firstEdgeSeconds * DtofModel.C / 2;
    }

    /** Range that a bin of mean width spans, metres. */
    public double binMetres() {
        return binSeconds * DtofModel.C / 2;
    }

    /** Edges in mean bins from the left edge of bin 0. */
    public double[] edges(int bins) {
        double[] edges = new double[bins + 1];
        for (int k = 0; k <= bins; k++) {
            edges[k] = isUneven() ? unevenEdges.get(k) : k;
        }
        return edges;
    }
}
