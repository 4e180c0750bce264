package dev.sightline.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetRootTest {

    @TempDir Path temp;
    private Path folder;
    private DatasetRoot root;

    /** {@code temp/recording} is the root; {@code temp/secret.txt} is what no name may reach. */
    @BeforeEach
    void lay() throws IOException {
        folder = Files.createDirectories(temp.resolve("recording/samples")).getParent();
        Files.writeString(folder.resolve("samples/a.bin"), "inside");
        Files.writeString(temp.resolve("secret.txt"), "outside");
        Files.createDirectories(temp.resolve("recording-2"));
        Files.writeString(temp.resolve("recording-2/b.bin"), "neighbour with the same prefix");
        root = DatasetRoot.of(folder);
    }

    static List<String> climbing() {
        return List.of(
                "..",
                "../",
                "../secret.txt",
                "./../secret.txt",
                "samples/../../secret.txt",
                "samples/../../../etc/passwd",
                "samples/..",
                "samples/../samples/a.bin",
                "../recording/samples/a.bin",
                "../recording-2/b.bin",
                "a/b/c/../../../../secret.txt",
                "samples//../../secret.txt",
                "samples/./../../secret.txt",
                "../../../../../../../../../../../../etc/passwd",
                "/etc/passwd",
                "//etc/passwd",
                "///etc/passwd",
                "/",
                "/..",
                "\\etc\\passwd",
                "..\\secret.txt",
                "samples\\..\\..\\secret.txt",
                "samples/..\\..\\secret.txt",
                "..\\/secret.txt",
                "\\\\server\\share\\file",
                "C:\\Windows\\win.ini",
                "C:/Windows/win.ini",
                "c:secret.txt",
                "C:..\\secret.txt",
                "Z:",
                "samples/a.bin\0",
                "samples/a.bin\0.jpg",
                "\0",
                "\0/../secret.txt",
                "",
                " ",
                "\t",
                "\n",
                "~/../../secret.txt",
                "file:///../../secret.txt",
                "http://host/../../secret.txt",
                "%2e%2e/secret.txt",
                "%2e%2e%2fsecret.txt",
                "..%2fsecret.txt",
                "..;/secret.txt",
                ".../secret.txt",
                "....//secret.txt",
                "\u2024\u2024/secret.txt",
                "\uff0e\uff0e/secret.txt",
                "..\u2215secret.txt",
                "\ud800/../secret.txt",
                "\ud800",
                "x".repeat(100_000),
                "x/".repeat(50_000) + "y",
                "../".repeat(50_000) + "etc/passwd");
    }

    @Test
    void refusedIsNotAbsent() throws IOException {
        Path outside = Files.writeString(temp.resolve("outside.bin"), "x");
        Files.createSymbolicLink(root.folder().resolve("linked-out.bin"), outside);
        assertTrue(root.lacks("samples/never-downloaded.bin"));
        for (String name : new String[] {"../x", "/etc/passwd", "linked-out.bin"}) {
            assertFalse(root.has(name), name);
            assertFalse(root.lacks(name), name);
        }
    }

    @ParameterizedTest
    @MethodSource("climbing")
    void noNameLeadsOut(String name) {
        DatasetException e = assertThrows(DatasetException.class, () -> root.file(name));
        assertFalse(root.has(name));
        assertFalse(e.getMessage().contains(temp.toString()), "no absolute path in messages");
        assertTrue(e.getMessage().length() < 500, "message of " + e.getMessage().length());
        assertFalse(
                e.getMessage().chars().anyMatch(Character::isISOControl),
                "no control characters in messages");
    }

    @Test
    void linksThatLeadOutAreRefusedAndLinksThatStayAreFollowed() throws IOException {
        Path inside = folder.resolve("samples");
        Files.createSymbolicLink(inside.resolve("file-out"), temp.resolve("secret.txt"));
        Files.createSymbolicLink(inside.resolve("relative-out"), Path.of("../../secret.txt"));
        Files.createSymbolicLink(inside.resolve("folder-out"), temp);
        Files.createSymbolicLink(inside.resolve("prefix-out"), temp.resolve("recording-2"));
        Files.createSymbolicLink(inside.resolve("chain"), inside.resolve("file-out"));
        Files.createSymbolicLink(inside.resolve("loop"), inside.resolve("loop"));
        Files.createSymbolicLink(inside.resolve("dangling"), temp.resolve("nothing"));
        Files.createSymbolicLink(inside.resolve("up"), folder);
        for (String name :
                List.of(
                        "file-out",
                        "relative-out",
                        "folder-out",
                        "folder-out/secret.txt",
                        "prefix-out/b.bin",
                        "chain",
                        "loop",
                        "dangling",
                        "up/samples/chain")) {
            DatasetException e =
                    assertThrows(DatasetException.class, () -> root.file("samples/" + name), name);
            assertFalse(e.getMessage().contains(temp.toString()), e.getMessage());
        }
        assertEquals("inside", Files.readString(root.file("samples/up/samples/a.bin")));
    }

    @Test
    void ordinaryNamesLeadToTheirFiles() throws IOException {
        for (String name :
                List.of("samples/a.bin", "./samples/a.bin", "samples//a.bin", "samples/./a.bin")) {
            assertEquals("inside", Files.readString(root.file(name)), name);
        }
        Files.writeString(folder.resolve("samples/..data"), "dots in a name");
        assertTrue(root.has("samples/..data"));
        assertEquals("samples/a.bin", root.relative(root.file("samples/a.bin")));
        assertEquals("secret.txt", root.relative(temp.resolve("secret.txt")));
    }

    @Test
    void aRootThatIsALinkIsOpenedWhereItLeads() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
        assertTrue(DatasetRoot.of(link).has("samples/a.bin"));
    }

    @Test
    void whatIsNoFolderIsRefused() {
        assertThrows(DatasetException.class, () -> DatasetRoot.of(temp.resolve("nothing")));
        assertThrows(DatasetException.class, () -> DatasetRoot.of(temp.resolve("secret.txt")));
    }

    /** A pipe would block its reader for ever. */
    @Test
    void whatIsNeitherFileNorFolderIsRefused() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.bin");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(made.waitFor() == 0, "mkfifo is not here");
        DatasetException e = assertThrows(DatasetException.class, () -> root.file("pipe.bin"));
        assertTrue(e.getMessage().contains("neither a file nor a folder"), e.getMessage());
    }
}
