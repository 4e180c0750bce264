package dev.sightline.datasets.spad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npy;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.testing.SampleData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulseShapeTest {

    @Test
    void aTailOfZeroIsAGaussian() {
        assertTrue(PulseShape.emg(1e-10, 0).isGaussian());
        assertFalse(PulseShape.emg(1e-10, 1e-10).isGaussian());
    }

    @Test
    void aMeasuredTriangleIsAsWideAsItsHalfHeightSays() {
        // Height 4 at sample 4, 0 at 0 and 8: half height at 2 and 6, so 4 samples wide.
        PulseShape triangle =
                PulseShape.measured(1e-10, 4, new double[] {0, 1, 2, 3, 4, 3, 2, 1, 0});
        assertEquals(4e-10 / 2.354820045, triangle.sigmaSeconds(), 1e-18);
        assertEquals(0.5, triangle.response().arrived(0), 1e-12, "half of it before the peak");
    }

    @Test
    void aRecordThatBeginsWithItsPeakIsCircular() {
        PulseShape turned = PulseShape.peakAtZero(1e-10, new double[] {4, 2, 0, 0, 0, 2});
        assertEquals(-3e-10, turned.response().from(), 1e-20);
        assertEquals(0.5, turned.response().arrived(0), 1e-12, "symmetric about its peak");
        PulseShape straight = PulseShape.peakAtZero(1e-10, new double[] {0, 2, 4, 2, 0});
        assertEquals(-2e-10, straight.response().from(), 1e-20);
    }

    @Test
    void whatCannotBeIsRefused() {
        double[] pulse = {0, 1, 0};
        assertThrows(IllegalArgumentException.class, () -> PulseShape.gaussian(0));
        assertThrows(IllegalArgumentException.class, () -> PulseShape.gaussian(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> PulseShape.emg(1e-10, -1));
        assertThrows(IllegalArgumentException.class, () -> PulseShape.measured(0, 1, pulse));
        assertThrows(IllegalArgumentException.class, () -> PulseShape.measured(1e-10, 3, pulse));
        assertThrows(
                IllegalArgumentException.class,
                () -> PulseShape.measured(1e-10, 0, new double[] {0, 0}));
        assertThrows(
                IllegalArgumentException.class, () -> PulseShape.peakAtZero(1e-10, new double[0]));
    }

    /** Every response of the real scanner that we have: peaked, of the expected width, half its light near the peak. */
    @Test
    void theMeasuredResponsesOfARealScannerAreRead() throws Exception {
        Path folder = SampleData.path("dtof_spad/tcspc_system_irf/20190207_face_scanning_low_mu");
        int read = 0;
        for (String part : new String[] {"free", "ground_truth"}) {
            DatasetRoot root = DatasetRoot.of(folder.resolve(part));
            try (Stream<Path> files = Files.list(folder.resolve(part))) {
                for (Path file : files.sorted().toList()) {
                    String name = String.valueOf(file.getFileName());
                    PulseShape pulse = ResponseFile.read(root, name, OptionalDouble.of(8e-12));
                    assertTrue(pulse.sigmaSeconds() > 8e-12, name + ": " + pulse);
                    assertTrue(pulse.sigmaSeconds() < 1e-9, name + ": " + pulse);
                    assertTrue(pulse.response().from() < -3e-9, name + " is circular");
                    read++;
                }
            }
        }
        assertEquals(12, read);
    }

    @Test
    void aResponseFileSaysWhatIsWrong(@TempDir Path folder) throws Exception {
        DatasetRoot root = DatasetRoot.of(folder);
        NpyArray square = NpyArray.ofFloat64(new double[] {1, 2, 3, 4}, 2, 2);
        Files.write(folder.resolve("square.npy"), Npy.bytes(square));
        NpyArray dark = NpyArray.ofFloat64(new double[] {0, 0, 0}, 3);
        Files.write(folder.resolve("dark.npy"), Npy.bytes(dark));
        String[][] cases = {{"square.npy", "one row"}, {"dark.npy", "no light"}};
        for (String[] each : cases) {
            DatasetException e =
                    assertThrows(
                            DatasetException.class,
                            () -> ResponseFile.read(root, each[0], OptionalDouble.of(1e-11)));
            assertTrue(e.getMessage().contains(each[1]), e.getMessage());
        }
    }
}
