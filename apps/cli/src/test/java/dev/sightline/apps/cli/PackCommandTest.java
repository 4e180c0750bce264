package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.apps.cli.MainTest.Run;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packing from the command line, and scoring what was packed. */
class PackCommandTest {

    @TempDir Path folder;

    @BeforeEach
    void writeTwoFrames() throws IOException {
        for (String token : List.of("a", "b")) {
            Path frame = Files.createDirectories(folder.resolve("gts/scene/" + token));
            Files.write(frame.resolve("labels.npz"), new byte[700_000]);
            Files.write(frame.resolve("notes.txt"), new byte[3]);
        }
        Files.writeString(folder.resolve("gts/annotations.json"), "{}");
    }

    private Run pack(String from, String to, String... more) {
        List<String> words = new ArrayList<>(List.of("pack", folder.resolve(from).toString()));
        words.add(folder.resolve(to).toString());
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    private byte[] evaluate(String protocol, String truth, String predictions) throws IOException {
        Path out = folder.resolve("out-" + truth + "-" + predictions);
        Run run =
                Run.of(
                        "evaluate",
                        "--protocol",
                        protocol,
                        "--gt",
                        folder.resolve(truth).toString(),
                        "--pred",
                        folder.resolve(predictions).toString(),
                        "--out",
                        out.toString());
        assertEquals(ExitCode.DONE, run.code(), run.err());
        return Files.readAllBytes(out.resolve("metrics.json"));
    }

    /** Content hash and hash of the listing are part of the file, so they are compared too. */
    private void assertPackedScoresTheSame(String protocol, String truth, String predictions)
            throws IOException {
        for (String name : List.of(truth, predictions)) {
            Run run = pack(name, name + "-packed", "--shard-mb", "1", "--force");
            assertEquals(ExitCode.DONE, run.code(), run.err());
        }
        byte[] loose = evaluate(protocol, truth, predictions);
        String packedTruth = truth + "-packed";
        assertArrayEquals(loose, evaluate(protocol, packedTruth, predictions + "-packed"));
        assertArrayEquals(loose, evaluate(protocol, packedTruth, predictions), "one of both");
    }

    private OccupancyVectors vectors() throws IOException {
        RunFolder.discard(folder.resolve("gts"));
        return new OccupancyVectors(SampleData.path("occ_vectors"));
    }

    @Test
    void packedOcc3dGivesTheSameBytesOfMetrics() throws IOException {
        OccupancyVectors vectors = vectors();
        vectors.occ3d(folder, vectors.expected("occ3d_miou").get("all_miou").get("frames"));
        assertPackedScoresTheSame("occ3d-nuscenes", "gts", "pred");
    }

    @Test
    void packedSurroundOccGivesTheSameBytesOfMetrics() throws IOException {
        OccupancyVectors vectors = vectors();
        vectors.sparse(folder, vectors.expected("surroundocc").get("all").get("frames"), false);
        assertPackedScoresTheSame("surroundocc", "gt", "pred");
    }

    @Test
    void packedSemanticKittiGivesTheSameBytesOfMetrics() throws IOException {
        OccupancyVectors vectors = vectors();
        JsonNode files = vectors.expected("semantickitti_ssc").get("all").get("files");
        vectors.semanticKitti(folder.resolve("kitti"), files);
        assertPackedScoresTheSame("semantickitti-ssc", "kitti", "kitti");
    }

    @Test
    void framesArePackedAndOtherFilesAreLeft() throws IOException {
        Run run = pack("gts", "packed", "--shard-mb", "1", "--json");
        assertEquals(ExitCode.DONE, run.code(), run.err());
        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertEquals(2, answer.get("files").asInt());
        assertEquals(2, answer.get("archives").asInt(), "two of 0.7 MB do not fit in one of 1 MB");
        assertEquals("{}", Files.readString(folder.resolve("packed/annotations.json")));
        try (var left = Files.list(folder.resolve("packed"))) {
            assertEquals(6, left.count(), "two archives, two indexes, annotations, run.json");
        }
    }

    @Test
    void whatIsThereIsOnlyReplacedByForce() throws IOException {
        assertEquals(ExitCode.DONE, pack("gts", "packed").code());
        Run again = pack("gts", "packed");
        assertEquals(ExitCode.USAGE, again.code());
        assertTrue(again.err().contains("--force"), again.err());
        assertEquals(ExitCode.DONE, pack("gts", "packed", "--force", "--shard-mb", "1").code());
        assertTrue(Files.exists(folder.resolve("packed/00001.tar")));
        Run own = pack("packed", "gts", "--force");
        assertEquals(ExitCode.USAGE, own.code(), "a folder that is no run is never replaced");
    }

    @Test
    void whatCannotBePackedIsUsageAndNothingIsBegun() throws IOException {
        assertEquals(ExitCode.DONE, pack("gts", "packed").code());
        assertEquals(ExitCode.USAGE, pack("packed", "twice").code());
        assertEquals(ExitCode.USAGE, pack("gts", "gts/inside").code());
        assertEquals(ExitCode.USAGE, pack("gts", "x", "--shard-mb", "0").code());
        assertEquals(ExitCode.FAILED, pack("nowhere", "x").code());
        Files.createDirectories(folder.resolve("empty"));
        Run empty = pack("empty", "x");
        assertEquals(ExitCode.FAILED, empty.code());
        assertTrue(empty.err().contains("holds nothing to pack"), empty.err());
        Run mistyped = pack("gts", "x", "--shard-bm", "1");
        assertTrue(mistyped.err().contains("--shard-mb"), mistyped.err());
        for (String name : List.of("x", "x.partial", "x.lock", "twice", "gts/inside")) {
            assertFalse(Files.exists(folder.resolve(name)), name);
        }
    }

    @Test
    void aDamagedPackIsOneSentence() throws IOException {
        assertEquals(ExitCode.DONE, pack("gts", "packed").code());
        Path tar = folder.resolve("packed/00000.tar");
        byte[] bytes = Files.readAllBytes(tar);
        Files.write(tar, Arrays.copyOf(bytes, bytes.length / 2));
        String packed = folder.resolve("packed").toString();
        Run run =
                Run.of(
                        "evaluate",
                        "--protocol",
                        "occ3d-nuscenes",
                        "--gt",
                        packed,
                        "--pred",
                        packed,
                        "--validate-only");
        assertEquals(ExitCode.FAILED, run.code());
        assertTrue(run.err().contains("00000.tar: has " + bytes.length / 2), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }
}
