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
