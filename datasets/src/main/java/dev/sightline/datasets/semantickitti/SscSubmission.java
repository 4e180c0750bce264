package dev.sightline.datasets.semantickitti;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.SensorFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What is wrong with a folder of predictions, found before anything is scored or uploaded.
 *
 * @param checked files that were read
 * @param missing expected frames without a file
 * @param unexpected files of no expected frame; the benchmark ignores them
 * @param unusable files that cannot be used, each with the reason and the remedy
 */
public record SscSubmission(
        int checked,
        List<String> missing,
        List<String> unexpected,
        List<DatasetException> unusable) {

    /** The validation sequence. */
    public static final String VALIDATION = "08";

    public SscSubmission {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        unusable = List.copyOf(unusable);
    }

    /** Frames that are scored in the validation sequence: every fifth of its 4,071, 815 in all. */
    public static List<String> validationFrames() {
        return IntStream.range(0, 815)
                .mapToObj(i -> String.format(Locale.ROOT, "%06d", 5 * i))
                .toList();
    }

    /**
     * Frames of a sequence with true voxels in a folder of the dataset, in order.
     *
     * @param truth folder that holds the sequences
     */
    public static List<String> framesOf(DatasetRoot truth, String sequence)
            throws DatasetException {
        return SensorFile.stems(
                truth, "sequences/" + sequence + "/voxels", ".label", SscSubmission::isFrame);
    }

    private static boolean isFrame(String stem) {
        return stem.matches("[0-9]{6}");
    }

    /**
     * Reads every expected prediction of a sequence: its size, its classes, and that it is there.
     *
     * @param root folder that holds the sequences
     * @param frames that are expected, such as {@link #validationFrames}
     * @param progress is told each frame as it is checked
     * @throws DatasetException if the folder of predictions cannot be listed
     */
    public static SscSubmission check(
            DatasetRoot root, String sequence, List<String> frames, Consumer<String> progress)
            throws DatasetException {
        String folder = "sequences/" + sequence + "/predictions";
        Set<String> there = new TreeSet<>(SensorFile.stems(root, folder, ".label", stem -> true));
        List<String> missing = new ArrayList<>();
        List<DatasetException> unusable = new ArrayList<>();
        int checked = 0;
        for (String frame : frames) {
            if (!there.remove(frame)) {
                missing.add(frame);
                continue;
            }
            try {
                SscPredictions.read(root, sequence, frame);
            } catch (DatasetException e) {
                unusable.add(e);
            }
            checked++;
            progress.accept(frame);
        }
        return new SscSubmission(checked, missing, List.copyOf(there), unusable);
    }

    /** Whether the benchmark would score it. */
    public boolean acceptable() {
        return missing.isEmpty() && unusable.isEmpty();
    }

    /** What is wrong in sentences, the worst first; empty if nothing is. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        unusable.forEach(e -> findings.add(e.getMessage()));
        if (!missing.isEmpty()) {
            findings.add(
                    missing.size()
                            + " expected frames have no prediction, the first is "
                            + missing.get(0));
        }
        if (!unexpected.isEmpty()) {
            findings.add(
                    unexpected.size()
                            + " files belong to no expected frame and are not scored, the first is "
                            + unexpected.get(0)
                            + ".label");
        }
        return findings;
    }
}
