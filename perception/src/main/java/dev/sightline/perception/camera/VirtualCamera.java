package dev.sightline.perception.camera;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.Pixel;
import dev.sightline.perception.sensor.RawPlanes;
import java.util.Optional;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Shows the image of a real camera as the standard camera of its rig slot would have taken it: undistort, rotate, re-distort, in
 * one table that is computed once per rig. Thread-safe.
 *
 * <p>A rotation is undone exactly. An offset cannot be, because its effect depends on distance: what remains is the parallax between
 * the two camera centres. Who knows the calibration has none: use {@link #egoFromVirtual}.
 *
 * <p>The table goes through our own {@link CameraModel}s, because OpenCV's {@code initUndistortRectifyMap} only makes pinhole pictures
 * and has another call for wide lenses; here each of the three kinds may be real or standard. OpenCV does the sampling.
 */
public final class VirtualCamera {

    /** A ray that does not come back to its own pixel within this is no ray of that pixel: it lies past the lens's edge. */
    private static final double ROUND_TRIP_PX = 0.01;

    private final CameraModel real;
    private final CameraModel standard;
    private final Frame realFrame;
    private final Pose egoFromVirtual;
    private final double[] realFromStandard; // 3x3
    private final RemapTable table;
    private RemapTable[] planeTables; // made when the first raw image comes

    /**
     * Computes the table.
     *
     * @param real the camera as built, lens and all
     * @param egoFromReal where it is mounted
     * @param standard the camera of the slot
     * @param egoFromStandard where the slot is; its source frame names the output
     * @throws IllegalArgumentException if an image side is over {@link Short#MAX_VALUE} pixels
     */
    public VirtualCamera(
            CameraModel real, Pose egoFromReal, CameraModel standard, Pose egoFromStandard) {
        FrameMismatchException.require(
                "target of the real camera's pose", Frame.EGO, egoFromReal.target());
        FrameMismatchException.require(
                "target of the standard camera's pose", Frame.EGO, egoFromStandard.target());
        if (Math.max(real.width(), real.height()) > RemapTable.MAX_SIDE) {
            throw new IllegalArgumentException(
                    "an image side may have "
                            + RemapTable.MAX_SIDE
                            + " pixels, had "
                            + real.width()
                            + "x"
                            + real.height());
        }
        this.real = real;
        this.standard = standard;
        this.realFrame = egoFromReal.source();
        this.egoFromVirtual =
                new Pose(
                        Frame.EGO,
                        egoFromStandard.source(),
                        egoFromStandard.rotation(),
                        egoFromReal.translation());
        this.realFromStandard =
                egoFromReal.rotation().inverse().times(egoFromStandard.rotation()).matrix();
        this.table = new RemapTable(standard.width(), standard.height());
        fill(table, standard, 1, 0, 0);
    }

    /** Frame of the images it takes. */
    public Frame realFrame() {
        return realFrame;
    }

    /** Frame of the images it gives: the slot's. */
    public Frame standardFrame() {
        return egoFromVirtual.source();
    }

    /** Model of the images it gives. */
    public CameraModel standard() {
        return standard;
    }

    /** Where the output was really taken from: rotation of the slot, position of the real camera. No parallax is left to it. */
    public Pose egoFromVirtual() {
        return egoFromVirtual;
    }

    /** The pixel of the real image that a standard pixel shows, if the real camera sees there. */
    public Optional<Pixel> realPixel(double u, double v) {
        double[] uv = new double[2];
        return realPixel(standard, u, v, uv)
                ? Optional.of(new Pixel(uv[0], uv[1]))
                : Optional.empty();
    }

    /** {@code seen} is the standard camera at the resolution in which u and v count. */
    private boolean realPixel(CameraModel seen, double u, double v, double[] uv) {
        Vec3 ray = seen.ray(u, v);
        boolean returns = seen.project(ray.x(), ray.y(), ray.z(), uv);
        if (!returns || !(Math.hypot(uv[0] - u, uv[1] - v) < ROUND_TRIP_PX)) {
            return false;
        }
        double[] r = realFromStandard;
        double x = r[0] * ray.x() + r[1] * ray.y() + r[2] * ray.z();
        double y = r[3] * ray.x() + r[4] * ray.y() + r[5] * ray.z();
        double z = r[6] * ray.x() + r[7] * ray.y() + r[8] * ray.z();
        return real.project(x, y, z, uv) && real.inside(uv[0], uv[1]);
    }

    /** Input sample (U, V) of a plane was measured at the real pixel (step U + du, step V + dv). */
    private void fill(RemapTable into, CameraModel seen, int step, double du, double dv) {
        double[] uv = new double[2];
        for (int row = 0; row < into.height(); row++) {
            for (int column = 0; column < into.width(); column++) {
                if (realPixel(seen, column, row, uv)) {
                    into.set(
                            column,
                            row,
                            (uv[0] - du) / step,
                            (uv[1] - dv) / step,
                            real.width() / step,
                            real.height() / step);
                }
            }
        }
    }

    /** The table of the full-resolution image. */
    RemapTable table() {
        return table;
    }

    /**
     * Resamples an RGB image; black where the real camera sees nothing.
     *
     * @return an image in the standard frame that covers the same time; a rolling shutter's rows mix, so who needs the time of a pixel
     *     asks {@link #realPixel} for its row in the real image
     * @throws IllegalArgumentException if the image is raw, of another size or of another frame
     */
    public CameraImage apply(CameraImage image) {
        require(image);
        OpenCvLibrary.load();
        Mat input = new Mat(image.height(), image.width(), CvType.CV_8UC3);
        Mat output = null;
        try {
            input.put(0, 0, image.rgbBytes());
            output = table.apply(input);
            byte[] rgb = new byte[3 * table.width() * table.height()];
            output.get(0, 0, rgb);
            return CameraImage.rgb(
                    standardFrame(),
                    image.startNs(),
                    rowPeriod(image, table.height()),
                    table.width(),
                    table.height(),
                    rgb);
        } finally {
            input.release();
            if (output != null) {
                output.release();
            }
        }
    }

    /**
     * Resamples the four planes of a raw image, each from where its samples were measured, so that they come out aligned.
     *
     * @throws IllegalArgumentException if the image is not raw, of another size or of another frame
     */
    public StandardPlanes applyRaw(CameraImage image) {
        require(image);
        RawPlanes planes =
                image.planes()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "'" + realFrame + "' is not a raw image"));
        OpenCvLibrary.load();
        RemapTable[] tables = planeTables();
        int width = tables[0].width();
        int height = tables[0].height();
        short[][] out = new short[4][width * height];
        for (int plane = 0; plane < 4; plane++) {
            applyPlane(planes, plane, tables[position(planes, plane)], out[plane]);
        }
        return new StandardPlanes(
                standardFrame(), image.startNs(), rowPeriod(image, height), width, height, out);
    }

    private static void applyPlane(RawPlanes planes, int plane, RemapTable from, short[] out) {
        Mat input = new Mat(planes.height(), planes.width(), CvType.CV_16UC1);
        Mat output = null;
        try {
            short[] values = new short[planes.width() * planes.height()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) planes.at(plane, i % planes.width(), i / planes.width());
            }
            input.put(0, 0, values);
            output = from.apply(input);
            output.get(0, 0, out);
        } finally {
            input.release();
            if (output != null) {
                output.release();
            }
        }
    }

    /** Place of a plane's samples in the 2x2 block, row by row: phase -1/4 is the first row or column. */
    private static int position(RawPlanes planes, int plane) {
        return (planes.phaseV(plane) > 0 ? 2 : 0) + (planes.phaseU(plane) > 0 ? 1 : 0);
    }

    /** One table per place in the 2x2 block, whatever its colour. */
    private synchronized RemapTable[] planeTables() {
        if (planeTables == null) {
            CameraModel half = standard.scaled(0.5);
            RemapTable[] made = new RemapTable[4];
            for (int at = 0; at < 4; at++) {
                made[at] = new RemapTable(half.width(), half.height());
                fill(made[at], half, 2, at & 1, at >> 1);
            }
            planeTables = made;
        }
        return planeTables;
    }

    private void require(CameraImage image) {
        FrameMismatchException.require("image for a virtual camera", realFrame, image.frame());
        if (image.width() != real.width() || image.height() != real.height()) {
            throw new IllegalArgumentException(
                    "'"
                            + realFrame
                            + "' has images of "
                            + real.width()
                            + "x"
                            + real.height()
                            + " pixels, not "
                            + image.width()
                            + "x"
                            + image.height());
        }
    }

    /** The row period with which an image of another height ends no later. */
    private static long rowPeriod(CameraImage image, int height) {
        return height < 2 ? 0 : (image.endNs() - image.startNs()) / (height - 1);
    }
}
