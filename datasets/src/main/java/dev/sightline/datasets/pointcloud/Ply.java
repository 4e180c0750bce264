package dev.sightline.datasets.pointcloud;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.pointcloud.PlyHeader.Element;
import dev.sightline.datasets.pointcloud.PlyHeader.Property;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.PointCloud;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * PLY, the Stanford polygon format 1.0: {@code ascii}, {@code binary_little_endian} and {@code binary_big_endian}.
 *
 * <p>Read are x, y, z (metres) and intensity (also spelt {@code scalar_intensity}, {@code reflectance}, {@code remission}) of the
 * element {@code vertex}. Other properties and elements before it are walked over, lists included; what follows it is not looked at.
 *
 * <p>Reference: Turk, "The PLY polygon file format", 1994.
 */
public final class Ply {

    /** The largest file that is read, bytes. */
    public static final long MAX_BYTES = 256L << 20;

    /** The most rows that an element may declare. */
    public static final int MAX_ROWS = 16 << 20;

    private static final int MAX_ASCII_LINE = 1 << 20;

    private Ply() {}

    /**
     * Parses the bytes of a file.
     *
     * @param file as messages name it
     * @param frame in which the points are given; the file does not say
     * @param timeNs of all points; the file does not say
     * @throws DatasetException with line or offset if header and data contradict each other, or there is no vertex with x, y, z
     */
    public static CloudFile read(String file, byte[] bytes, Frame frame, long timeNs)
            throws DatasetException {
        PlyHeader header = PlyHeader.read(file, bytes);
        Rows rows =
                header.format().equals("ascii")
                        ? new AsciiRows(header.rest().withLines(MAX_ASCII_LINE), bytes.length)
                        : new BinaryRows(file, bytes, header);
        for (Element element : header.elements()) {
            if (element.count() > 0 && element.properties().isEmpty()) {
                throw header.rest()
                        .bad("element '" + TextLines.shown(element.name()) + "' has no property");
            }
            rows.requireRoom(element);
            double[] values = new double[element.properties().size()];
            if (!element.name().equals("vertex")) {
                for (int i = 0; i < element.count(); i++) {
                    rows.next(element, values);
                }
                continue;
            }
            int x = element.column("x");
            int y = element.column("y");
            int z = element.column("z");
            if (x < 0 || y < 0 || z < 0) {
                throw header.rest().bad("the vertex has no x, y, z");
            }
            int strength =
                    element.column(
                            "intensity",
                            "scalar_intensity",
                            "scalar_Intensity",
                            "reflectance",
                            "remission");
            Points points = new Points(element.count(), strength >= 0);
            for (int i = 0; i < element.count(); i++) {
                rows.next(element, values);
                points.add(
                        values[x],
                        values[y],
                        values[z],
                        strength < 0 ? Double.NaN : values[strength]);
            }
            return points.build(frame, timeNs);
        }
        throw header.rest().bad("no element is named vertex");
    }

    /** The bytes of a binary little-endian file with x, y, z and, if the cloud has it, intensity, as float32. */
    public static byte[] write(PointCloud cloud) {
        String header =
                "ply\nformat binary_little_endian 1.0\nelement vertex "
                        + cloud.size()
                        + "\nproperty float x\nproperty float y\nproperty float z\n"
                        + (cloud.hasIntensity() ? "property float intensity\n" : "")
                        + "end_header\n";
        return FloatRows.after(header.getBytes(StandardCharsets.US_ASCII), cloud);
    }

    /** Reads one row after the other; the value of a list is NaN. */
    private interface Rows {

        /** Refuses a count of rows that cannot fit into what is left of the file, before memory is taken. */
        void requireRoom(Element element) throws DatasetException;

        void next(Element element, double[] values) throws DatasetException;
    }

    private record AsciiRows(TextLines lines, int length) implements Rows {

        @Override
        public void requireRoom(Element element) throws DatasetException {
            long left = length - lines.offset() + 1L;
            if (2L * element.count() * element.properties().size() > left) {
                throw lines.bad(
                        element.count()
                                + " rows of '"
                                + TextLines.shown(element.name())
                                + "' do not fit into the "
                                + left
                                + " bytes that follow");
            }
        }

        @Override
        public void next(Element element, double[] values) throws DatasetException {
            List<String> words = lines.next("a row of '" + TextLines.shown(element.name()) + "'");
            int w = 0;
            for (int i = 0; i < values.length; i++) {
                if (w >= words.size()) {
                    throw lines.bad("has only " + words.size() + " values");
                }
                Property property = element.properties().get(i);
                if (property.listCount().isEmpty()) {
                    values[i] = lines.number(words.get(w++));
                } else {
                    long count = lines.count(words.get(w++));
                    if (count > words.size() - w) {
                        throw lines.bad(
                                "a list of "
                                        + count
                                        + " has only "
                                        + (words.size() - w)
                                        + " values");
                    }
                    w += (int) count;
                    values[i] = Double.NaN;
                }
            }
            if (w != words.size()) {
                throw lines.bad("has " + words.size() + " values instead of " + w);
            }
        }
    }

    private static final class BinaryRows implements Rows {

        private final String file;
        private final ByteBuffer in;
        private int at;

        BinaryRows(String file, byte[] bytes, PlyHeader header) {
            this.file = file;
            boolean little = header.format().equals("binary_little_endian");
            in =
                    ByteBuffer.wrap(bytes)
                            .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            at = header.rest().offset();
        }

        @Override
        public void requireRoom(Element element) throws DatasetException {
            requireBytes(element.count() * element.leastBytes(), element);
        }

        @Override
        public void next(Element element, double[] values) throws DatasetException {
            for (int i = 0; i < values.length; i++) {
                Property property = element.properties().get(i);
                requireBytes(property.leastBytes(), element);
                Optional<Scalar> listCount = property.listCount();
                if (listCount.isEmpty()) {
                    values[i] = property.type().at(in, at);
                    at += property.type().bytes;
                } else {
                    double count = listCount.get().at(in, at);
                    if (count < 0) {
                        throw new DatasetException(
                                file,
                                "byte " + at,
                                "a list of length " + (long) count,
                                "Write the file again.");
                    }
                    at += listCount.get().bytes;
                    long items = (long) count; // at most 2^32, so no product overflows
                    long bytes = items * property.type().bytes;
                    requireBytes(bytes, element);
                    at += (int) bytes;
                    values[i] = Double.NaN;
                }
            }
        }

        private void requireBytes(long needed, Element element) throws DatasetException {
            if (needed > in.limit() - at) {
                throw new DatasetException(
                        file,
                        "byte " + at,
                        "'"
                                + TextLines.shown(element.name())
                                + "' needs "
                                + needed
                                + " bytes, "
                                + (in.limit() - at)
                                + " are left",
                        "It may be cut off.");
            }
        }
    }
}
