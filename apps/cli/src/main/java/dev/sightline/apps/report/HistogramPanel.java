package dev.sightline.apps.report;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A dToF sensor at work: its raster of ranges, and one zone's photon counts with the returns that were fitted. */
public final class HistogramPanel {

    private static final int TOP = 42;
    private static final int EDGE = 260; // longer edge of the raster, pixels

    private HistogramPanel() {}

    /** Ranges of a raster of zones as the sensor sees them: row 0 is the top, column 0 the left. */
    public static final class ZoneRanges {

        private final int rows;
        private final int cols;
        private final float[] metres;

        /**
         * Takes over the ranges.
         *
         * @param metres {@code [row][col]}, NaN where nothing was detected
         */
        public ZoneRanges(int rows, int cols, float[] metres) {
            if (rows < 1 || cols < 1 || metres.length != rows * cols) {
                throw new IllegalArgumentException(
                        metres.length + " ranges for " + rows + "x" + cols + " zones");
            }
            this.rows = rows;
            this.cols = cols;
            this.metres = metres;
        }

        float at(int row, int col) {
            return metres[row * cols + col];
        }
    }

    /**
     * One reflection found in a histogram.
     *
     * @param rangeMetres where
     * @param sigmaMetres standard deviation of its response in range (not of the estimate)
     * @param photons how many photons it holds
     * @param words what is written beside it
     */
    public record FittedReturn(
            double rangeMetres, double sigmaMetres, double photons, String words) {

        /** With its range as words. */
        public FittedReturn(double rangeMetres, double sigmaMetres, double photons) {
            this(
                    rangeMetres,
                    sigmaMetres,
                    photons,
                    String.format(Locale.ROOT, "%.2f m", rangeMetres));
        }
    }

    /** The counts of one zone and what was fitted to them. */
    public static final class ZoneCounts {

        private final int row;
        private final int col;
        private final int[] counts;
        private final double[] edges;
        private final double binMetres;
        private final double backgroundPerBin;
        private final List<FittedReturn> returns;
        private final double[] fitted; // per bin; empty: Gaussians on a flat background
        private final double[] floor; // per bin, of the fit

        /**
         * Takes over the counts.
         *
         * @param counts photons per time bin; range zero is the left edge of bin 0
         * @param binMetres range that one bin spans
         * @param backgroundPerBin fitted counts that no return explains
         */
        public ZoneCounts(
                int row,
                int col,
                int[] counts,
                double binMetres,
                double backgroundPerBin,
                List<FittedReturn> returns) {
            this(row, col, counts, 0, binMetres, backgroundPerBin, returns);
        }

        /**
         * Takes over the counts of a sensor whose range zero lies elsewhere.
         *
         * @param firstEdgeMetres range at the left edge of bin 0
         */
        public ZoneCounts(
                int row,
                int col,
                int[] counts,
                double firstEdgeMetres,
                double binMetres,
                double backgroundPerBin,
                List<FittedReturn> returns) {
            if (counts.length == 0 || !(binMetres > 0)) {
                throw new IllegalArgumentException(counts.length + " bins of " + binMetres + " m");
            }
            this.row = row;
            this.col = col;
            this.counts = counts;
            this.edges = new double[counts.length + 1];
            for (int k = 0; k < edges.length; k++) {
                edges[k] = firstEdgeMetres + k * binMetres;
            }
            this.binMetres = binMetres;
            this.backgroundPerBin = backgroundPerBin;
            this.returns = List.copyOf(returns);
            this.fitted = new double[0];
            this.floor = new double[counts.length];
            Arrays.fill(floor, backgroundPerBin);
        }

