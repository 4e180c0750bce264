package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.testing.SampleData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir Path folder;

    /** What a command line left behind. */
    record Run(int code, String out, String err) {

        static Run of(String... args) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
            return new Run(code, out.toString(), err.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "replay",
                "demo",
                "evaluate",
                "pack",
                "depth",
                "info",
                "doctor",
                "budget",
                "explain",
                "diff"
            })
    void helpFitsFortyLinesAndShowsAnExample(String command) {
        Run run = command.isEmpty() ? Run.of("--help") : Run.of(command, "--help");
        assertEquals(0, run.code);
        assertTrue(run.out.lines().count() <= 40, run.out.lines().count() + " lines");
        assertTrue(run.out.contains("Example"), run.out);
        assertTrue(run.out.contains("sightline " + command), run.out);
    }

    @Test
    void aMistypedCommandNamesTheRightOneAndExitsWithUsage() {
        Run run = Run.of("replya");
        assertEquals(ExitCode.USAGE, run.code);
        assertTrue(run.err.contains("replay"), run.err);
        assertEquals("", run.out, "stdout is data");
    }

    @Test
    void aMistypedOptionNamesTheRightOne() {
        Run run = Run.of("replay", "--thread", "2");
        assertEquals(ExitCode.USAGE, run.code);
        assertTrue(run.err.contains("--threads"), run.err);
    }

    @Test
    void aFolderThatIsNotThereIsOneSentenceWithoutAStackTrace() {
        Run run = Run.of("replay", folder.resolve("nowhere").toString());
        assertEquals(ExitCode.FAILED, run.code);
        assertTrue(run.err.contains("nowhere") && run.err.contains("no such folder"), run.err);
        assertFalse(run.err.contains("\tat "), run.err);
    }

    @Test
    void aFolderOfNoKnownLayoutListsThoseThatAreRead() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "nothing");
        Run run = Run.of("info", folder.toString());
        assertEquals(ExitCode.FAILED, run.code);
        assertTrue(run.err.contains("nuScenes") && run.err.contains("SemanticKITTI"), run.err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rate=3",
                "--threads=0",
                "--stages=sleep",
                "--lidar-as-dtof=longrange-flsh"
            })
    void valuesOutOfRangeAreUsageErrors(String option) {
        Run run = Run.of("replay", "--out", folder.resolve("x").toString(), option);
        assertEquals(ExitCode.USAGE, run.code, run.err);
        assertFalse(Files.exists(folder.resolve("x")));
        assertFalse(Files.exists(folder.resolve("x.partial")), "nothing was begun");
    }

    @Test
    void anUnknownPresetNamesTheNearest() {
        Run run = Run.of("replay", "--lidar-as-dtof", "longrange-flsh");
        assertEquals(ExitCode.USAGE, run.code);
        assertTrue(run.err.contains("did you mean 'longrange-flash'"), run.err);
    }

    @Test
    void anUnknownSceneNamesTheNearest() {
        Run run = Run.of("replay", "--scene", "stret", "--out", folder.resolve("x").toString());
        assertEquals(ExitCode.USAGE, run.code);
        assertTrue(run.err.contains("did you mean 'street'"), run.err);
    }

    @Test
    void doctorWithoutARecordingChecksTheMachine() throws Exception {
        Run run = Run.of("doctor", "--json");
        assertEquals(0, run.code, run.err);
        JsonNode tree = new ObjectMapper().readTree(run.out);
        assertEquals("sightline/doctor/1", tree.get("schema").asText());
        assertTrue(run.out.contains("loads and round-trips a picture"), run.out);
    }

    @Test
    void infoTellsARecordingFromItsIndex() throws Exception {
        Run run = Run.of("info", "--json", SampleData.path("semantickitti").toString());
        assertEquals(0, run.code, run.err);
        JsonNode tree = new ObjectMapper().readTree(run.out);
        assertEquals("semantickitti", tree.get("format").asText());
        assertEquals(6, tree.get("scenes").get(0).get("samples").asInt());
    }

    @Test
    void doctorFindsTheRealRecordingAligned() {
        Run run = Run.of("doctor", SampleData.path("nuscenes").toString());
        assertEquals(0, run.code, run.err + run.out);
        assertTrue(run.out.contains("truth boxes"), run.out);
        assertFalse(run.out.contains("WARN  lidar to camera"), run.out);
    }
}
