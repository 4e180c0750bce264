package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.RawLabels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SemanticKITTI scene completion: {@code sequences/NN/voxels/NNNNNN.label} and {@code .invalid} on one side, {@code
 * sequences/NN/predictions/NNNNNN.label} on the other, raw numbers as little-endian uint16, {@code [x][y][z]}.
 */
final class SscFiles implements VoxelFiles {

    private static final Pattern TRUTH = name("voxels", "label");
    private static final Pattern INVALID = name("voxels", "invalid");
    private static final Pattern PREDICTION = name("predictions", "label");

    private final DataFiles truth;
    private final DataFiles predictions;
    private final RawLabels raw;
    private final int voxels;

    SscFiles(DataFiles truth, DataFiles predictions, Protocol protocol) {
        this.truth = truth;
        this.predictions = predictions;
        this.raw = protocol.requireVoxels().rawMap().orElseThrow();
        this.voxels = protocol.requireVoxels().grid().size();
    }

    private static Pattern name(String folder, String ending) {
        return Pattern.compile("(?:.*/)?(\\d\\d)/" + folder + "/(\\d{6})\\." + ending);
    }

    private static NavigableMap<String, DataFile> find(DataFiles files, String ending, Pattern name)
            throws IOException {
        NavigableMap<String, DataFile> found = new TreeMap<>();
        for (DataFile file : files.list(ending)) {
            Matcher match = name.matcher(file.name());
            if (match.matches()) {
                found.put(match.group(1) + "/" + match.group(2), file);
            }
        }
        return found;
    }

    @Override
    public FrameListing list(Split split) throws IOException {
        NavigableMap<String, DataFile> real = find(truth, ".label", TRUTH);
        NavigableMap<String, DataFile> invalid = find(truth, ".invalid", INVALID);
        NavigableMap<String, DataFile> predicted = find(predictions, ".label", PREDICTION);
        if (real.isEmpty() || predicted.isEmpty()) {
            throw new DatasetException(
                    real.isEmpty() ? truth.name() : predictions.name(),
                    "",
                    "holds no sequences/NN/"
                            + (real.isEmpty() ? "voxels" : "predictions")
                            + "/NNNNNN.label",
                    "Give the folder above 'sequences'.");
        }
        List<FrameKey> frames = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        long unmasked = 0;
        for (Map.Entry<String, DataFile> entry : real.entrySet()) {
            String token = entry.getKey();
            String sequence = token.substring(0, 2);
            if (!split.contains(sequence, token)) {
                continue;
            }
            DataFile prediction = predicted.get(token);
            DataFile aside = invalid.getOrDefault(token, DataFile.NONE);
            unmasked += aside.equals(DataFile.NONE) ? 1 : 0;
            if (prediction == null) {
                missing.add(token);
            } else {
                frames.add(new FrameKey(sequence, token, entry.getValue(), prediction, aside));
            }
        }
        long extra = predicted.keySet().stream().filter(t -> !real.containsKey(t)).count();
        return new FrameListing(
                frames,
                missing,
                extra,
                List.of(
                        "truth " + truth.name() + ": sequences/NN/voxels/NNNNNN.label",
                        "predictions "
                                + predictions.name()
                                + ": sequences/NN/predictions/NNNNNN.label"),
                unmasked == 0
                        ? List.of()
                        : List.of(
                                unmasked
                                        + " frames have no .invalid file: all their voxels count"));
    }

    @Override
    public List<String> check(FrameKey frame) {
        List<String> wrong = new ArrayList<>();
        for (DataFile file : List.of(frame.truth(), frame.prediction())) {
            if (file.bytes() != 2L * voxels) {
                wrong.add(size(file, 2L * voxels).getMessage());
            }
        }
        if (!frame.aside().equals(DataFile.NONE) && frame.aside().bytes() != voxels / 8) {
            wrong.add(size(frame.aside(), voxels / 8).getMessage());
        }
        return wrong;
    }

    private static DatasetException size(DataFile file, long expected) {
        return new DatasetException(
                file.name(),
                "",
                "does not have the " + expected + " bytes of 256 x 256 x 32 voxels",
                "Write it again: raw numbers as uint16.");
    }

    @Override
    public Reader reader() {
        return new Labels();
    }

    /** Reads frames with memory that is used again. */
    private final class Labels implements Reader {

        private final FileBytes file = new FileBytes();
        private final short[] numbers = new short[voxels];

        @Override
        public void read(FrameKey frame, VoxelFrame into) throws IOException {
            file.forget();
            into.reset();
            classes(truth, frame.truth(), into.truth);
            if (!frame.aside().equals(DataFile.NONE)) {
                file.read(truth, frame.aside().name());
                if (file.length() != voxels / 8) {
                    throw size(frame.aside(), voxels / 8);
                }
                byte[] packed = Arrays.copyOf(file.bytes(), file.length());
                RawLabels.ignoreInvalid(packed, into.truth);
            }
            classes(predictions, frame.prediction(), into.prediction);
        }

        private void classes(DataFiles files, DataFile name, byte[] target) throws IOException {
            file.read(files, name.name());
            if (file.length() != 2 * voxels) {
                throw size(name, 2L * voxels);
            }
            ByteBuffer.wrap(file.bytes(), 0, file.length())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(numbers);
            raw.classes(numbers, target);
        }

        @Override
        public long[] content() {
            return file.hash();
        }

        @Override
        public void close() {
            // Holds nothing but memory.
        }
    }
}
