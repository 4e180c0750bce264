package dev.sightline.apps.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingDocTest {

    @Test
    void theProgramOfTheEmbeddingPageCompilesAndRuns(@TempDir Path folder) throws Exception {
        String page = Files.readString(Path.of("../../docs/embedding.md"));
        Matcher program =
                Pattern.compile("```java\n(.*?public class Embedded.*?)```", Pattern.DOTALL)
                        .matcher(page);
        assertTrue(program.find(), "docs/embedding.md has a program");
        Path source = folder.resolve("Embedded.java");
        Files.writeString(source, program.group(1));
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString(),
                                source.toString());
        assertEquals(0, status, "it compiles");

        String printed = run(folder);

        assertEquals(3, printed.lines().count(), printed);
        assertTrue(printed.contains(" points, ") && printed.contains("plan: "), printed);
        Matcher iou =
                Pattern.compile("geometry IoU where the LiDAR saw: (0\\.\\d\\d)").matcher(printed);
        assertTrue(iou.find(), printed);
        // A single noisy scan fills thin voxels and misses hidden ones: a third is far above chance
        // and far below a claim.
        assertTrue(Double.parseDouble(iou.group(1)) > 0.3, printed);
    }

    private static String run(Path classes) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            loader.loadClass("Embedded")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
