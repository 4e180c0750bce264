package dev.sightline.apps.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sightline.apps.eval.DataFiles;
import dev.sightline.apps.eval.LocalFiles;
import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HadoopFilesTest {

    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir Path above;
    private Path folder;

    @BeforeEach
    void writeSomeFiles() throws IOException {
        folder = above.resolve("a set");
        for (String name :
                new String[] {
                    "s/b/labels.npz",
                    "s/a/labels.npz",
                    "s/a/origins.npy",
                    "samples/DTOF/x.npz",
                    "sweeps/y.npz",
                    "1/2/3/4/five.npz",
                    "1/2/3/4/5/six.npz",
                    "top+1 %41.npz",
                }) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, CONTENT);
        }
        Files.write(above.resolve("secret.npz"), CONTENT);
    }

    /** A file system that only Hadoop knows, over the same folder. */
    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set("fs.failing.impl", FailingFiles.class.getName());
        return configuration;
    }

    private DataFiles files() throws IOException {
        return HadoopFiles.of(FailingFiles.SCHEME + "://" + folder, configuration());
    }

    @ParameterizedTest
    @ValueSource(strings = {".npz", ".npy", "labels.npz", ".none"})
    void aListingIsThatOfThePlainFolder(String ending) throws IOException {
        DataFiles plain = LocalFiles.of(folder);
        assertEquals(plain.list(ending), files().list(ending));
        assertEquals(plain.name(), files().name());
    }

    @Test
    void everyListedFileOpens() throws IOException {
        DataFiles files = files();
        for (var file : files.list(".npz")) {
            try (InputStream in = files.open(file.name())) {
                assertArrayEquals(CONTENT, in.readAllBytes(), file.name());
            }
        }
        assertEquals(4, files.list(".npz").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.npz", "s/../../secret.npz", "/etc/passwd", "", "s//a", "."})
    void noNameLeadsOutside(String name) throws IOException {
        DataFiles files = files();
        assertThrows(DatasetException.class, () -> files.open(name));
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        DataFiles files = files();
        DatasetException e = assertThrows(DatasetException.class, () -> files.open("s/none.npz"));
        assertEquals("s/none.npz", e.file());
        for (String scheme : new String[] {"", "file://", FailingFiles.SCHEME + "://"}) {
            String none = scheme + above.resolve("none");
            assertThrows(DatasetException.class, () -> HadoopFiles.of(none, configuration()), none);
        }
    }
}
