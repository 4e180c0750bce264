package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.apps.cli.MainTest.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before Spark is looked for; the job itself is tested where Spark is, in {@code apps/spark}. */
class EvaluateSparkTest {

    @TempDir Path folder;

    private Run evaluate(String protocol, String... more) {
        String here = folder.toString();
        String[] words = {"evaluate", "--protocol", protocol, "--gt", here, "--pred", here};
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Run.of(all);
    }

    @Test
    void aClusterAndProcessesAtOnceAreRefused() {
        Run run = evaluate("occ3d-nuscenes", "--spark", "local[2]", "--workers", "2");
        assertEquals(ExitCode.USAGE, run.code(), run.err());
        assertTrue(run.err().contains("--workers"), run.err());
    }

    @Test
    void boxesInOneFileNeedNoCluster() {
        Run run = evaluate("nuscenes-detection", "--spark", "local[2]");
        assertEquals(ExitCode.USAGE, run.code(), run.err());
        assertTrue(run.err().contains("--spark"), run.err());
    }
}
