package dev.sightline.perception.camera;

import java.util.Arrays;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * For every pixel of an output, where in the input to sample it, in OpenCV's fixed-point form: integer pixel and fraction of
 * 1/{@link #STEPS}. Pixels that see nothing become 0.
 *
 * <p>Held as Java arrays and copied into native memory per call: 6 bytes a pixel, cheap beside the sampling itself, and nobody has to
 * close anything.
 */
final class RemapTable {

    /** Positions between two pixels that OpenCV tells apart: a table entry is exact to 1/64 pixel. */
    static final int STEPS = 1 << 5;

    /** OpenCV's tables hold coordinates as signed 16-bit numbers. */
    static final int MAX_SIDE = Short.MAX_VALUE;

    private static final short NOWHERE =
            -2; // this pixel and its right neighbour lie outside the input

    private final int width;
    private final int height;
    private final short[] pixel; // [height][width][2]
    private final short[] fraction; // [height][width]

    RemapTable(int width, int height) {
        this.width = width;
        this.height = height;
        pixel = new short[2 * width * height];
        fraction = new short[width * height];
        Arrays.fill(pixel, NOWHERE);
    }

    /** Sets where output pixel {@code (column, row)} samples; clamped to an input of the given size, so that no border mixes in. */
    void set(int column, int row, double u, double v, int inputWidth, int inputHeight) {
        int fixedU = (int) Math.round(Math.min(Math.max(u, 0), inputWidth - 1) * STEPS);
        int fixedV = (int) Math.round(Math.min(Math.max(v, 0), inputHeight - 1) * STEPS);
        int i = row * width + column;
        pixel[2 * i] = (short) (fixedU / STEPS);
        pixel[2 * i + 1] = (short) (fixedV / STEPS);
        fraction[i] = (short) (fixedV % STEPS * STEPS + fixedU % STEPS);
    }

    boolean sees(int column, int row) {
        return pixel[2 * (row * width + column)] != NOWHERE;
    }

    /** Where an output pixel samples; NaN where {@link #sees} is false. */
    double u(int column, int row) {
        int i = row * width + column;
        return sees(column, row) ? pixel[2 * i] + (fraction[i] & 31) / (double) STEPS : Double.NaN;
    }

    /** As {@link #u}. */
    double v(int column, int row) {
        int i = row * width + column;
        return sees(column, row)
                ? pixel[2 * i + 1] + (fraction[i] >> 5) / (double) STEPS
                : Double.NaN;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Samples an input bilinearly into a fresh Mat, which the caller releases. */
    Mat apply(Mat input) {
        Mat pixels = new Mat(height, width, CvType.CV_16SC2);
        Mat fractions = new Mat(height, width, CvType.CV_16UC1);
        Mat output = new Mat();
        try {
            pixels.put(0, 0, pixel);
            fractions.put(0, 0, fraction);
            Imgproc.remap(
                    input,
                    output,
                    pixels,
                    fractions,
                    Imgproc.INTER_LINEAR,
                    Core.BORDER_CONSTANT,
                    Scalar.all(0));
            return output;
        } finally {
            pixels.release();
            fractions.release();
        }
    }
}
