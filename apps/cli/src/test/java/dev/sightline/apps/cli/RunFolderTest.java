package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir Path folder;

    private static void put(RunFolder run, String text) throws Exception {
        run.write("a/b.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingStandsUnderTheFinalNameBeforeItIsWhole() throws Exception {
        Path out = folder.resolve("run");
        try (RunFolder run = RunFolder.open(out, false)) {
            put(run, "one");
            assertFalse(Files.exists(out));
            assertTrue(Files.exists(folder.resolve("run.partial/a/b.txt")));
            run.publish();
        }
        assertEquals("one", Files.readString(out.resolve("a/b.txt")));
        try (var left = Files.list(folder)) {
            assertEquals(1, left.count(), "no .partial, .lock or .old is left");
        }
    }

    @Test
    void anExistingResultIsNotOverwrittenUnlessForced() throws Exception {
        Path out = folder.resolve("run");
        try (RunFolder run = RunFolder.open(out, false)) {
            put(run, "one");
            run.write("run.json", new byte[] {'{', '}'});
            run.publish();
        }
        UserError refused = assertThrows(UserError.class, () -> RunFolder.open(out, false));
        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertTrue(refused.getMessage().contains("--force"), refused.getMessage());

        try (RunFolder run = RunFolder.open(out, true)) {
            put(run, "two");
            assertEquals(
                    "one",
                    Files.readString(out.resolve("a/b.txt")),
                    "the old result stands until the new one is whole");
            run.publish();
        }
        assertEquals("two", Files.readString(out.resolve("a/b.txt")));
    }

    @Test
    void forceNeverReplacesAFolderThatIsNoRun() throws Exception {
        Path mine = Files.createDirectories(folder.resolve("thesis"));
        Files.writeString(mine.resolve("chapter1.tex"), "years of work");
        UserError refused = assertThrows(UserError.class, () -> RunFolder.open(mine, true));
        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertTrue(refused.getMessage().contains("no earlier run"), refused.getMessage());
        assertEquals("years of work", Files.readString(mine.resolve("chapter1.tex")));
        for (String name : new String[] {"", "/", "."}) {
            assertThrows(UserError.class, () -> RunFolder.open(Path.of(name), true), name);
        }
    }

    @Test
    void aRunThatDidNothingLeavesNothing() throws Exception {
        RunFolder.open(folder.resolve("run"), false).close();
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void theCommandToRunAgainSurvivesAShell() {
        assertEquals("/data/a-b_1.2", Replay.quoted("/data/a-b_1.2"));
        assertEquals("'my drive'", Replay.quoted("my drive"));
        assertEquals("'it'\\''s'", Replay.quoted("it's"));
    }

    @Test
    void whatAnUnfinishedRunLeftIsNeitherLostNorMixedIn() throws Exception {
        Path out = folder.resolve("run");
        try (RunFolder run = RunFolder.open(out, false)) {
            put(run, "half");
        }
        UserError refused = assertThrows(UserError.class, () -> RunFolder.open(out, false));
        assertTrue(refused.getMessage().contains("--force"), refused.getMessage());
        assertEquals("half", Files.readString(folder.resolve("run.partial/a/b.txt")));

        try (RunFolder run = RunFolder.open(out, true)) {
            assertFalse(Files.exists(run.partial().resolve("a/b.txt")), "forced: the rest is gone");
        }
    }

    @Test
    void twoRunsDoNotShareAFolder() {
        Path out = folder.resolve("run");
        try (RunFolder first = RunFolder.open(out, false)) {
            UserError refused = assertThrows(UserError.class, () -> RunFolder.open(out, true));
            assertTrue(refused.getMessage().contains("in use"), refused.getMessage());
            assertTrue(Files.isDirectory(first.partial()));
        }
    }

    @Test
    void aNameThatLeadsOutsideIsRefused() throws Exception {
        try (RunFolder run = RunFolder.open(folder.resolve("run"), false)) {
            assertThrows(
                    IllegalArgumentException.class, () -> run.write("../evil.txt", new byte[1]));
            assertFalse(Files.exists(folder.resolve("evil.txt")));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAnErrorInWords() throws Exception {
        Files.writeString(folder.resolve("file"), "not a folder");
        UserError refused =
                assertThrows(
                        UserError.class, () -> RunFolder.open(folder.resolve("file/run"), false));
        assertEquals(ExitCode.FAILED, refused.exitCode());
        assertTrue(refused.getMessage().contains("cannot write to"), refused.getMessage());
    }
}
