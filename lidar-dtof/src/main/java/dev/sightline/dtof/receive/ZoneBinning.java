package dev.sightline.dtof.receive;

import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;

/**
 * Read-out of fewer zones (design section 2.8): neighbouring zones summed, or a region of interest. A sum of m zones that see the same
 * surface has m times the photons, so its range has a sigma smaller by sqrt(m) where neither pile-up nor the counter limits.
 *
 * <p>Results keep frame and times; their model covers the same field for a binning, the region's for a region.
 */
public final class ZoneBinning {

    private ZoneBinning() {}

    /**
     * Sums blocks of zones.
     *
     * @param rows zone rows per block; must divide the sensor's
     * @param cols zone columns per block; must divide the sensor's
     */
    public static PulseHistogram sum(PulseHistogram histogram, int rows, int cols) {
        DtofModel m = histogram.model();
        if (rows < 1 || cols < 1 || m.rows() % rows != 0 || m.cols() % cols != 0) {
            throw new IllegalArgumentException(
                    "blocks of "
                            + rows
                            + " x "
                            + cols
                            + " do not tile "
                            + m.rows()
                            + " x "
                            + m.cols()
                            + " zones");
        }
        DtofModel binned =
                model(m, m.rows() / rows, m.cols() / cols, m.horizontalRad(), m.verticalRad());
        int[] counts = new int[binned.zones() * m.bins()];
        for (int row = 0; row < m.rows(); row++) {
            for (int col = 0; col < m.cols(); col++) {
                int to = (row / rows * binned.cols() + col / cols) * m.bins();
                for (int k = 0; k < m.bins(); k++) {
                    int more = histogram.count(row * m.cols() + col, k);
                    counts[to + k] = Math.addExact(counts[to + k], more);
                }
            }
        }
        return with(histogram, binned, counts);
    }

    /**
     * Cuts out a centred region of interest; a region elsewhere would have a field that is not symmetric, which the model cannot say.
     *
     * @param rows zone rows kept; the same parity as the sensor's
     * @param cols zone columns kept; the same parity as the sensor's
     */
    public static PulseHistogram centre(PulseHistogram histogram, int rows, int cols) {
        DtofModel m = histogram.model();
        int top = m.rows() - rows;
        int left = m.cols() - cols;
        if (rows < 1 || cols < 1 || top < 0 || left < 0 || top % 2 != 0 || left % 2 != 0) {
            throw new IllegalArgumentException(
                    "a centred region of "
                            + rows
                            + " x "
                            + cols
                            + " does not fit "
                            + m.rows()
                            + " x "
                            + m.cols()
                            + " zones: it may not be larger, and the rest must be even");
        }
        DtofModel region =
                model(
                        m,
                        rows,
                        cols,
                        m.horizontalRad() * cols / m.cols(),
                        m.verticalRad() * rows / m.rows());
        int[] counts = new int[region.zones() * m.bins()];
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                int zone = (row + top / 2) * m.cols() + col + left / 2;
                for (int k = 0; k < m.bins(); k++) {
                    counts[(row * cols + col) * m.bins() + k] = histogram.count(zone, k);
                }
            }
        }
        return with(histogram, region, counts);
    }

    private static DtofModel model(
            DtofModel m, int rows, int cols, double horizontalRad, double verticalRad) {
        return new DtofModel(
                rows,
                cols,
                horizontalRad,
                verticalRad,
                m.bins(),
                m.binSeconds(),
                m.pulseSigmaSeconds(),
                m.cycles());
    }

    private static PulseHistogram with(PulseHistogram old, DtofModel model, int[] counts) {
        return new PulseHistogram(old.frame(), old.startNs(), old.endNs(), model, counts);
    }
}