        /**
         * Takes over the counts and what a fit of any kind expects in each bin.
         *
         * @param edges ranges of the bins' edges, metres, rising, one more than bins
         * @param fitted expected counts per bin
         * @param floor expected counts per bin without the returns
         */
        public ZoneCounts(
                int row,
                int col,
                int[] counts,
                double[] edges,
                double[] fitted,
                double[] floor,
                List<FittedReturn> returns) {
            int bins = counts.length;
            if (bins == 0
                    || edges.length != bins + 1
                    || fitted.length != bins
                    || floor.length != bins) {
                throw new IllegalArgumentException(
                        bins + " bins, " + edges.length + " edges, " + fitted.length + " fitted");
            }
            this.row = row;
            this.col = col;
            this.counts = counts;
            this.edges = edges;
            this.binMetres = (edges[bins] - edges[0]) / bins;
            this.backgroundPerBin = 0;
            this.returns = List.copyOf(returns);
            this.fitted = fitted;
            this.floor = floor;
        }

        /** Range at the left edge of a bin. */
        double edge(int bin) {
            return edges[bin];
        }

        /** The line of the fit: stairs where it is known per bin, else the expectation at any range. */
        double line(double range) {
            if (fitted.length == 0) {
                return expected(range);
            }
            int k = Arrays.binarySearch(edges, range);
            int bin = k >= 0 ? k : -k - 2;
            return fitted[Math.max(0, Math.min(fitted.length - 1, bin))];
        }

        /** Counts that the fit expects in a bin centred at a range. */
        double expected(double range) {
            double sum = backgroundPerBin;
            for (FittedReturn r : returns) {
                double t = (range - r.rangeMetres) / r.sigmaMetres;
                sum +=
                        r.photons
                                * binMetres
                                / (Math.sqrt(2 * Math.PI) * r.sigmaMetres)
                                * StrictMath.exp(-t * t / 2);
            }
            return sum;
        }
    }

    /** Draws the raster at the left and the zone's histogram beside it. */
    public static BufferedImage of(String title, ZoneRanges ranges, ZoneCounts zone, int width) {
        Palette palette = Palette.standard();
        int cell = Math.max(1, EDGE / Math.max(ranges.rows, ranges.cols));
        int rasterWidth = Math.max(160, cell * ranges.cols);
        int rasterHeight = cell * ranges.rows;
        Canvas canvas =
                new Canvas(
                        Math.max(width, rasterWidth + 420),
                        TOP + Math.max(rasterHeight + 78, 330),
                        palette.of("page.paper"));
        Lettering.draw(canvas, title, 16, 12, Lettering.LARGE, palette.of("page.ink"));
        raster(canvas, ranges, zone, cell, rasterWidth);
        histogram(canvas, zone, 16 + rasterWidth + 90);
        return canvas.image();
    }

    private static void raster(
            Canvas canvas, ZoneRanges ranges, ZoneCounts zone, int cell, int width) {
        double[] range = BevPicture.range(ranges.metres);
        Ramp ramp = Palette.standard().ramp("distance");
        for (int row = 0; row < ranges.rows; row++) {
            for (int col = 0; col < ranges.cols; col++) {
                int u = 16 + col * cell;
                int v = TOP + row * cell;
                if (Float.isFinite(ranges.at(row, col))) {
                    canvas.fill(
                            u,
                            v,
                            u + cell,
                            v + cell,
                            ramp.at(ranges.at(row, col), range[0], range[1]));
                } else {
                    canvas.hatch(u, v, u + cell, v + cell);
                }
            }
        }
        int ink = Palette.standard().of("page.ink");
        canvas.frame(15, TOP - 1, 17 + cell * ranges.cols, TOP + cell * ranges.rows + 1, ink);
        int u = 16 + zone.col * cell;
        int v = TOP + zone.row * cell;
        canvas.frame(u - 2, v - 2, u + cell + 2, v + cell + 2, 0xffffff);
        canvas.frame(u - 1, v - 1, u + cell + 1, v + cell + 1, ink);
        Legend legend = new Legend(canvas, 16, TOP + cell * ranges.rows + 14, width);
        legend.heading("range per zone, as the sensor sees it");
        legend.ramp(ramp, range[0], range[1], "m");
    }

