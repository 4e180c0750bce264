package dev.sightline.datasets.spad;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.testing.Mutations;
import dev.sightline.testing.SampleData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {

    @TempDir Path folder;

    private static String counts(int from, int n) {
        return IntStream.range(from, from + n)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String times(int n, String item) {
        return IntStream.range(0, n)
                .mapToObj(i -> item)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String tmf8820() {
        return "[{\"distances\": [{\"depths_1\": [0, 1, 2, 3, 4, 5, 6, 7, 8]}], \"pose\": [[1]], \"reference_hist\": "
                + counts(0, 128)
                + ", \"hists\": ["
                + IntStream.range(0, 9)
                        .mapToObj(z -> counts(1000 * z, 128))
                        .collect(Collectors.joining(", "))
                + "], \"dist_to_plane\": 0.25}]";
    }

    private static String tmf8829() {
        String bins =
                IntStream.range(0, 64)
                        .mapToObj(k -> k < 55 ? "7" : "0")
                        .collect(Collectors.joining(", ", "{\"bin\": [", "]}"));
        return "{\"Result_Set\": [{\"info\": {\"frame_number\": 5}, \"mp_histo\": "
                + times(16, times(16, bins))
                + ", \"results\": "
                + times(16, times(16, "{\"peaks\": [{\"distance\": 1018}]}"))
                + "}], \"info\": []}";
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private DatasetRoot root(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        return DatasetRoot.of(folder);
    }

    @Test
    void aTmf8820ShotComesBackZoneByZone() throws IOException {
        DatasetRoot root = root("log.json.gz", zipped(tmf8820()));
        Tmf8820Log.Shot shot = Tmf8820Log.read(root, "log.json.gz").get(0);
        assertEquals(3002, shot.zone(3)[2]);
        assertEquals(127, shot.reference()[127]);
        assertEquals(0.004, shot.chipMetres(4), 1e-12);
        assertEquals(0.25, shot.planeMetres());
        ZoneHistograms all = Tmf8820Log.histograms(Tmf8820Log.read(root, "log.json.gz"));
        assertArrayEquals(new int[] {1, 3, 3}, all.axes());
        assertEquals(8000, all.counts(8, 9)[0]);
    }

    @Test
    void theRealTmf8829LogHasSixteenHistogramsAFrame() throws Exception {
        DatasetRoot root = DatasetRoot.of(SampleData.path("dtof_spad/tmf8829_16x16"));
        var frames = Tmf8829Log.read(root, "tmf8829_log_frames_00-16.json.gz");
        assertEquals(17, frames.size());
        assertEquals(111, frames.get(0).number());
        assertEquals(1.018, frames.get(0).chipMetres(0, 0), 1e-9);
        assertTrue(frames.stream().allMatch(Tmf8829Log.Frame::colsAreCopies));
        ZoneHistograms all = Tmf8829Log.histograms(frames);
        assertArrayEquals(new int[] {17, 16, 1}, all.axes());
        assertArrayEquals(
                new int[] {124, 127, 161, 358}, java.util.Arrays.copyOf(all.counts(0, 1), 4));
    }

    @Test
    void realSnapshotsAreReadAndOthersRefused() throws Exception {
        DatasetRoot ams = DatasetRoot.of(SampleData.path("dtof_spad/ams_3x3_scan"));
        ZoneHistograms one = ZoneSnapshot.AMS.read(ams, "iter_00.npz");
        assertArrayEquals(new int[] {3, 3}, one.axes());
        assertEquals(429, one.counts(0, 1)[0], "429.1 rounded");
        DatasetRoot st = DatasetRoot.of(SampleData.path("dtof_spad/vl53l8_4x4/person_tracking"));
        assertArrayEquals(
                new int[] {4, 4}, ZoneSnapshot.VL53L8.read(st, "volume_000026.npz").axes());
        DatasetException other =
                assertThrows(
                        DatasetException.class,
                        () -> ZoneSnapshot.AMS.read(st, "volume_000026.npz"));
        assertTrue(other.getMessage().contains("histogram"), other.getMessage());
    }

    @Test
    void damagedTmf8820LogsEndInATypedError() throws IOException {
        mutated("m.json", tmf8820().getBytes(StandardCharsets.UTF_8), 821);
        mutated("m.json.gz", zipped(tmf8820()), 822);
    }

    @Test
    void damagedTmf8829LogsEndInATypedError() throws IOException {
        mutated("n.json", tmf8829().getBytes(StandardCharsets.UTF_8), 823);
        mutated("n.json.gz", zipped(tmf8829()), 824);
    }

    private void mutated(String name, byte[] valid, long seed) {
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        valid,
                        seed,
                        500,
                        DatasetException.class,
                        bytes -> {
                            DatasetRoot root = root(name, bytes);
                            if (name.startsWith("m")) {
                                Tmf8820Log.histograms(Tmf8820Log.read(root, name));
                            } else {
                                Tmf8829Log.histograms(Tmf8829Log.read(root, name));
                            }
                        });
        assertTrue(outcome.refused() > 100, outcome.toString());
    }

    @Test
    void damagedSnapshotsEndInATypedError() throws IOException {
        double[] values = IntStream.range(0, 2048).mapToDouble(i -> i + 0.25).toArray();
        for (ZoneSnapshot kind : new ZoneSnapshot[] {ZoneSnapshot.VL53L8, ZoneSnapshot.AMS}) {
            boolean ams = kind == ZoneSnapshot.AMS;
            NpyArray array =
                    ams
                            ? NpyArray.ofFloat64(java.util.Arrays.copyOf(values, 1152), 3, 3, 128)
                            : NpyArray.ofFloat64(values, 16, 128);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Npz.write(Map.of(ams ? "histogram" : "hists", array), out);
            Mutations.Outcome outcome =
                    Mutations.assertOnlyTypedErrors(
                            out.toByteArray(),
                            825,
                            500,
                            DatasetException.class,
                            bytes -> kind.read(bytes, "mutant.npz").photons());
            assertTrue(outcome.refused() > 100, outcome.toString());
        }
    }

    @Test
    void aBombIsStopped() throws IOException {
        DatasetRoot root = root("bomb.json.gz", zipped("[" + " ".repeat(40 << 20) + "]"));
        DatasetException stopped =
                assertThrows(DatasetException.class, () -> Tmf8820Log.read(root, "bomb.json.gz"));
        assertTrue(stopped.getMessage().contains("inflates"), stopped.getMessage());
    }
}
