package dev.sightline.datasets.spad;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.testing.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramFileTest {

    private static byte[] file() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("counts", NpyArray.ofInt32(IntStream.range(0, 96).toArray(), 2, 3, 16));
        double[] edges = IntStream.rangeClosed(0, 16).mapToDouble(k -> (k - 2) * 1e-9).toArray();
        arrays.put("edges_seconds", NpyArray.ofFloat64(edges, 17));
        arrays.put("irf_sigma_ns", NpyArray.ofFloat64(new double[] {0.5}));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.write(arrays, out);
        return out.toByteArray();
    }

    @Test
    void axesCountsTimesAndResponseComeBack() throws IOException {
        ZoneHistograms read = HistogramFile.read(file(), "zones.npz");
        assertArrayEquals(new int[] {2, 3}, read.axes());
        assertEquals(16, read.bins());
        assertEquals(6, read.zones());
        assertEquals(16, read.counts(1, 2)[0]);
        assertEquals(95 * 96 / 2, read.photons());
        assertEquals(1e-9, read.facts().times().orElseThrow().binSeconds(), 1e-20);
        assertEquals(-2e-9, read.facts().times().orElseThrow().firstEdgeSeconds(), 1e-20);
        assertEquals(0.5e-9, read.facts().response().orElseThrow().sigmaSeconds(), 1e-20);
    }

    private static byte[] uneven() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("hist", NpyArray.ofInt32(new int[] {1, 2, 3}, 3));
        arrays.put("edges_seconds", NpyArray.ofFloat64(new double[] {1e-9, 2e-9, 4e-9, 7e-9}, 4));
        arrays.put("irf_samples", NpyArray.ofFloat64(new double[] {0, 2, 1, 0.5, 0}, 5));
        arrays.put("irf_step_seconds", NpyArray.ofFloat64(new double[] {1e-10}));
        arrays.put("irf_zero_index", NpyArray.ofInt64(new long[] {1}));
        arrays.put("cycles", NpyArray.ofInt64(new long[] {400}));
        arrays.put("dead_time_ns", NpyArray.ofFloat64(new double[] {10}));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.write(arrays, out);
        return out.toByteArray();
    }

    @Test
    void unevenEdgesAMeasuredResponseAndCyclesComeBack() throws IOException {
        ZoneHistograms read = HistogramFile.read(uneven(), "zones.npz");
        BinTimes times = read.facts().times().orElseThrow();
        assertTrue(times.isUneven());
        assertEquals(2e-9, times.binSeconds(), 1e-20, "the mean width");
        assertArrayEquals(new double[] {0, 0.5, 1.5, 3}, times.edges(3), 1e-12);
        assertEquals(1e-9, times.firstEdgeSeconds(), 1e-20);
        PulseShape response = read.facts().response().orElseThrow();
        assertEquals(-1e-10, response.response().from(), 1e-20, "one sample before time zero");
        assertEquals(3e-10, response.response().to(), 1e-20);
        assertEquals(400, read.facts().cycles().orElseThrow());
        assertEquals(1e-8, read.facts().deadSeconds().orElseThrow(), 1e-20);
    }

    @Test
    void damagedFilesWithEverythingEndInATypedError() throws IOException {
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        uneven(),
                        312,
                        500,
                        DatasetException.class,
                        bytes -> HistogramFile.read(bytes, "mutant.npz").photons());
        assertTrue(outcome.refused() > 100, outcome.toString());
    }

    @Test
    void damagedFilesEndInATypedError() throws IOException {
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        file(),
                        311,
                        600,
                        DatasetException.class,
                        bytes -> HistogramFile.read(bytes, "mutant.npz").photons());
        assertTrue(outcome.refused() > 100, outcome.toString());
    }
}