    private static void histogram(Canvas canvas, ZoneCounts zone, int left) {
        Palette palette = Palette.standard();
        int bottom = canvas.height() - 48;
        int right = canvas.width() - 20;
        double most = zone.backgroundPerBin;
        for (int i = 0; i < zone.counts.length; i++) {
            double centre = 0.5 * (zone.edge(i) + zone.edge(i + 1));
            most = Math.max(most, Math.max(zone.counts[i], zone.line(centre)));
        }
        // A peak between two bins' centres is higher than at either.
        for (FittedReturn r : zone.returns) {
            most = Math.max(most, zone.line(r.rangeMetres()));
        }
        ChartArea area =
                new ChartArea(
                        canvas,
                        left,
                        TOP + 26,
                        right,
                        bottom,
                        new double[] {zone.edge(0), zone.edge(zone.counts.length)},
                        new double[] {0, 1.15 * most});
        area.axes("range [m]", "photons per bin");
        for (int i = 0; i < zone.counts.length; i++) {
            double a = area.u(zone.edge(i));
            double b = area.u(zone.edge(i + 1));
            double gap = b - a > 4 ? 1 : 0;
            double top = area.v(zone.counts[i]);
            canvas.polygon(
                    palette.of("chart.counts"),
                    1,
                    a,
                    bottom,
                    a,
                    top,
                    b - gap,
                    top,
                    b - gap,
                    bottom);
        }
        fit(canvas, area, zone, left, right);
        String what =
                "zone row "
                        + zone.row
                        + ", column "
                        + zone.col
                        + ": bars counted, line fitted, dashed its background";
        Lettering.draw(canvas, what, left, TOP, Lettering.SMALL, palette.of("page.muted"));
    }

    /** What the fit takes for background, dashed. */
    private static void floor(Canvas canvas, ChartArea area, ZoneCounts zone) {
        int rgb = Palette.standard().of("page.ink");
        double[] uv = new double[4 * zone.floor.length];
        for (int k = 0; k < zone.floor.length; k++) {
            uv[4 * k] = area.u(zone.edge(k));
            uv[4 * k + 1] = area.v(zone.floor[k]);
            uv[4 * k + 2] = area.u(zone.edge(k + 1));
            uv[4 * k + 3] = uv[4 * k + 1];
        }
        canvas.dashes(1, 5, 4, rgb, 0.7, uv);
    }

    private static void fit(Canvas canvas, ChartArea area, ZoneCounts zone, int left, int right) {
        int rgb = Palette.standard().of("chart.fit");
        floor(canvas, area, zone);
        double[] uv = new double[16 * (right - left) + 2];
        for (int k = 0; k < uv.length / 2; k++) {
            double u = left + k / 8.0; // a narrow peak must not fall between columns
            uv[2 * k] = u;
            uv[2 * k + 1] = area.v(zone.line(area.x(u)));
        }
        canvas.stroke(1.8, rgb, 1, uv);
        boolean listed = zone.fitted.length > 0; // numbered, and told of in a corner
        int ink = Palette.standard().of("page.ink");
        for (int i = 0; i < zone.returns.size(); i++) {
            FittedReturn r = zone.returns.get(i);
            double u = area.u(r.rangeMetres());
            double v = area.v(zone.line(r.rangeMetres()));
            canvas.disc(u, v, 3, rgb, 1);
            String words = listed ? Integer.toString(i + 1) : r.words();
            int width = Lettering.width(words, Lettering.SMALL);
            double at = u + 10 + width > right ? u - 8 - width : u + 8;
            int top = (int) Math.round(v) - 12;
            Lettering.draw(canvas, words, (int) Math.round(at), top, Lettering.SMALL, ink);
            if (listed) {
                String line = words + ": " + r.words();
                int lineLeft = right - Lettering.width(line, Lettering.SMALL);
                int lineTop = TOP + 30 + 16 * i;
                int paper = Palette.standard().of("page.paper");
                canvas.tint(lineLeft - 4, lineTop - 2, right + 4, lineTop + 14, paper, 0.8);
                Lettering.draw(canvas, line, lineLeft, lineTop, Lettering.SMALL, ink);
            }
        }
    }
}
