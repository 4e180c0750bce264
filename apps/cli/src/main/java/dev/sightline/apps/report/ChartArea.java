package dev.sightline.apps.report;

/** A rectangle of a canvas with two straight axes: where charts draw. */
final class ChartArea {

    private final Canvas canvas;
    private final int left;
    private final int top;
    private final int right;
    private final int bottom;
    private final double[] xRange;
    private final double[] yRange;

    /** An area from (left, top) to (right, bottom) that shows x and y from low to high; equal ends are widened. */
    ChartArea(
            Canvas canvas,
            int left,
            int top,
            int right,
            int bottom,
            double[] xRange,
            double[] yRange) {
        this.canvas = canvas;
        this.left = left;
        this.top = top;
        this.right = right;
        this.bottom = bottom;
        this.xRange = widened(xRange);
        this.yRange = widened(yRange);
    }

    private static double[] widened(double[] range) {
        return range[1] > range[0] ? range.clone() : new double[] {range[0], range[0] + 1};
    }

    double u(double x) {
        return left + (x - xRange[0]) / (xRange[1] - xRange[0]) * (right - left);
    }

    double v(double y) {
        return bottom - (y - yRange[0]) / (yRange[1] - yRange[0]) * (bottom - top);
    }

    /** Value of a column, the inverse of {@link #u}. */
    double x(double u) {
        return xRange[0] + (u - left) / (right - left) * (xRange[1] - xRange[0]);
    }

    /** Draws grid lines, numbers and what the axes mean. */
    void axes(String xLabel, String yLabel) {
        columnAxis(xLabel);
        int ink = Palette.standard().of("page.ink");
        int muted = Palette.standard().of("page.muted");
        double stepY = niceStep((yRange[1] - yRange[0]) * 34 / (bottom - top));
        int widest = 0;
        for (double y : ticks(yRange, stepY)) {
            widest = Math.max(widest, Lettering.width(tick(y, stepY), Lettering.SMALL));
            int row = (int) Math.round(v(y));
            canvas.fill(left, row, right, row + 1, Palette.standard().of("page.grid"));
            Lettering.right(canvas, tick(y, stepY), left - 6, row - 5, Lettering.SMALL, ink);
        }
        canvas.fill(left, bottom, right, bottom + 1, ink);
        // Six digits and more push the words outwards.
        int words = Math.min(left - 62, left - 6 - widest - 8 - Lettering.SMALL);
        Lettering.upwards(canvas, yLabel, words, (top + bottom) / 2, Lettering.SMALL, muted);
    }

    /** Draws the x axis alone, for charts whose rows have names. */
    void columnAxis(String xLabel) {
        int ink = Palette.standard().of("page.ink");
        int muted = Palette.standard().of("page.muted");
        double stepX = niceStep((xRange[1] - xRange[0]) * 60 / (right - left));
        for (double x : ticks(xRange, stepX)) {
            int column = (int) Math.round(u(x));
            canvas.fill(column, top, column + 1, bottom, Palette.standard().of("page.grid"));
            canvas.fill(column, bottom, column + 1, bottom + 5, ink);
            Lettering.centred(canvas, tick(x, stepX), column, bottom + 9, Lettering.SMALL, ink);
        }
        canvas.fill(left, bottom, right, bottom + 1, ink);
        canvas.fill(left, top, left + 1, bottom, ink);
        Lettering.centred(canvas, xLabel, (left + right) / 2, bottom + 27, Lettering.SMALL, muted);
    }

    /** Multiples of a step within a range; counted, so that a step too small for the numbers' digits ends too. */
    static double[] ticks(double[] range, double step) {
        double first = Math.ceil(range[0] / step);
        int n = (int) Math.min(100, Math.floor((range[1] - first * step) / step + 1e-9) + 1);
        return java.util.stream.IntStream.range(0, Math.max(0, n))
                .mapToDouble(k -> (first + k) * step)
                .toArray();
    }

    /** The smallest of 1, 2 or 5 times a power of ten that is at least {@code least}. */
    static double niceStep(double least) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String tick(double value, double step) {
        int decimals = (int) Math.max(0, Math.min(6, -Math.floor(StrictMath.log10(step) + 1e-9)));
        double shown = Math.abs(value) < step * 1e-6 ? 0 : value;
        return String.format(java.util.Locale.ROOT, "%." + decimals + "f", shown);
    }
}
