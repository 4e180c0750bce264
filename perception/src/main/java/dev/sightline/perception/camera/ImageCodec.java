package dev.sightline.perception.camera;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.BayerPattern;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraImage.RawFormat;
import dev.sightline.perception.sensor.RawPlanes;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Camera images from and to JPEG and PNG bytes. Thread-safe.
 *
 * <p>A stream is accepted only if it is whole: a damaged or cut one is refused with the reason, never painted grey. Size limits hold
 * before anything of the image's size is allocated. Metadata are ignored, orientation included: a picture turned against its
 * calibration would be wrong. Read are baseline JPEG with 1 or 3 components and non-interlaced PNG without palette.
 */
public final class ImageCodec {

    /** How much smaller to decode; a JPEG decodes faster so, because its transform skips the fine coefficients. */
    public enum Scale {
        FULL(1, Imgcodecs.IMREAD_COLOR),
        HALF(2, Imgcodecs.IMREAD_REDUCED_COLOR_2),
        QUARTER(4, Imgcodecs.IMREAD_REDUCED_COLOR_4);

        private final int divisor;
        private final int flag;

        Scale(int divisor, int flag) {
            this.divisor = divisor;
            this.flag = flag;
        }

        /** 1 / divisor: what to scale the camera model by. */
        public double factor() {
            return 1.0 / divisor;
        }
    }

    private ImageCodec() {}

    /** Version of the codecs beneath, for provenance; loads nothing. */
    public static String openCvVersion() {
        return Core.VERSION;
    }

    /**
     * Decodes an 8-bit JPEG or PNG to RGB; grey is repeated three times, transparency is dropped.
     *
     * @param exposureStartNs when row 0 was exposed, ns
     * @param rowPeriodNs between rows, ns; 0 for a global shutter
     * @throws IllegalArgumentException if the bytes are no whole 8-bit image of at most {@link CameraImage#MAX_PIXELS}, with the offset
     */
    public static CameraImage decode(
            byte[] encoded, Frame frame, long exposureStartNs, long rowPeriodNs) {
        return decode(encoded, Scale.FULL, frame, exposureStartNs, rowPeriodNs);
    }

    /**
     * Decodes at a reduced size: {@code round(width / divisor)}, as {@code CameraModel.scaled(scale.factor())} has it. The row
     * period grows by the divisor, so a row keeps the time at which its first row of the full image was exposed.
     *
     * @throws IllegalArgumentException as {@link #decode(byte[], Frame, long, long)}
     */
    public static CameraImage decode(
            byte[] encoded, Scale scale, Frame frame, long exposureStartNs, long rowPeriodNs) {
        EncodedPicture picture = EncodedPicture.of(encoded);
        if (picture.bitDepth() != 8) {
            throw new IllegalArgumentException(
                    "a PNG of "
                            + picture.bitDepth()
                            + " bits: decode it as a raw mosaic, or convert it to 8 bits");
        }
        OpenCvLibrary.load();
        int width = (int) Math.round(picture.width() * scale.factor());
        int height = (int) Math.round(picture.height() * scale.factor());
        if (width == 0 || height == 0) {
            throw new IllegalArgumentException(
                    picture.width()
                            + "x"
                            + picture.height()
                            + " pixels reduced to "
                            + scale
                            + " leave none");
        }
        // A PNG has no coefficients to skip: it is decoded whole and averaged.
        boolean average = picture.isPng() && scale != Scale.FULL;
        Mat image = decoded(picture, average ? Scale.FULL.flag : scale.flag);
        try {
            if (average) {
                average(image, scale.divisor);
            }
            Imgproc.cvtColor(image, image, Imgproc.COLOR_BGR2RGB);
            byte[] rgb = rows(image, width, height);
            return CameraImage.rgb(
                    frame, exposureStartNs, rowPeriodNs * scale.divisor, width, height, rgb);
        } finally {
            image.release();
        }
    }

    /** Replaces an image by the means of its blocks; blocks over the edge repeat the last pixel. */
    private static void average(Mat image, int divisor) {
        int right = (divisor - image.cols() % divisor) % divisor;
        int bottom = (divisor - image.rows() % divisor) % divisor;
        Core.copyMakeBorder(image, image, 0, bottom, 0, right, Core.BORDER_REPLICATE);
        double k = 1.0 / divisor; // exact for 2 and 4
        Imgproc.resize(image, image, new Size(0, 0), k, k, Imgproc.INTER_AREA);
    }

