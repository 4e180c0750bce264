package dev.sightline.datasets.pointcloud;

import dev.sightline.datasets.DatasetException;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.PointCloud;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/**
 * PCD, the Point Cloud Library's format, version 0.7: {@code ascii}, {@code binary} and {@code binary_compressed}.
 *
 * <p>Read are x, y, z (metres) and intensity (also spelt {@code i}, {@code reflectance}, {@code remission}); other columns are
 * skipped. VIEWPOINT says where the sensor stood and is not applied: points stay as they are.
 *
 * <p>Reference: pointclouds.org, "The PCD (Point Cloud Data) file format".
 */
public final class Pcd {

    /** The largest file that is read, bytes. */
    public static final long MAX_BYTES = 256L << 20;

    /** The most points that are read. */
    public static final int MAX_POINTS = 16 << 20;

    private static final int MAX_UNPACKED = 256 << 20;
    private static final int MAX_ASCII_LINE = 1 << 20;

    private Pcd() {}

    /**
     * Parses the bytes of a file.
     *
     * @param file as messages name it
     * @param frame in which the points are given; the file does not say
     * @param timeNs of all points; the file does not say
     * @throws DatasetException with line or offset if header and data contradict each other, or there is no x, y, z
     */
    public static CloudFile read(String file, byte[] bytes, Frame frame, long timeNs)
            throws DatasetException {
        PcdHeader header = PcdHeader.read(file, bytes);
        int[] columns = new int[4];
        String[] axes = {"x", "y", "z"};
        for (int i = 0; i < 3; i++) {
            String axis = axes[i];
            columns[i] =
                    header.column(axis)
                            .orElseThrow(
                                    () ->
                                            header.rest()
                                                    .bad(
                                                            "FIELDS has no single '"
                                                                    + axis
                                                                    + "' of COUNT 1"));
        }
        OptionalInt intensity = header.column("intensity", "i", "reflectance", "remission");
        columns[3] = intensity.orElse(-1);
        return switch (header.data()) {
            case "ascii" -> ascii(bytes, header, columns).build(frame, timeNs);
            case "binary" -> binary(file, bytes, header, columns).build(frame, timeNs);
            default -> compressed(file, bytes, header, columns).build(frame, timeNs);
        };
    }

    private static Points ascii(byte[] bytes, PcdHeader header, int[] columns)
            throws DatasetException {
        TextLines lines = header.rest().withLines(MAX_ASCII_LINE);
        // A value takes a character and a separator, so a file bounds its points before memory is
        // taken.
        long left = bytes.length - lines.offset() + 1L;
        if (2L * header.words() * header.points() > left) {
            throw header.rest()
                    .bad(
                            header.points()
                                    + " points do not fit into the "
                                    + left
                                    + " bytes that follow");
        }
        Points points = new Points(header.points(), columns[3] >= 0);
        double[] v = new double[4];
        for (int p = 0; p < header.points(); p++) {
            List<String> words = lines.next("point " + p + " of " + header.points());
            if (words.size() != header.words()) {
                throw lines.bad("has " + words.size() + " values instead of " + header.words());
            }
            for (int c = 0; c < 4; c++) {
                v[c] =
                        columns[c] < 0
                                ? Double.NaN
                                : lines.number(words.get(header.fields().get(columns[c]).word()));
            }
            points.add(v[0], v[1], v[2], v[3]);
        }
        if (!lines.atEnd()) {
            throw lines.bad("more lines follow than POINTS " + header.points() + " says");
        }
        return points;
    }

    private static Points binary(String file, byte[] bytes, PcdHeader header, int[] columns)
            throws DatasetException {
        int from = header.rest().offset();
        requireBytes(
                file,
                from,
                (long) header.stride() * header.points(),
                bytes.length - from,
                header.stride());
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Points points = new Points(header.points(), columns[3] >= 0);
        double[] v = new double[4];
        for (int p = 0; p < header.points(); p++) {
            for (int c = 0; c < 4; c++) {
                v[c] = Double.NaN;
                if (columns[c] >= 0) {
                    PcdHeader.Field field = header.fields().get(columns[c]);
                    v[c] = field.type().at(in, from + p * header.stride() + field.offset());
                }
            }
            points.add(v[0], v[1], v[2], v[3]);
        }
        return points;
    }

    private static Points compressed(String file, byte[] bytes, PcdHeader header, int[] columns)
            throws DatasetException {
        int from = header.rest().offset();
        if (bytes.length - from < 8) {
            throw new DatasetException(
                    file, "byte " + from, "ends before its compressed data", "It may be cut off.");
        }
        ByteBuffer sizes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long packed = sizes.getInt(from) & 0xffffffffL;
        long unpacked = sizes.getInt(from + 4) & 0xffffffffL;
        long expected = (long) header.stride() * header.points();
        if (unpacked != expected || expected > MAX_UNPACKED) {
            throw new DatasetException(
                    file,
                    "byte " + (from + 4),
                    "declares "
                            + unpacked
                            + " bytes, its points need "
                            + expected
                            + " (at most "
                            + MAX_UNPACKED
                            + ")",
                    "Write the file again: it is damaged, or split it.");
        }
        requireBytes(file, from + 8, packed, bytes.length - from - 8, Integer.MAX_VALUE);
        if (!Lzf.possible(packed, unpacked)) {
            throw new DatasetException(
                    file,
                    "byte " + from,
                    unpacked + " bytes cannot come out of " + packed,
                    "Write the file again: it is damaged.");
        }
        byte[] raw = Lzf.decompress(file, bytes, from + 8, (int) packed, (int) unpacked);
        ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        Points points = new Points(header.points(), columns[3] >= 0);
        double[] v = new double[4];
        for (int p = 0; p < header.points(); p++) {
            for (int c = 0; c < 4; c++) {
                v[c] = Double.NaN;
                if (columns[c] >= 0) {
                    // Column after column: all x, then all y, ...
                    PcdHeader.Field field = header.fields().get(columns[c]);
                    v[c] =
                            field.type()
                                    .at(in, header.points() * field.offset() + p * field.bytes());
                }
            }
            points.add(v[0], v[1], v[2], v[3]);
        }
        return points;
    }

    /** Fewer bytes mean a cut file, room for another point a wrong count; a few more are some writers' padding. */
    private static void requireBytes(String file, int from, long needed, long left, int slack)
            throws DatasetException {
        if (needed > left || left - needed >= slack) {
            throw new DatasetException(
                    file,
                    "byte " + from,
                    needed + " bytes should follow, " + left + " do",
                    "It may be cut off, or its header belongs to another file.");
        }
    }

    /** The bytes of a binary file with x, y, z and, if the cloud has it, intensity: little-endian float32. */
    public static byte[] write(PointCloud cloud) {
        boolean strength = cloud.hasIntensity();
        String header =
                "# .PCD v0.7 - Point Cloud Data file format\n"
                        + "VERSION 0.7\n"
                        + (strength
                                ? "FIELDS x y z intensity\nSIZE 4 4 4 4\nTYPE F F F F\nCOUNT 1 1 1 1\n"
                                : "FIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\n")
                        + "WIDTH "
                        + cloud.size()
                        + "\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS "
                        + cloud.size()
                        + "\nDATA binary\n";
        return FloatRows.after(header.getBytes(StandardCharsets.US_ASCII), cloud);
    }
}
