package dev.sightline.apps.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.testing.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to packs: their files come back as they were, or a sentence says which file is damaged where. */
class DamagedPacksTest {

    private static final int MUTANTS = 500;

    @TempDir Path folder;
    private Path packs;

    @BeforeEach
    void packSixFrames() throws IOException {
        Random random = new Random(21);
        Path loose = folder.resolve("loose");
        for (int i = 0; i < 6; i++) {
            byte[] bytes = new byte[700 + 100 * i];
            random.nextBytes(bytes);
            Files.createDirectories(loose.resolve("s/t" + i));
            Files.write(loose.resolve("s/t" + i + "/labels.npz"), bytes);
        }
        packs = Files.createDirectories(folder.resolve("packs"));
        DataFiles files = LocalFiles.of(loose);
        PackPlan plan = PackPlan.of(files, 7000);
        assertEquals(2, plan.packs().size());
        new PackWriter(files, plan, packs).write(file -> {});
    }

    private byte[] read(String name) throws IOException {
        return Files.readAllBytes(packs.resolve(name));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(packs.resolve(name), bytes);
    }

    /** Reads everything; what comes must be what was packed. */
    private void readAll() throws IOException {
        PackedFiles packed = PackedFiles.of(LocalFiles.of(packs), 3000);
        for (DataFile file : packed.list("")) {
            try (InputStream in = packed.open(file.name())) {
                byte[] got = in.readAllBytes();
                assertArrayEquals(Files.readAllBytes(folder.resolve("loose/" + file.name())), got);
            }
        }
    }

    private DatasetException refused() {
        return assertThrows(DatasetException.class, this::readAll);
    }

    @Test
    void aMutatedIndexIsRefused() throws IOException {
        byte[] valid = read("00000.idx");
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        valid,
                        31,
                        MUTANTS,
                        DatasetException.class,
                        bytes -> {
                            PackIndex index = PackIndex.parse(bytes, "00000.idx");
                            assertArrayEquals(valid, index.text());
                        });
        assertTrue(outcome.refused() > MUTANTS * 9 / 10, outcome.toString());
    }

    /** Somebody means it: the checksum is right, the lines are not. */
    @Test
    void aForgedIndexNeverLeadsOutsideItsArchive() throws IOException {
        byte[] valid = read("00000.idx");
        byte[] lines = Arrays.copyOf(valid, valid.length - "sha256 ".length() - 65);
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        lines,
                        32,
                        MUTANTS,
                        DatasetException.class,
                        bytes -> {
                            PackIndex index = PackIndex.parse(signed(bytes), "00000.idx");
                            long free = 0;
                            for (PackMember member : index.members()) {
                                assertTrue(member.offset() - 512 >= free);
                                free = member.offset() + member.file().bytes();
                                assertTrue(free <= index.bytes());
                                Path there = packs.resolve(member.file().name()).normalize();
                                assertTrue(there.startsWith(packs) && !there.equals(packs));
                            }
                        });
        assertTrue(outcome.refused() > MUTANTS / 3, outcome.toString());
    }

    private static byte[] signed(byte[] lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(lines);
        String sum = "sha256 " + Sha256.of(lines, lines.length) + "\n";
        out.writeBytes(sum.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    @Test
    void aMutatedArchiveIsRefusedOrReadAsItWas() throws IOException {
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        read("00001.tar"),
                        33,
                        MUTANTS,
                        DatasetException.class,
                        bytes -> {
                            write("00001.tar", bytes);
                            readAll();
                        });
        assertTrue(outcome.refused() > MUTANTS / 2, outcome.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.npz",
                "s/../../evil.npz",
                "/etc/evil.npz",
                "C:/evil.npz",
                "s\\evil.npz",
                "s//evil.npz",
                "./evil.npz",
                "s/",
                " ",
                "s/\u0007.npz"
            })
    void namesThatLeadOutsideAreRefusedWithTheirLine(String name) {
        String lines = "sightline/pack/1 0 1 9999\n512 1 0 00000000 a\n2048 1 0 00000000 " + name;
        byte[] text = signed((lines + "\n").getBytes(StandardCharsets.UTF_8));
        DatasetException e =
                assertThrows(DatasetException.class, () -> PackIndex.parse(text, "00000.idx"));
        assertTrue(e.getMessage().startsWith("00000.idx at line 3: a name"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "512 1 0 00000000 a\n512 1 0 00000000 b", // overlap
                "512 1 0 00000000 a\n2048 1 0 00000000 a", // twice
                "513 1 0 00000000 a", // between blocks
                "0 1 0 00000000 a", // no room for a header
                "512 99999 0 00000000 a", // beyond the archive
                "512 -1 0 00000000 a",
                "512 999999999999999999 0 00000000 a",
                "512 1 0 0 a",
                "512 1 0 00000000",
                "",
            })
    void linesThatCannotBeAreRefused(String line) {
        String lines = "sightline/pack/1 0 1 9999\n" + line + "\n512 1 0 00000000 z\n";
        byte[] text = signed(lines.getBytes(StandardCharsets.UTF_8));
        DatasetException e =
                assertThrows(DatasetException.class, () -> PackIndex.parse(text, "00000.idx"));
        assertTrue(e.getMessage().contains("00000.idx at line "), e.getMessage());
    }

    @Test
    void aCutOffArchiveIsToldWhenItIsOpened() throws IOException {
        byte[] tar = read("00001.tar");
        write("00001.tar", Arrays.copyOf(tar, tar.length - 600));
        String message = refused().getMessage();
        assertTrue(message.contains("00001.tar: has " + (tar.length - 600)), message);
    }

    @Test
    void oneChangedByteIsToldWithItsFileAndPlace() throws IOException {
        byte[] tar = read("00000.tar");
        tar[512 + 300]++;
        write("00000.tar", tar);
        String message = refused().getMessage();
        assertTrue(message.startsWith("00000.tar at byte 512: s/t0/labels.npz:"), message);
    }

    @Test
    void anotherHeaderThanTheIndexSaysIsTold() throws IOException {
        byte[] tar = read("00000.tar");
        byte[] other = new TarHeader("s/t9/labels.npz", 700).bytes();
        System.arraycopy(other, 0, tar, 0, other.length);
        write("00000.tar", tar);
        String message = refused().getMessage();
        assertTrue(message.contains("another name or size"), message);
    }

    @Test
    void missingAndForeignFilesAreNamed() throws IOException {
        for (String name : List.of("00000.tar", "00001.tar", "00001.idx", "00000.idx")) {
            byte[] bytes = read(name);
            Files.delete(packs.resolve(name));
            assertTrue(refused().getMessage().startsWith(name + ": is missing"), name);
            write(name, bytes);
        }
        write("00002.tar", new byte[1024]);
        assertTrue(refused().getMessage().contains("5 archives and indexes are there"));
        Files.delete(packs.resolve("00002.tar"));
        write("00001.idx", read("00000.idx"));
        assertTrue(refused().getMessage().startsWith("00001.idx: is of archive 0 of 2"));
        assertFalse(PackedFiles.in(LocalFiles.of(folder.resolve("loose"))));
    }
}