    /** The upper left part of an RGB image: decoders round its size up, and what goes is mostly padding. */
    private static byte[] rows(Mat image, int width, int height) {
        Mat view = image.submat(0, height, 0, width);
        try {
            byte[] rgb = new byte[3 * width * height];
            view.get(0, 0, rgb);
            return rgb;
        } finally {
            view.release();
        }
    }

    /**
     * Decodes a raw mosaic from a 16-bit grey PNG of even size.
     *
     * @throws IllegalArgumentException if it is no such image, or a value needs more bits than the format has
     */
    public static CameraImage decodeRaw(
            byte[] png16, Frame frame, long exposureStartNs, long rowPeriodNs, RawFormat format) {
        EncodedPicture picture = EncodedPicture.of(png16);
        if (!picture.isPng() || !picture.isGrey() || picture.bitDepth() != 16) {
            throw new IllegalArgumentException("a raw mosaic is a 16-bit grey PNG");
        }
        OpenCvLibrary.load();
        Mat grey = decoded(picture, Imgcodecs.IMREAD_UNCHANGED);
        try {
            short[] mosaic = new short[picture.width() * picture.height()];
            grey.get(0, 0, mosaic);
            requireBits(mosaic, picture.width(), format.bitDepth());
            return CameraImage.raw(
                    frame,
                    exposureStartNs,
                    rowPeriodNs,
                    picture.width(),
                    picture.height(),
                    format,
                    mosaic);
        } finally {
            grey.release();
        }
    }

    private static void requireBits(short[] mosaic, int width, int bitDepth) {
        for (int i = 0; i < mosaic.length; i++) {
            int value = mosaic[i] & 0xffff;
            if (value >> bitDepth != 0) {
                throw new IllegalArgumentException(
                        "pixel ("
                                + i % width
                                + ", "
                                + i / width
                                + ") is "
                                + value
                                + ": more than "
                                + bitDepth
                                + " bits");
            }
        }
    }

    /** A fresh Mat, which the caller releases. */
    private static Mat decoded(EncodedPicture picture, int flags) {
        MatOfByte bytes = new MatOfByte(picture.stripped());
        try {
            Mat image = Imgcodecs.imdecode(bytes, flags);
            if (image.empty()) {
                image.release();
                throw new IllegalArgumentException("image does not decode");
            }
            return image;
        } catch (CvException e) {
            throw new IllegalArgumentException("image does not decode: " + e.getMessage(), e);
        } finally {
            bytes.release();
        }
    }

    /** Encodes without loss: RGB as 8-bit PNG, a raw mosaic as 16-bit grey PNG. */
    public static byte[] encodePng(CameraImage image) {
        OpenCvLibrary.load();
        return encoded(".png", image, new MatOfInt(Imgcodecs.IMWRITE_PNG_COMPRESSION, 3));
    }

    /**
     * Encodes as baseline JPEG.
     *
     * @param quality 1..100
     * @throws IllegalArgumentException if the image is raw: JPEG would destroy a mosaic
     */
    public static byte[] encodeJpeg(CameraImage image, int quality) {
        if (image.isRaw()) {
            throw new IllegalArgumentException(
                    "a raw mosaic does not survive JPEG: encode it as PNG");
        }
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("JPEG quality is 1..100, was " + quality);
        }
        OpenCvLibrary.load();
        return encoded(".jpg", image, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality));
    }

    private static byte[] encoded(String extension, CameraImage image, MatOfInt parameters) {
        Mat pixels =
                new Mat(
                        image.height(),
                        image.width(),
                        image.isRaw() ? CvType.CV_16UC1 : CvType.CV_8UC3);
        MatOfByte out = new MatOfByte();
        try {
            if (image.isRaw()) {
                pixels.put(0, 0, mosaic(image));
            } else {
                pixels.put(0, 0, image.rgbBytes());
                Imgproc.cvtColor(pixels, pixels, Imgproc.COLOR_RGB2BGR);
            }
            if (!Imgcodecs.imencode(extension, pixels, out, parameters)) {
                throw new IllegalStateException("cannot encode " + image + " as " + extension);
            }
            return out.toArray();
        } finally {
            parameters.release();
            pixels.release();
            out.release();
        }
    }

    private static short[] mosaic(CameraImage image) {
        RawPlanes planes = image.planes().orElseThrow();
        BayerPattern pattern = image.rawFormat().orElseThrow().pattern();
        short[] mosaic = new short[image.width() * image.height()];
        for (int v = 0, i = 0; v < image.height(); v++) {
            for (int u = 0; u < image.width(); u++, i++) {
                mosaic[i] = (short) planes.at(pattern.plane(u, v), u / 2, v / 2);
            }
        }
        return mosaic;
    }
}
