import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * {@code java ClassPath.java JAR}: prints the jar and the jars of its manifest's Class-Path, one a line.
 *
 * <p>Maven writes the paths there as they are, while the JVM reads them as URLs separated by blanks. They are the
 * same only as long as no folder has a blank or a percent sign in its name, so {@code ./sightline} does not use
 * {@code java -jar} but the list that this program makes.
 */
public final class ClassPath {
    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]).toAbsolutePath();
        List<String> entries = new ArrayList<>();
        entries.add(jar.toString());
        try (JarFile file = new JarFile(jar.toFile())) {
            String classPath = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            entries.addAll(List.of(classPath.split("(?<=\\.jar) (?=/)")));
        }
        for (String entry : entries) {
            if (!Files.isRegularFile(Path.of(entry)) || entry.contains(File.pathSeparator)) {
                System.err.println("cannot be on a class path: " + entry);
                System.exit(1);
            }
        }
        entries.forEach(System.out::println);
    }
}
