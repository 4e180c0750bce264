package dev.sightline.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the sample recordings that tests read.
 *
 * <p>They lie in the folder named by the system property {@code sightline.data}, which the build
 * sets to {@code ../shared/data} beside the checkout. Where a recording is absent its tests are
 * skipped, not failed, and {@link SampleDataReport} says how many.
 */
public final class SampleData {
    /** The system property that names the folder of all recordings. */
    public static final String PROPERTY = "sightline.data";

    /** How the message of every skip begins; {@link SampleDataReport} knows its own by it. */
    static final String ABSENT = "sample recording absent: ";

    private SampleData() {}

    /**
     * Returns the path of a recording, or skips the calling test where it is absent.
     *
     * <p>May also be called in {@code @BeforeAll}: then the whole class is skipped, and each of its
     * tests is counted.
     *
     * @param name the path below the folder of recordings, such as {@code "nuscenes"}
     */
    public static Path path(String name) {
        Optional<Path> found = find(name);
        assumeTrue(
                found.isPresent(),
                () -> ABSENT + root().resolve(name) + " (set -D" + PROPERTY + "=DIR)");
        SampleDataReport.used();
        return found.orElseThrow();
    }

    /** Returns the path of a recording if it is there; never skips, never counts. */
    public static Optional<Path> find(String name) {
        return Optional.of(root().resolve(name)).filter(Files::exists);
    }

    /** Returns the folder of all recordings, which need not exist. */
    public static Path root() {
        String folder = System.getProperty(PROPERTY, "../shared/data");
        return Path.of(folder).toAbsolutePath().normalize();
    }
}
