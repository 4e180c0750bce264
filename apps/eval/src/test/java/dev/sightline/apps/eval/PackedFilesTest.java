package dev.sightline.apps.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sightline.datasets.DatasetException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packs hold what was packed, are what every tar reads, and say what is wrong with them. */
class PackedFilesTest {

    private static final int FRAMES = 30;

    @TempDir Path folder;
    private final Map<String, byte[]> contents = new TreeMap<>();

    /** Frames of two files each; sizes around the block of 512 bytes, also none. */
    @BeforeEach
    void writeFrames() throws IOException {
        Random random = new Random(8);
        for (int i = 0; i < FRAMES; i++) {
            String frame = "scene-" + i / 7 + "/token " + i;
            put(frame + "/labels.npz", random, 509 + i % 7 + 512 * (i % 3));
            put(frame + "/origins.npy", random, i % 5);
        }
        put("scene-0/" + "deep/".repeat(2) + "n".repeat(130) + "/é.npz", random, 1000);
    }

    private void put(String name, Random random, int size) throws IOException {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Path file = folder.resolve("loose").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + size));
        contents.put(name, bytes);
    }

    private LocalFiles loose() throws IOException {
        return LocalFiles.of(folder.resolve("loose"));
    }

    /** Packs into archives of 16 KiB: some of them. */
    private Path pack(String name) throws IOException {
        Path out = Files.createDirectories(folder.resolve(name));
        PackPlan plan = PackPlan.of(loose(), 1 << 14);
        new PackWriter(loose(), plan, out).write(file -> {});
        assertTrue(plan.packs().size() > 3, "some archives");
        return out;
    }

    private static byte[] bytes(DataFiles files, String name) throws IOException {
        try (InputStream in = files.open(name)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 700, 5000, 1 << 20})
    void everyFileComesBackInAnyOrder(int ahead) throws IOException {
        PackedFiles packed = PackedFiles.of(LocalFiles.of(pack("p")), ahead);
        List<String> names = new ArrayList<>(contents.keySet());
        for (int round = 0; round < 3; round++) {
            for (String name : names) {
                assertArrayEquals(contents.get(name), bytes(packed, name), name);
            }
            Collections.shuffle(names, new Random(round));
        }
    }

    @Test
    void aListingIsThatOfTheLooseFiles() throws IOException {
        PackedFiles packed = PackedFiles.of(LocalFiles.of(pack("p")));
        for (String ending : PackPlan.ENDINGS) {
            assertEquals(loose().list(ending), packed.list(ending), "names, sizes and times");
        }
        assertInstanceOf(PackedFiles.class, Folders.of(folder.resolve("p")));
        assertInstanceOf(LocalFiles.class, Folders.of(folder.resolve("loose")));
    }

    @Test
    void theSameFilesGiveTheSameBytes() throws IOException {
        Path a = pack("a");
        Path b = pack("b");
        for (DataFile file : LocalFiles.of(a).list("")) {
            assertEquals(-1, Files.mismatch(a.resolve(file.name()), b.resolve(file.name())));
        }
        int archives = PackPlan.of(loose(), 1 << 14).packs().size();
        assertEquals(2 * archives, LocalFiles.of(a).list("").size(), "nothing temporary is left");
        new PackWriter(loose(), PackPlan.of(loose(), 1 << 14), a).verify(file -> {});
    }

    @Test
    void theSystemsTarUnpacksThem() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/tar"))
                        || Files.isExecutable(Path.of("/bin/tar")));
        Path packed = pack("p");
        Path out = Files.createDirectories(folder.resolve("unpacked"));
        for (int i = 0; i < PackPlan.of(loose(), 1 << 14).packs().size(); i++) {
            Process tar =
                    new ProcessBuilder("tar", "xvf", PackIndex.tarName(i), "-C", out.toString())
                            .directory(packed.toFile())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, tar.waitFor(), said);
            assertEquals(PackPlan.of(loose(), 1 << 14).packs().get(i).size(), said.lines().count());
        }
        for (String name : contents.keySet()) {
            assertArrayEquals(contents.get(name), Files.readAllBytes(out.resolve(name)), name);
        }
    }

    @Test
    void theFilesOfAFrameStayTogetherAndInOrder() throws IOException {
        PackPlan plan = PackPlan.of(loose(), 1 << 14);
        List<String> names = new ArrayList<>();
        for (List<DataFile> pack : plan.packs()) {
            pack.forEach(f -> names.add(f.name()));
            long origins = pack.stream().filter(f -> f.name().endsWith("origins.npy")).count();
            long labels = pack.stream().filter(f -> f.name().endsWith("labels.npz")).count();
            assertEquals(origins, labels, "a frame was split");
        }
        assertEquals(new ArrayList<>(contents.keySet()), names);
        assertEquals(FRAMES + 1, PackPlan.of(loose(), 1).packs().size(), "a frame at least");
    }

    /** Twenty frames of one folder: two files each that differ in their ending only. */
    @Test
    void inALargeFolderFilesOfOneStemStayTogether() throws IOException {
        for (int i = 0; i < 20; i++) {
            put("sequences/00/voxels/00000" + i + ".label", new Random(i), 100);
            put("sequences/00/voxels/00000" + i + ".invalid", new Random(i), 10);
        }
        for (List<DataFile> pack : PackPlan.of(loose(), 5000).packs()) {
            long labels = pack.stream().filter(f -> f.name().endsWith(".label")).count();
            assertEquals(labels, pack.stream().filter(f -> f.name().endsWith(".invalid")).count());
        }
    }

    /** Fifty files of a header and a block each, ten such in a read: the first alone, then 49 in five reads. */
    @Test
    void neighboursComeWithOneRead() throws IOException {
        Path source = Files.createDirectories(folder.resolve("even"));
        for (int i = 10; i < 60; i++) {
            Files.write(source.resolve(i + ".npy"), new byte[500]);
        }
        Path out = Files.createDirectories(folder.resolve("evenly"));
        DataFiles files = LocalFiles.of(source);
        new PackWriter(files, PackPlan.of(files, 1 << 20), out).write(file -> {});
        Counted counted = new Counted(LocalFiles.of(out));
        PackedFiles packed = PackedFiles.of(counted, 10 * 1024);
        counted.opened = 0;
        for (DataFile file : packed.list(".npy")) {
            assertArrayEquals(new byte[500], bytes(packed, file.name()));
        }
        assertEquals(6, counted.opened);
    }

    private static final class Counted implements DataFiles {
        private final DataFiles files;
        private int opened;

        Counted(DataFiles files) {
            this.files = files;
        }

        @Override
        public String name() {
            return files.name();
        }

        @Override
        public List<DataFile> list(String ending) throws IOException {
            return files.list(ending);
        }

        @Override
        public InputStream open(String name) throws IOException {
            opened++;
            return files.open(name);
        }
    }

    @Test
    void openStreamsSurviveTheNextOne() throws IOException {
        PackedFiles packed = PackedFiles.of(LocalFiles.of(pack("p")), 1500);
        List<InputStream> open = new ArrayList<>();
        for (String name : contents.keySet()) {
            open.add(packed.open(name));
        }
        int i = 0;
        for (byte[] content : contents.values()) {
            try (InputStream in = open.get(i++)) {
                assertArrayEquals(content, in.readAllBytes());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 511, 512, 5000})
    void aPartOfAFileIsTheSameByThePlainWay(long from) throws IOException {
        String name = "scene-0/token 2/labels.npz";
        DataFiles plain = new Counted(loose());
        for (long bytes : new long[] {0, 1, 600, 1 << 20}) {
            try (InputStream a = loose().open(name, from, bytes);
                    InputStream b = plain.open(name, from, bytes)) {
                byte[] part = a.readAllBytes();
                assertArrayEquals(part, b.readAllBytes());
                byte[] whole = contents.get(name);
                int start = (int) Math.min(from, whole.length);
                int end = (int) Math.min(from + bytes, whole.length);
                assertArrayEquals(Arrays.copyOfRange(whole, start, end), part);
            }
        }
    }

    @Test
    void whatChangesWhileItIsPackedIsToldAndNothingHasItsName() throws IOException {
        PackPlan plan = PackPlan.of(loose(), 1 << 14);
        Files.write(folder.resolve("loose/scene-0/token 0/labels.npz"), new byte[7]);
        Path out = Files.createDirectories(folder.resolve("p"));
        PackWriter writer = new PackWriter(loose(), plan, out);
        DatasetException e = assertThrows(DatasetException.class, () -> writer.write(file -> {}));
        assertTrue(e.getMessage().contains("token 0/labels.npz at byte 7"), e.getMessage());
        assertFalse(Files.exists(out.resolve("00000.tar")));
        assertFalse(Files.exists(out.resolve("00000.tar.tmp")));
    }

    @Test
    void aNameBeyondTheFormatIsRefused() {
        TarHeader none = new TarHeader("n".repeat(101), 1);
        assertThrows(DatasetException.class, none::bytes);
        TarHeader far = new TarHeader("a/" + "n".repeat(101), 1);
        assertThrows(DatasetException.class, far::bytes);
    }

    @Test
    void aHeaderComesBack() throws IOException {
        for (String name : List.of("a", "é/" + "b".repeat(100), "c".repeat(155) + "/d")) {
            TarHeader header = new TarHeader(name, (1L << 33) - 1);
            assertEquals(header, TarHeader.read(header.bytes(), "t", 0));
        }
        byte[] empty = new ByteArrayInputStream(new byte[512]).readAllBytes();
        assertThrows(DatasetException.class, () -> TarHeader.read(empty, "t", 0));
    }
}
