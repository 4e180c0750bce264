package dev.sightline.datasets.semantickitti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.testing.Mutations;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SscSubmissionTest {

    private static final int VOXELS = 256 * 256 * 32;

    @TempDir Path temp;

    private static byte[] random(long seed) {
        Random random = new Random(seed);
        byte[] learned = new byte[VOXELS];
        for (int i = 0; i < VOXELS; i++) {
            learned[i] = (byte) random.nextInt(20);
        }
        return learned;
    }

    private static byte[] with(int voxel, int raw) {
        byte[] bytes = SscPredictions.bytes(random(1));
        bytes[2 * voxel] = (byte) raw;
        bytes[2 * voxel + 1] = (byte) (raw >> 8);
        return bytes;
    }

    @Test
    void framesAreNumberedInDigitsEverywhere() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("004070", SscSubmission.validationFrames().get(814));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theInverseMapIsThePublishedOne() throws IOException {
        Map<Integer, Integer> published = new HashMap<>();
        boolean inside = false;
        for (String line :
                Files.readAllLines(SampleData.path("semantickitti/semantic-kitti.yaml"))) {
            if (line.matches("\\S.*")) {
                inside = line.startsWith("learning_map_inv:");
            } else if (inside && line.contains(":")) {
                String[] entry = line.split("#")[0].split(":");
                published.put(
                        Integer.parseInt(entry[0].strip()), Integer.parseInt(entry[1].strip()));
            }
        }
        assertEquals(20, published.size());
        published.forEach((learned, raw) -> assertEquals(raw, RawClasses.raw(learned)));
    }

    @Test
    void whatIsWrittenComesBackAndNoForbiddenNumberIsEverWritten() throws IOException {
        byte[] learned = random(7);
        SscPredictions.write(temp, "08", "000005", learned);
        assertArrayEquals(learned, SscPredictions.read(DatasetRoot.of(temp), "08", "000005"));
        for (int c = 0; c < 20; c++) {
            assertEquals(c, RawClasses.learned(RawClasses.raw(c)).orElseThrow());
            assertTrue(RawClasses.predictable(RawClasses.raw(c)));
        }
    }

    @Test
    void aClassOffTheListIsNotWritten() {
        byte[] learned = new byte[VOXELS];
        learned[100] = 20;
        assertThrows(IllegalArgumentException.class, () -> SscPredictions.bytes(learned));
        assertThrows(IllegalArgumentException.class, () -> SscPredictions.bytes(new byte[8]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 52, 99, 255 + 100, 65535})
    void rawNumbersWithoutALearnedClassAreRefusedWithTheirPlace(int raw) {
        DatasetException e =
                assertThrows(
                        DatasetException.class,
                        () -> SscPredictions.parse("p.label", with(1234, raw)));
        assertEquals("byte 2468", e.place());
        assertTrue(e.getMessage().contains("has " + raw), e.getMessage());
    }

    @Test
    void learnedNumbersAndSwappedBytesAreRecognized() {
        byte[] learned = new byte[2 * VOXELS];
        byte[] swapped = new byte[2 * VOXELS];
        byte[] right = SscPredictions.bytes(random(3));
        for (int i = 0; i < VOXELS; i++) {
            learned[2 * i] = (byte) (i % 20);
            swapped[2 * i] = right[2 * i + 1];
            swapped[2 * i + 1] = right[2 * i];
        }
        assertTrue(refusal(learned).contains("learned numbers"), refusal(learned));
        assertTrue(refusal(swapped).contains("swapped"), refusal(swapped));
    }

    private static String refusal(byte[] bytes) {
        return assertThrows(DatasetException.class, () -> SscPredictions.parse("p.label", bytes))
                .getMessage();
    }

    @Test
    void theValidationFramesAreEveryFifthOfSequence08() {
        List<String> frames = SscSubmission.validationFrames();
        assertEquals(815, frames.size());
        assertEquals("000000", frames.get(0));
        assertEquals("004070", frames.get(814));
    }

    @Test
    void aFolderIsCheckedForCoverageShapeAndClasses() throws IOException {
        SscPredictions.write(temp, "08", "000000", random(1));
        SscPredictions.write(temp, "08", "000003", random(2));
        Path folder = temp.resolve("sequences/08/predictions");
        Files.write(folder.resolve("000005.label"), new byte[100]);
        Files.write(folder.resolve("000010.label"), with(0, 52));
        SscSubmission found =
                SscSubmission.check(
                        DatasetRoot.of(temp),
                        "08",
                        List.of("000000", "000005", "000010", "000015"),
                        frame -> {});
        assertEquals(3, found.checked());
        assertEquals(List.of("000015"), found.missing());
        assertEquals(List.of("000003"), found.unexpected());
        assertEquals(2, found.unusable().size());
        assertFalse(found.acceptable());
        assertEquals(4, found.findings().size());
        SscSubmission one =
                SscSubmission.check(DatasetRoot.of(temp), "08", List.of("000000"), frame -> {});
        assertTrue(one.acceptable());
    }

    @Test
    void framesAreThoseWithTrueVoxels() throws IOException {
        Path voxels = temp.resolve("sequences/00/voxels");
        Files.createDirectories(voxels);
        for (String name : List.of("000005.label", "000000.label", "000000.invalid", "x.label")) {
            Files.createFile(voxels.resolve(name));
        }
        assertEquals(
                List.of("000000", "000005"), SscSubmission.framesOf(DatasetRoot.of(temp), "00"));
    }

    @Test
    void damagedPredictionsEndInATypedError() {
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        SscPredictions.bytes(new byte[VOXELS]),
                        8,
                        500,
                        DatasetException.class,
                        bytes -> SscPredictions.parse("p.label", bytes));
        assertTrue(outcome.refused() > 100, outcome.toString());
    }
}
