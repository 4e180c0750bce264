package dev.sightline.datasets.npy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.testing.Mutations;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NpyMutationTest {

    @Test
    void damagedNpyFilesEndInATypedError() throws IOException {
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        NpyTest.resource("fortran_be_i2.npy"),
                        41,
                        1000,
                        DatasetException.class,
                        bytes -> Npy.read(bytes, "mutant.npy").doubles());
        assertTrue(outcome.refused() > 300, outcome.toString());
    }

    @Test
    void damagedNpzFilesEndInATypedError() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("counts", NpyArray.ofInt32(IntStream.range(0, 64).toArray(), 4, 16));
        arrays.put("p", NpyArray.ofFloat16(new float[] {0.25f, 0.5f}, 2));
        for (byte[] valid :
                new byte[][] {NpzTest.written(arrays), NpyTest.resource("stored.npz")}) {
            Mutations.Outcome outcome =
                    Mutations.assertOnlyTypedErrors(
                            valid,
                            42,
                            500,
                            DatasetException.class,
                            bytes -> {
                                Npz npz = Npz.read(bytes, "mutant.npz");
                                for (String key : npz.keys()) {
                                    npz.require(key).doubles();
                                }
                            });
            assertTrue(outcome.refused() > 100, outcome.toString());
        }
    }
}
