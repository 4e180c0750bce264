package dev.sightline.datasets.semantickitti;

import static dev.sightline.datasets.kitti.KittiFolder.ascii;
import static dev.sightline.datasets.kitti.KittiFolder.png;
import static dev.sightline.datasets.kitti.KittiFolder.scan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.kitti.KittiCalibration;
import dev.sightline.datasets.kitti.KittiFolder;
import dev.sightline.datasets.kitti.KittiVehicle;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.testing.Mutations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SemanticKittiTest {

    /** Odometry's spelling: Tr, no R0_rect. */
    private static final String OWN_TR =
            KittiFolder.CALIBRATION.replaceAll("R0_rect.*\n", "").replace("Tr_velo_to_cam:", "Tr:");

    private static final String POSES =
            """
            1 0 0 0 0 1 0 0 0 0 1 0
            1 0 0 0.01 0 1 0 -0.02 0 0 1 0.7
            0.9998 0 0.02 0.03 0 1 0 -0.04 -0.02 0 0.9998 1.4

            1 0 0 0.05 0 1 0 -0.06 0 0 1 2.1
            """;

    private static final String TIMES = "0.000000e+00\n1.037359e-01\n2.073381e-01\n3.110752e-01\n";

    @TempDir Path folder;

    private void write(String name, byte[] bytes) {
        KittiFolder.write(folder, "sequences/" + name, bytes);
    }

    private SemanticKitti open() throws DatasetException {
        return SemanticKitti.open(DatasetRoot.of(folder));
    }

    private static boolean says(List<String> sentences, String part) {
        return sentences.stream().anyMatch(s -> s.contains(part));
    }

    @Test
    void aDatasetsOwnTrWins() throws DatasetException {
        write("00/velodyne/000001.bin", scan(10, 0));
        write("00/image_2/000001.png", png());
        write("00/calib.txt", ascii(OWN_TR));
        write("00/poses.txt", ascii(POSES));
        write("00/times.txt", ascii(TIMES));
        SemanticKitti kitti = open();
        assertFalse(says(kitti.remarks(), "supplied"), kitti.remarks().toString());
        var sample = kitti.read("00", 0).sample();
        assertEquals("000001", sample.token());
        assertEquals(103_735_900, sample.referenceNs());
        // Tr turns axes only, so the camera's (0.01, -0.02, 0.7) is the vehicle's (0.7, -0.01,
        // 0.02).
        assertEquals(0.7, sample.worldFromEgo().translation().x(), 1e-9);
        assertEquals(-0.01, sample.worldFromEgo().translation().y(), 1e-9);
        assertEquals(0.02, sample.worldFromEgo().translation().z(), 1e-9);
        assertEquals(1, sample.images().size());
        assertTrue(sample.rig().egoFrom(new Frame("CAM_2")).translation().y() > 0);
    }

    @Test
    void theSuppliedTrIsOnlyForTheDayItWasMeasured() throws DatasetException {
        write("00/velodyne/000000.bin", scan(10, 0));
        write("00/calib.txt", ascii(OWN_TR.replaceAll("Tr:.*\n", "")));
        write("00/poses.txt", ascii(POSES));
        write("00/times.txt", ascii(TIMES));
        write("01/velodyne/000000.bin", scan(10, 0));
        KittiFolder.write(folder, "poses/01.txt", ascii(POSES)); // KITTI odometry's place for it
        write("01/times.txt", ascii(TIMES));
        SemanticKitti kitti = open();
        assertTrue(
                says(kitti.remarks(), "Sequence 00 has no velodyne-to-camera Tr and none"),
                kitti.remarks().toString());
        assertFalse(kitti.placed("00", 0));
        assertTrue(
                says(kitti.remarks(), "Sequence 01 has no velodyne-to-camera Tr: the public"),
                kitti.remarks().toString());
        assertTrue(kitti.placed("01", 0));
    }

    @Test
    void scansWithoutPosesStandAtPlacesOfTheirOwn() throws DatasetException {
        for (int i = 0; i < 5; i++) {
            write("00/velodyne/00000" + i + ".bin", scan(10, 0));
        }
        write("00/calib.txt", ascii(OWN_TR));
        write("00/poses.txt", ascii(POSES));
        write("00/times.txt", ascii(TIMES));
        SemanticKitti kitti = open();
        assertTrue(kitti.placed("00", 3));
        assertFalse(kitti.placed("00", 4)); // both tables end before it
        LabeledSample beyond = kitti.read("00", 4);
        assertTrue(says(beyond.lost(), "ends before scan 000004"), beyond.lost().toString());
        assertTrue(beyond.sample().referenceNs() > kitti.read("00", 3).sample().referenceNs());
        write("00/poses.txt", ascii(POSES.replace("-0.04", "nan")));
        LabeledSample damaged = open().read("00", 1);
        assertTrue(
                says(damaged.lost(), "poses.txt at line 3: 'nan' is not a finite number"),
                damaged.lost().toString());
        assertTrue(damaged.sample().worldFromEgo().translation().norm() >= 10_000);
    }

    @Test
    void aDamagedCalibrationIsNotReplacedByTheSuppliedTr() throws DatasetException {
        write("00/velodyne/000000.bin", scan(10, 0));
        write("00/calib.txt", ascii(OWN_TR.replace("-0.06", "inf")));
        write("00/poses.txt", ascii(POSES));
        write("00/times.txt", ascii(TIMES));
        SemanticKitti kitti = open();
        assertFalse(kitti.placed("00", 0));
        assertFalse(says(kitti.remarks(), "supplied"), kitti.remarks().toString());
        assertTrue(
                says(kitti.read("00", 0).lost(), "calib.txt at line 5: 'inf'"),
                kitti.read("00", 0).lost().toString());
    }

    private static byte[] labels(int... words) {
        ByteBuffer out = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            out.putInt(word);
        }
        return out.array();
    }

    @Test
    void labelsStayWithTheirPointsWhenPointsAreDropped() throws DatasetException {
        write("00/velodyne/000000.bin", scan(4, 2)); // points 1 and 3 are NaN
        write("00/labels/000000.label", labels(10, 40, 3 << 16 | 252, 48));
        SemanticKitti kitti = open();
        assertEquals(2, kitti.read("00", 0).sample().pointClouds().get(0).size());
        assertTrue(says(kitti.read("00", 0).lost(), "2 of 4 points are not finite"));
        PointLabels labels = kitti.pointKinds("00", 0).orElseThrow();
        assertEquals(2, labels.size());
        assertEquals(ObjectKind.CAR, labels.kind(0));
        assertEquals(252, labels.raw(1));
        assertEquals(1, labels.learned(1));
        assertEquals(3, labels.instance(1));
        write("00/labels/000000.label", labels(10, 40, 252));
        assertEquals(
                "byte 12",
                assertThrows(DatasetException.class, () -> kitti.pointKinds("00", 0)).place());
        write("00/labels/000000.label", labels(10, 40, 7, 10));
        assertEquals(
                "byte 8",
                assertThrows(DatasetException.class, () -> kitti.pointKinds("00", 0)).place());
    }

    @Test
    void voxelLabelsBecomeTruthInTheEgoFrame() throws DatasetException {
        int voxels = 256 * 256 * 32;
        ByteBuffer raw = ByteBuffer.allocate(2 * voxels).order(ByteOrder.LITTLE_ENDIAN);
        int[] some = {0, 10, 40, 52, 1, 0};
        for (int i = 0; i < some.length; i++) {
            raw.putShort(2 * (i + 1), (short) some[i]); // voxel 0 is in the lowest layer
        }
        byte[] invalid = new byte[voxels / 8];
        invalid[0] = 0b0000_0010; // most significant first: voxel 6
        write("00/velodyne/000000.bin", scan(10, 0));
        write("00/voxels/000000.label", raw.array());
        write("00/voxels/000000.invalid", invalid);
        LabeledSample read = open().read("00", 0);
        OccupancyGrid truth = read.truth().orElseThrow().voxels();
        ObjectKind[] expected = {
            ObjectKind.FREE,
            ObjectKind.CAR,
            ObjectKind.DRIVABLE_SURFACE,
            ObjectKind.OTHER,
            ObjectKind.UNKNOWN,
            ObjectKind.UNKNOWN
        };
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], truth.kind(i + 1), "voxel " + (i + 1));
        }
        assertEquals(ObjectKind.UNKNOWN, truth.kind(0), "the dataset never fills the lowest layer");
        assertEquals(Frame.EGO, truth.spec().frame());
        assertEquals(-2.2 + KittiVehicle.VELODYNE_HEIGHT, truth.spec().min().z(), 1e-12);
        BitSet observed = read.lidarMask().orElseThrow().observed();
        assertEquals(voxels - 1, observed.cardinality());
        assertFalse(observed.get(6));
        write("00/voxels/000000.invalid", new byte[7]);
        LabeledSample cut = open().read("00", 0);
        assertTrue(cut.truth().isEmpty());
        assertTrue(
                says(cut.lost(), "000000.invalid at byte 7: has 7 bytes"), cut.lost().toString());
    }

    @Test
    void bitsComeMostSignificantFirst() throws DatasetException {
        byte[] packed = new byte[256 * 256 * 32 / 8];
        packed[0] = (byte) 0b1000_0001;
        packed[packed.length - 1] = 1;
        BitSet bits = SscVoxels.unpack("a.bin", packed);
        assertEquals(List.of(0, 7, 256 * 256 * 32 - 1), bits.stream().boxed().toList());
    }

    @Test
    void scansThatAreDamagedAreRefusedWithTheirPlace() throws DatasetException {
        write("00/velodyne/000000.bin", new byte[33]);
        assertEquals(
                "byte 32",
                assertThrows(DatasetException.class, () -> open().read("00", 0)).place());
        assertThrows(
                DatasetException.class,
                () -> SemanticKitti.open(DatasetRoot.of(folder.resolve("sequences"))));
    }

    @Test
    void mutatedPosesEndInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                ascii(POSES),
                401,
                800,
                DatasetException.class,
                bytes -> Sequence.parsePoses("poses.txt", bytes, swap()));
    }

    private static Pose swap() {
        return Pose.ofMatrix(
                Frame.EGO, KittiCalibration.RECTIFIED, 0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 1.73);
    }

    @Test
    void mutatedTimesEndInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                ascii(TIMES),
                402,
                600,
                DatasetException.class,
                bytes -> Sequence.parseTimes("times.txt", bytes));
    }

    @Test
    void mutatedPointLabelsEndInTypedErrorsOnly() {
        int[] words = new int[200];
        for (int i = 0; i < words.length; i++) {
            words[i] = i << 16 | 40;
        }
        BitSet all = new BitSet();
        all.set(0, words.length);
        Mutations.assertOnlyTypedErrors(
                labels(words),
                403,
                600,
                DatasetException.class,
                bytes -> PointLabels.parse("a.label", bytes, 200, all));
    }

    @Test
    void mutatedVoxelBitsEndInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                new byte[256 * 256 * 32 / 8],
                404,
                500,
                DatasetException.class,
                bytes -> SscVoxels.unpack("a.bin", bytes));
    }

    @Test
    void mutatedVoxelLabelsEndInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                new byte[2 * 256 * 256 * 32],
                405,
                500,
                DatasetException.class,
                bytes -> VoxelLabels.parse("a.label", bytes));
    }

    @Test
    void aRecordingWithMutatedTablesEndsInTypedErrorsOnly() {
        write("00/velodyne/000001.bin", scan(10, 0));
        write("00/image_2/000001.png", png());
        write("00/calib.txt", ascii(OWN_TR));
        write("00/times.txt", ascii(TIMES));
        Mutations.assertOnlyTypedErrors(
                ascii(POSES),
                406,
                500,
                DatasetException.class,
                bytes -> {
                    write("00/poses.txt", bytes);
                    open().read("00", 0);
                });
    }
}
