package dev.sightline.datasets.nuscenes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The made-up recording in the test resources: scenes synthetic-a (3 samples, 0.5 s apart) and synthetic-b (1 sample).
 *
 * <p>The vehicle starts at world (100, 50), heads along world +y and drives 5 m/s. LIDAR_TOP is turned by -90 degrees (its y is
 * ego x), CAM_FRONT fires 40 ms before it. A car starts 10 m ahead and drives 2 m/s; a pedestrian stands.
 */
final class Synthetic {

    private Synthetic() {}

    static Path folder() {
        try {
            return Path.of(Synthetic.class.getResource("v1.0-synthetic/sample.json").toURI())
                    .getParent()
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies the recording, so that a test may damage it. */
    static Path copyTo(Path target) throws IOException {
        Path from = folder();
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().endsWith(".class"))
                    .forEach(file -> copy(file, target.resolve(from.relativize(file).toString())));
        }
        return target;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
