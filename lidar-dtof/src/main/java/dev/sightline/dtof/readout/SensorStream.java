package dev.sightline.dtof.readout;

import java.util.Locale;

/**
 * What a sensor puts into its frame buffer: every value is written once and read back once.
 *
 * @param rows zone rows
 * @param cols zone columns
 * @param samples values per zone and frame: bins, phases, or 1
 * @param bytesPerSample width of a value in memory
 * @param framesPerSecond hertz
 */
public record SensorStream(
        int rows, int cols, int samples, int bytesPerSample, double framesPerSecond) {

    public SensorStream {
        if (Math.min(Math.min(rows, cols), Math.min(samples, bytesPerSample)) < 1
                || (long) rows * cols > 100_000_000L
                || samples > 1_000_000
                || bytesPerSample > 64) {
            throw new IllegalArgumentException(
                    "rows and cols are at least 1 and at most 100 M zones, samples 1 to 1 M, bytes 1 to 64; were "
                            + rows
                            + ", "
                            + cols
                            + ", "
                            + samples
                            + ", "
                            + bytesPerSample);
        }
        if (!(framesPerSecond > 0 && framesPerSecond <= 1e6)) {
            throw new IllegalArgumentException(
                    "frames per second must be above 0 and at most 1e6, were " + framesPerSecond);
        }
    }

    public long zones() {
        return (long) rows * cols;
    }

    public long frameBytes() {
        return zones() * samples * bytesPerSample;
    }

    /** Bytes per second over the memory bus, written and read back. */
    public double busBytesPerSecond() {
        return 2.0 * frameBytes() * framesPerSecond;
    }

    /** The same stream at another rate. */
    public SensorStream atRate(double hertz) {
        return new SensorStream(rows, cols, samples, bytesPerSample, hertz);
    }

    /** Only some rows of zones: a region of interest. */
    public SensorStream rowsOnly(int kept) {
        return new SensorStream(kept, cols, samples, bytesPerSample, framesPerSecond);
    }

    /** Zones added up in squares of {@code n}; what does not fill a square is left out. */
    public SensorStream zonesBinned(int n) {
        return new SensorStream(rows / n, cols / n, samples, bytesPerSample, framesPerSecond);
    }

    /** Neighbouring values added up, {@code n} at a time. */
    public SensorStream samplesBinned(int n) {
        return new SensorStream(rows, cols, (samples + n - 1) / n, bytesPerSample, framesPerSecond);
    }

    /** Narrower values. */
    public SensorStream bytesPerSample(int bytes) {
        return new SensorStream(rows, cols, samples, bytes, framesPerSecond);
    }

    /** Such as {@code 8 x 8 zones x 128 x 4 bytes at 60 Hz}. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%d x %d zones x %d x %d byte%s at %s Hz",
                rows,
                cols,
                samples,
                bytesPerSample,
                bytesPerSample == 1 ? "" : "s",
                framesPerSecond == Math.rint(framesPerSecond)
                        ? String.format(Locale.ROOT, "%.0f", framesPerSecond)
                        : String.format(Locale.ROOT, "%.2f", framesPerSecond));
    }
}
