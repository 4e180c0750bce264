package dev.sightline.datasets.argoverse;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.FloatingPointVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;

/**
 * Columns of a feather file (Arrow IPC, any codec), as plain arrays: numbers as doubles or longs, text as strings. Nothing of Arrow
 * leaves this class.
 */
final class FeatherTable {

    private static final long MAX_FILE_BYTES = 256L << 20;
    private static final long MAX_NATIVE_BYTES = 1L << 30;
    private static final int MAX_ROWS = 16 << 20;
    private static final byte[] MAGIC = {'A', 'R', 'R', 'O', 'W', '1'};

    private final String name;
    private final int rows;
    private final Map<String, Object> columns; // double[], long[] or String[]

    private FeatherTable(String name, int rows, Map<String, Object> columns) {
        this.name = name;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Reads the named columns.
     *
     * @throws DatasetException if the file is no feather file, lacks a column, or is larger than is reasonable
     */
    static FeatherTable read(DatasetRoot root, String name, List<String> wanted)
            throws DatasetException {
        Path path = root.file(name);
        try (RootAllocator allocator = new RootAllocator(MAX_NATIVE_BYTES)) {
            requireFeather(path, name);
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
                    ArrowFileReader reader =
                            new ArrowFileReader(file, allocator, new BoundedCodecs())) {
                return collect(reader, name, wanted);
            }
        } catch (DatasetException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Arrow reports damage in many ways: every one of them means that this file cannot be
            // read.
            throw unreadable(name, firstLine(e), e);
        } catch (AssertionError | OutOfMemoryError e) {
            throw unreadable(name, "a length in it makes no sense", e);
        }
    }

    private static void requireFeather(Path path, String name) throws IOException {
        long size = Files.size(path);
        if (size > MAX_FILE_BYTES) {
            throw new DatasetException(
                    name,
                    "",
                    size + " bytes is more than a log's table has",
                    "Check the download.");
        }
        byte[] head = new byte[MAGIC.length];
        try (var in = Files.newInputStream(path)) {
            int n = in.readNBytes(head, 0, head.length);
            if (n < head.length || !Arrays.equals(head, MAGIC)) {
                throw new DatasetException(
                        name, "byte 0", "not a feather file (no ARROW1)", "Check the download.");
            }
        }
    }

    /** Arrow's messages may go on with a dump of bytes: the first line is for people. */
    private static String firstLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.lines().findFirst().orElse("");
        return line.length() > 120 ? line.substring(0, 120) + "..." : line;
    }

    private static DatasetException unreadable(String name, String why, Throwable cause) {
        return new DatasetException(
                name, "", "feather file is damaged: " + why, "Download it again.", cause);
    }

    private static FeatherTable collect(ArrowFileReader reader, String name, List<String> wanted)
            throws IOException {
        VectorSchemaRoot batch = reader.getVectorSchemaRoot();
        for (String column : wanted) {
            if (batch.getVector(column) == null) {
                throw new DatasetException(
                        name,
                        "column " + column,
                        "there is no such column",
                        "This is not an Argoverse 2 table of that kind.");
            }
        }
        Map<String, Object> columns = new HashMap<>();
        int rows = 0;
        while (reader.loadNextBatch()) {
            int n = batch.getRowCount();
            if (n < 0 || n > MAX_ROWS - rows) {
                throw new DatasetException(
                        name, "", "more than " + MAX_ROWS + " rows", "Check the download.");
            }
            for (String column : wanted) {
                append(columns, column, batch.getVector(column), rows, n, name);
            }
            rows += n;
        }
        return new FeatherTable(name, rows, columns);
    }

    private static void append(
            Map<String, Object> columns,
            String column,
            FieldVector vector,
            int at,
            int n,
            String name)
            throws DatasetException {
        if (vector.getNullCount() > 0 || vector.getValueCount() < n) {
            throw new DatasetException(
                    name, "column " + column, "it has holes", "Download it again.");
        }
        Object old = columns.get(column);
        if (vector instanceof BaseIntVector integers) {
            long[] values = old == null ? new long[n] : Arrays.copyOf((long[]) old, at + n);
            for (int i = 0; i < n; i++) {
                values[at + i] = integers.getValueAsLong(i);
            }
            columns.put(column, values);
        } else if (vector instanceof FloatingPointVector floats) {
            double[] values = old == null ? new double[n] : Arrays.copyOf((double[]) old, at + n);
            for (int i = 0; i < n; i++) {
                values[at + i] =
                        vector instanceof Float2Vector half
                                ? half.getValueAsFloat(i)
                                : floats.getValueAsDouble(i);
            }
            columns.put(column, values);
        } else if (vector instanceof VarCharVector text) {
            String[] values = old == null ? new String[n] : Arrays.copyOf((String[]) old, at + n);
            for (int i = 0; i < n; i++) {
                values[at + i] = text.getObject(i).toString();
            }
            columns.put(column, values);
        } else {
            throw new DatasetException(
                    name,
                    "column " + column,
                    "its type is " + vector.getField().getType(),
                    "Numbers and text are read.");
        }
    }

    int rows() {
        return rows;
    }

    /** A numeric column as doubles. */
    double[] doubles(String column) throws DatasetException {
        Object values = column(column, new double[0]);
        if (values instanceof long[] integers) {
            return Arrays.stream(integers).asDoubleStream().toArray();
        }
        return (double[]) require(column, values, double[].class);
    }

    /** An integer column. */
    long[] longs(String column) throws DatasetException {
        return (long[]) require(column, column(column, new long[0]), long[].class);
    }

    /** A text column. */
    String[] strings(String column) throws DatasetException {
        return (String[]) require(column, column(column, new String[0]), String[].class);
    }

    private Object column(String column, Object empty) {
        return rows == 0 ? empty : columns.get(column);
    }

    private Object require(String column, Object values, Class<?> type) throws DatasetException {
        if (!type.isInstance(values)) {
            throw new DatasetException(
                    name,
                    "column " + column,
                    "its values are not " + type.getComponentType().getSimpleName(),
                    "Download it again.");
        }
        return values;
    }
}
