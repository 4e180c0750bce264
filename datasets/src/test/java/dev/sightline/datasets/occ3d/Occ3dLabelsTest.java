package dev.sightline.datasets.occ3d;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyFlow;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import dev.sightline.testing.Mutations;
import dev.sightline.testing.SampleData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class Occ3dLabelsTest {

    private static final String OCC3D = "occ3d/29796060110c4163b07f06eff4af0753/labels.npz";
    private static final String OPENOCC = "openocc_flow/3D_occupancy_flow_data.npz";

    private static Map<Integer, Integer> counts(OccupancyGrid grid) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int i = 0; i < grid.spec().size(); i++) {
            counts.merge(grid.label(i), 1, Integer::sum);
        }
        return counts;
    }

    private static Occ3dLabels sample() throws DatasetException {
        return Occ3dLabels.read(DatasetRoot.of(SampleData.path("occupancy_nuscenes")), OCC3D);
    }

    /** Numbers from PROVENANCE.md beside the file. */
    @Test
    void occ3dTruthHasThePublishedClassCounts() throws DatasetException {
        Occ3dLabels labels = sample();
        assertEquals(
                "{0=169, 1=82, 3=974, 4=1749, 6=83, 11=8433, 13=2610, 14=1007, 15=5286, 16=18699, 17=600908}",
                counts(labels.voxels()).toString());
        assertEquals(56601, labels.lidarMask().orElseThrow().observed().cardinality());
        assertEquals(43355, labels.cameraMask().orElseThrow().observed().cardinality());
    }

    /** All drivable voxels of this file lie in the lowest layer: an index order other than [x][y][z] would spread them. */
    @Test
    void occ3dDrivableSurfaceLiesInTheLowestLayer() throws DatasetException {
        OccupancyGrid voxels = sample().voxels();
        int drivable = 0;
        for (int ix = 0; ix < 200; ix++) {
            for (int iy = 0; iy < 200; iy++) {
                for (int iz = 0; iz < 16; iz++) {
                    if (voxels.kind(voxels.spec().index(ix, iy, iz))
                            == ObjectKind.DRIVABLE_SURFACE) {
                        assertEquals(0, iz);
                        drivable++;
                    }
                }
            }
        }
        assertEquals(8433, drivable);
    }

    @Test
    void openOccTruthHasThePublishedClassCountsAndFlow() throws DatasetException {
        DatasetRoot root = DatasetRoot.of(SampleData.path("occupancy_nuscenes"));
        Occ3dLabels labels = Occ3dLabels.read(root, OPENOCC, GridSpec.occ3d(), Taxonomy.OPENOCC);
        assertEquals(
                "{0=645, 7=243, 10=15304, 12=6113, 13=2848, 14=15016, 15=17978, 16=581853}",
                counts(labels.voxels()).toString());
        OccupancyFlow flow = labels.flow().orElseThrow();
        int moving = 0;
        float least = 0;
        float most = 0;
        for (int i = 0; i < flow.spec().size(); i++) {
            moving += flow.vx(i) != 0 || flow.vy(i) != 0 ? 1 : 0;
            least = Math.min(least, Math.min(flow.vx(i), flow.vy(i)));
            most = Math.max(most, Math.max(flow.vx(i), flow.vy(i)));
        }
        assertEquals(885, moving);
        assertEquals(-1.336, least, 5e-4);
        assertEquals(1.241, most, 5e-4);
        assertTrue(labels.cameraMask().isEmpty());
    }

    @Test
    void writingTheSampleAndReadingItAgainChangesNothing() throws IOException {
        Occ3dLabels labels = sample();
        byte[] bytes = bytes(labels);
        assertArrayEquals(bytes, bytes(labels));
        Occ3dLabels back = Occ3dLabels.read(bytes, "back");
        assertArrayEquals(labels.voxels().labels(), back.voxels().labels());
        assertEquals(labels.cameraMask(), back.cameraMask());
        assertEquals(labels.lidarMask(), back.lidarMask());
    }

    private static byte[] bytes(Occ3dLabels labels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        labels.write(out);
        return out.toByteArray();
    }

    /** A grid small enough to be damaged many times. */
    private static final GridSpec SMALL =
            GridSpec.cubic(Frame.EGO, new Vec3(-2, -2, -1), 0.5, 5, 4, 3);

    private static Occ3dLabels prediction(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] labels = new byte[SMALL.size()];
        float[] flow = new float[2 * SMALL.size()];
        float[] probability = new float[SMALL.size()];
        for (int i = 0; i < labels.length; i++) {
            int value = random.nextInt(19);
            labels[i] = (byte) (value == 18 ? OccupancyGrid.UNKNOWN : value);
            flow[2 * i] = random.nextInt(-8, 8) / 4f;
            probability[i] = random.nextInt(9) / 8f; // exact in half precision
        }
        OccupancyGrid voxels = new OccupancyGrid(SMALL, Taxonomy.OCC3D, labels);
        Occupancy occupancy =
                new Occupancy(
                        voxels, Optional.of(new OccupancyFlow(SMALL, flow)), Optional.empty());
        BitSet seen = new BitSet();
        seen.set(1, 30);
        VisibilityMask mask = new VisibilityMask(SMALL, seen);
        return Occ3dLabels.of(occupancy).withMasks(mask, mask).withOccupiedProbability(probability);
    }

    private static Occ3dLabels read(byte[] bytes) throws DatasetException {
        return Occ3dLabels.read(
                new ByteArrayInputStream(bytes), "small.npz", SMALL, Taxonomy.OCC3D);
    }

    @Test
    void predictionsKeepUnknownFlowAndProbability() throws IOException {
        Occ3dLabels labels = prediction(61);
        Occ3dLabels back = read(bytes(labels));
        assertArrayEquals(labels.voxels().labels(), back.voxels().labels());
        assertArrayEquals(
                labels.occupiedProbability().orElseThrow(),
                back.occupiedProbability().orElseThrow());
        for (int i = 0; i < SMALL.size(); i++) {
            assertEquals(labels.flow().orElseThrow().vx(i), back.flow().orElseThrow().vx(i));
            assertEquals(labels.flow().orElseThrow().vy(i), back.flow().orElseThrow().vy(i));
        }
    }

    @Test
    void unknownIsWrittenAsFreeBesideAKeyOfItsOwn() throws IOException {
        Npz npz = Npz.read(bytes(prediction(62)), "p");
        boolean any = false;
        for (int i = 0; i < SMALL.size(); i++) {
            if (npz.require("unknown").whole(i) == 1) {
                assertEquals(17, npz.require("semantics").whole(i));
                any = true;
            }
        }
        assertTrue(any);
        byte[] known = new byte[SMALL.size()];
        OccupancyGrid voxels = new OccupancyGrid(SMALL, Taxonomy.OCC3D, known);
        assertFalse(
                Npz.read(bytes(Occ3dLabels.of(Occupancy.of(voxels))), "p")
                        .keys()
                        .contains("unknown"));
    }

    private static byte[] file(Map<String, NpyArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.write(arrays, out);
        return out.toByteArray();
    }

    @Test
    void otherModelsMayNameOrTypeTheirPredictionsDifferently() throws IOException {
        long[] classes = new long[SMALL.size()];
        classes[7] = 16;
        for (String key : new String[] {"pred", "arr_0", "semantics"}) {
            Occ3dLabels labels = read(file(Map.of(key, NpyArray.ofInt64(classes, 5, 4, 3))));
            assertEquals(ObjectKind.VEGETATION, labels.voxels().kind(7));
        }
        DatasetException e =
                assertThrows(
                        DatasetException.class,
                        () -> read(file(Map.of("voxels", NpyArray.ofInt64(classes, 5, 4, 3)))));
        assertTrue(e.getMessage().contains("'semantics' or 'pred' or 'arr_0'"), e.getMessage());
    }

    @Test
    void wrongShapesTypesAndValuesAreNamed() throws IOException {
        byte[] zeros = new byte[60];
        byte[] ones = new byte[60];
        Arrays.fill(ones, (byte) 2);
        ones[0] = 18;
        assertReason("shape [5, 4, 3]", Map.of("semantics", NpyArray.ofUint8(zeros, 3, 4, 5)));
        assertReason(
                "array semantics[0][0][0]: is 18",
                Map.of("semantics", NpyArray.ofUint8(ones, 5, 4, 3)));
        assertReason(
                "integer type", Map.of("semantics", NpyArray.ofFloat32(new float[60], 5, 4, 3)));
        NpyArray fine = NpyArray.ofUint8(zeros, 5, 4, 3);
        assertReason(
                "a mask holds 0 and 1",
                ordered("semantics", fine, "mask_camera", NpyArray.ofUint8(ones, 5, 4, 3)));
        float[] wild = new float[120];
        wild[119] = Float.NaN;
        assertReason(
                "array flow[4][3][2]: is NaN",
                ordered("semantics", fine, "flow", NpyArray.ofFloat32(wild, 5, 4, 3, 2)));
        assertReason("must have shape [5, 4, 3, 2]", ordered("semantics", fine, "flow", fine));
        float[] half = new float[60];
        half[1] = 1.5f;
        assertReason(
                "must be 0..1",
                ordered(
                        "semantics",
                        fine,
                        "occupied_probability",
                        NpyArray.ofFloat16(half, 5, 4, 3)));
    }

    private static Map<String, NpyArray> ordered(
            String a, NpyArray first, String b, NpyArray second) {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put(a, first);
        arrays.put(b, second);
        return arrays;
    }

    private static void assertReason(String part, Map<String, NpyArray> arrays) throws IOException {
        byte[] bytes = file(arrays);
        DatasetException e = assertThrows(DatasetException.class, () -> read(bytes));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void damagedLabelsEndInATypedError() throws IOException {
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        bytes(prediction(63)),
                        64,
                        500,
                        DatasetException.class,
                        Occ3dLabelsTest::read);
        assertTrue(outcome.refused() > 200, outcome.toString());
    }

    @Test
    void damagedLabelsOfFullSizeEndInATypedErrorInTimeAndMemory() throws IOException {
        byte[] labels = new byte[640_000];
        SplittableRandom random = new SplittableRandom(65);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 16 == 0 ? random.nextInt(18) : 17);
        }
        OccupancyGrid voxels = new OccupancyGrid(GridSpec.occ3d(), Taxonomy.OCC3D, labels);
        Mutations.assertOnlyTypedErrors(
                bytes(Occ3dLabels.of(Occupancy.of(voxels))),
                66,
                500,
                DatasetException.class,
                bytes -> Occ3dLabels.read(bytes, "mutant.npz"));
    }
}
