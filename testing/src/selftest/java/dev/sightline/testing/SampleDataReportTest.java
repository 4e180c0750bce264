package dev.sightline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SampleDataReportTest {
    private final String before = System.getProperty(SampleData.PROPERTY);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(SampleData.PROPERTY);
        } else {
            System.setProperty(SampleData.PROPERTY, before);
        }
    }

    @Test
    void countsEachTestThatUsedARecording(@TempDir Path data) throws Exception {
        Files.createDirectory(data.resolve("one"));
        Files.createDirectory(data.resolve("all"));
        assertEquals("sample recordings: 3 tests used them, 0 skipped", report(data));
    }

    @Test
    void countsEachTestThatWasSkippedAndSaysWhatIsAbsent(@TempDir Path data) throws Exception {
        Files.createDirectory(data.resolve("one"));
        String why = data.toRealPath().resolve("all") + " (set -Dsightline.data=DIR)";
        assertEquals(
                "sample recordings: 1 tests used them, 2 skipped because absent: " + why,
                report(data.toRealPath()));
    }

    private static String report(Path data) {
        System.setProperty(SampleData.PROPERTY, data.toString());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        SampleDataReport report = new SampleDataReport(new PrintStream(printed, true, UTF_8));
        LauncherFactory.create(
                        LauncherConfig.builder()
                                .enableTestExecutionListenerAutoRegistration(false)
                                .addTestExecutionListeners(report)
                                .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(OneOfTwo.class), selectClass(All.class))
                                .build());
        return printed.toString(UTF_8).strip();
    }

    /** A fixture: one of its tests asks for a recording. */
    static class OneOfTwo {
        @Test
        void asks() {
            SampleData.path("one");
        }

        @Test
        void doesNot() {}
    }

    /** A fixture: all of its tests use what was asked for before them. */
    static class All {
        @BeforeAll
        static void ask() {
            SampleData.path("all");
        }

        @Test
        void first() {}

        @Test
        void second() {}
    }
}
