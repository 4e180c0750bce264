package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.IndexOrder;
import dev.sightline.perception.geometry.Vec3;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/** Reads the frozen file of a protocol; strict, so that a misspelt key cannot change a score silently. */
final class ProtocolFile {

    private final String name;
    private final Properties entries = new Properties();
    private final TreeSet<String> unused;

    private ProtocolFile(String name, String text) throws IOException {
        this.name = name;
        entries.load(new StringReader(text));
        this.unused = new TreeSet<>(entries.stringPropertyNames());
    }

    static Protocol read(String name) {
        return parse(name, resource(name + ".properties"));
    }

    static String explanation(String name) {
        return new String(resource(name + ".txt"), StandardCharsets.UTF_8);
    }

    /**
     * Parses the bytes of a file.
     *
     * @throws IllegalArgumentException naming the key that is missing, unknown or wrong
     */
    static Protocol parse(String name, byte[] bytes) {
        try {
            ProtocolFile file = new ProtocolFile(name, new String(bytes, StandardCharsets.UTF_8));
            return file.protocol(sha256(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Protocol protocol(String sha256) {
        List<String> classes = List.of(words("classes"));
        Protocol protocol =
                new Protocol(
                        name,
                        value("version"),
                        value("source"),
                        classes,
                        entries.containsKey("grid.min")
                                ? Optional.of(voxels(classes))
                                : Optional.empty(),
                        sha256);
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(name + ": unknown keys " + unused);
        }
        return protocol;
    }

    private Protocol.Voxels voxels(List<String> classes) {
        double[] size = numbers("grid.size", 3);
        GridSpec grid =
                new GridSpec(
                        new Frame(value("grid.frame")),
                        vector("grid.min"),
                        vector("grid.cell"),
                        (int) size[0],
                        (int) size[1],
                        (int) size[2],
                        IndexOrder.XYZ);
        List<DistanceWindow> windows =
                new ArrayList<>(List.of(DistanceWindow.bands(numbers("bands", -1))));
        if (entries.containsKey("fbbev_windows")) {
            double[] ends = numbers("fbbev_windows", -1);
            for (int i = 0; i + 1 < ends.length; i += 2) {
                windows.add(DistanceWindow.fbBev(ends[i], ends[i + 1]));
            }
        }
        return new Protocol.Voxels(
                grid,
                classOf("free", classes),
                classOf("ground", classes),
                Arrays.stream(words("masks")).map(VoxelMask::of).toList(),
                Arrays.stream(words("nan_rules")).map(NanRule::of).toList(),
                windows,
                entries.containsKey("raw_map") ? Optional.of(rawMap()) : Optional.empty());
    }

    private RawLabels rawMap() {
        Map<Integer, Integer> map = new HashMap<>();
        for (String entry : words("raw_map")) {
            if (!entry.matches("[0-9]{1,5}:[0-9]{1,3}")) {
                throw new IllegalArgumentException(name + ": raw_map has '" + entry + "'");
            }
            int colon = entry.indexOf(':');
            map.put(
                    Integer.valueOf(entry.substring(0, colon)),
                    Integer.valueOf(entry.substring(colon + 1)));
        }
        return new RawLabels(map);
    }

    private int classOf(String key, List<String> classes) {
        int number = classes.indexOf(value(key));
        if (number < 0) {
            throw new IllegalArgumentException(name + ": " + key + " is none of " + classes);
        }
        return number;
    }

    private Vec3 vector(String key) {
        double[] xyz = numbers(key, 3);
        return new Vec3(xyz[0], xyz[1], xyz[2]);
    }

    private double[] numbers(String key, int expected) {
        double[] numbers;
        try {
            numbers = Arrays.stream(words(key)).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + ": " + key + " is not numbers: " + e.getMessage(), e);
        }
        if (expected >= 0 && numbers.length != expected) {
            throw new IllegalArgumentException(
                    name + ": " + key + " has " + numbers.length + " numbers, not " + expected);
        }
        return numbers;
    }

    private String[] words(String key) {
        return value(key).trim().split("\\s+");
    }

    private String value(String key) {
        String value = entries.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(name + ": has no key '" + key + "'");
        }
        unused.remove(key);
        return value;
    }

    private static byte[] resource(String file) {
        try (InputStream in = ProtocolFile.class.getResourceAsStream("protocols/" + file)) {
            if (in == null) {
                throw new IllegalStateException("protocols/" + file + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
