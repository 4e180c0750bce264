package dev.sightline.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorFileTest {

    @TempDir Path folder;

    @Test
    void aFileOfTheBoundIsReadAndOneByteMoreIsRefused() throws IOException {
        Files.write(folder.resolve("a.bin"), new byte[] {1, 2, 3});
        DatasetRoot root = DatasetRoot.of(folder);
        assertArrayEquals(new byte[] {1, 2, 3}, SensorFile.read(root, "a.bin", 3));
        DatasetException e =
                assertThrows(DatasetException.class, () -> SensorFile.read(root, "a.bin", 2));
        assertEquals("byte 2", e.place());
    }

    @Test
    void whatIsNoFileInsideIsRefusedWithoutItsAbsolutePath() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        DatasetRoot root = DatasetRoot.of(folder);
        for (String name : List.of("sub", "absent.bin", "../x", "/etc/hostname")) {
            DatasetException e =
                    assertThrows(DatasetException.class, () -> SensorFile.read(root, name, 9));
            assertFalse(e.getMessage().contains(folder.toString()), e.getMessage());
        }
    }

    @Test
    void listingsAreSortedFilteredAndEmptyWhereThereIsNoFolder() throws IOException {
        for (String name : List.of("2.bin", "10.bin", "1.bin", "1.txt", "x.bin")) {
            Files.createFile(folder.resolve(name));
        }
        DatasetRoot root = DatasetRoot.of(folder);
        assertEquals(
                List.of("1", "10", "2"),
                SensorFile.stems(root, ".", ".bin", s -> s.matches("[0-9]+")));
        assertEquals(List.of(), SensorFile.stems(root, "absent", ".bin", s -> true));
        assertThrows(DatasetException.class, () -> SensorFile.stems(root, "1.bin", "", s -> true));
    }
}
