package dev.sightline.datasets.semantickitti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SensorFile;
import dev.sightline.datasets.kitti.KittiCalibration;
import dev.sightline.datasets.kitti.KittiVehicle;
import dev.sightline.datasets.kitti.NumberRows;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.testing.SampleData;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader against the recording itself. */
class SemanticKittiProofTest {

    private static DatasetRoot root;
    private static SemanticKitti kitti;

    @BeforeAll
    static void open() throws DatasetException {
        root = DatasetRoot.of(SampleData.path("semantickitti"));
        kitti = SemanticKitti.open(root);
    }

    @Test
    void holdsWhatItsProvenanceSays() throws DatasetException {
        assertEquals(
                List.of("00", "05", "07"), kitti.scenes().stream().map(s -> s.name()).toList());
        assertEquals(
                List.of("VELODYNE x6", "CAM_2 x6", "CAM_3 x2"), kitti.scenes().get(0).channels());
        int[] points = {124668, 124605, 124478, 124167, 123969, 123924};
        for (int i = 0; i < 6; i++) {
            LabeledSample read = kitti.read("00", i);
            assertEquals(points[i], read.sample().pointClouds().get(0).size());
            assertEquals(points[i], kitti.pointKinds("00", i).orElseThrow().size());
            assertEquals(i < 2 ? 2 : 1, read.sample().images().size());
            assertEquals(List.of(), read.lost());
            assertTrue(kitti.placed("00", i));
        }
        assertEquals(518_430_200, kitti.read("00", 5).sample().referenceNs());
        assertEquals(126956, kitti.read("05", 0).sample().pointClouds().get(0).size());
        assertEquals(122626, kitti.read("07", 0).sample().pointClouds().get(0).size());
    }

    @Test
    void theSuppliedTrIsSaidAndWhereThereIsNoneThereIsNoOverlay() throws DatasetException {
        String all = String.join("\n", kitti.remarks());
        assertTrue(all.contains("Sequence 00 has no velodyne-to-camera Tr: the public value"), all);
        for (String scene : List.of("05", "07")) {
            assertTrue(
                    all.contains(
                            "Sequence "
                                    + scene
                                    + " has no velodyne-to-camera Tr and none is supplied"),
                    all);
            LabeledSample read = kitti.read(scene, 0);
            assertEquals(1, read.sample().measurements().size());
            assertEquals(1, read.sample().track().size());
            assertFalse(kitti.placed(scene, 0));
            assertEquals(List.of(), read.lost());
        }
    }

    /** PROVENANCE: z starts at -2.2 m, measured; -2.0 gives 0.17 to 0.23. */
    @ParameterizedTest
    @CsvSource({"00, 0", "00, 5", "05, 0", "07, 0"})
    void voxelisingAScanReproducesTheShippedInput(String scene, int index) throws DatasetException {
        double iou = voxelIou(scene, index, i -> true, "all points");
        assertTrue(iou >= 0.96, "IoU " + iou);
    }

    /** What the dataset's own voxeliser left out: this explains the 0.96 of sequence 05, and the lowest layer, which is empty. */
    @ParameterizedTest
    @CsvSource({"00, 0", "00, 5", "05, 0", "07, 0"})
    void labelledPointsAboveMinusTwoMetresReproduceItNearlyExactly(String scene, int index)
            throws DatasetException {
        PointCloud cloud = kitti.read(scene, index).sample().pointClouds().get(0);
        PointLabels labels = kitti.pointKinds(scene, index).orElseThrow();
        double iou =
                voxelIou(
                        scene,
                        index,
                        i -> cloud.z(i) >= -2 && labels.raw(i) > 1,
                        "labelled, z >= -2");
        assertTrue(iou >= 0.999, "IoU " + iou);
        BitSet shipped = kitti.voxels(scene, index == 5 ? "000005" : "000000").scan().orElseThrow();
        assertEquals(
                0, shipped.stream().filter(v -> v % 32 == 0).count(), "voxels in the lowest layer");
    }

    private static double voxelIou(String scene, int index, IntPredicate wanted, String which)
            throws DatasetException {
        LabeledSample read = kitti.read(scene, index);
        PointCloud ego = read.sample().pointClouds().get(0).to(KittiVehicle.EGO_FROM_VELODYNE);
        BitSet shipped = kitti.voxels(scene, read.sample().token()).scan().orElseThrow();
        BitSet mine = new BitSet();
        for (int i = 0; i < ego.size(); i++) {
            int voxel = SscVoxels.EGO_GRID.indexOf(ego.x(i), ego.y(i), ego.z(i));
            if (voxel >= 0 && wanted.test(i)) {
                mine.set(voxel);
            }
        }
        BitSet both = (BitSet) mine.clone();
        both.and(shipped);
        BitSet either = (BitSet) mine.clone();
        either.or(shipped);
        double iou = (double) both.cardinality() / either.cardinality();
        System.out.printf(
                Locale.ROOT,
                "semantickitti: %s/%s, %s, to voxels: IoU %.4f, only ours %d, only shipped %d%n",
                scene,
                read.sample().token(),
                which,
                iou,
                mine.cardinality() - both.cardinality(),
                shipped.cardinality() - both.cardinality());
        return iou;
    }

    @Test
    void theVoxelFilesHoldAsManyBitsAsMeasuredBefore() throws DatasetException {
        SscVoxels voxels = kitti.voxels("00", "000005");
        assertEquals(11844, voxels.scan().orElseThrow().cardinality());
        assertEquals(605465, voxels.invalid().orElseThrow().cardinality());
        assertEquals(1402580, voxels.occluded().orElseThrow().cardinality());
        assertTrue(voxels.truth().isEmpty(), "no .label in this copy");
        BitSet overlap = voxels.scan().orElseThrow();
        overlap.and(voxels.invalid().orElseThrow());
        assertEquals(0, overlap.cardinality());
    }

    /** If the supplied Tr is right, scans moved through the camera's poses lie on each other better than with any plain axis swap. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theSuppliedTrAlignsScansBetterThanABareAxisSwap(int scan) throws DatasetException {
        PointCloud first = kitti.read("00", 0).sample().pointClouds().get(0);
        PointCloud later = kitti.read("00", scan).sample().pointClouds().get(0);
        double supplied = residual(first, later, Sequence.SUPPLIED_TR, scan);
        double swap =
                residual(first, later, new double[] {0, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0}, scan);
        System.out.printf(
                Locale.ROOT,
                "semantickitti: scan %d on scan 0, mean distance to the nearest point %.4f m with the supplied Tr, %.4f m with an axis swap%n",
                scan,
                supplied,
                swap);
        assertTrue(supplied < swap, supplied + " against " + swap);
    }

    private static double residual(PointCloud first, PointCloud later, double[] tr, int scan)
            throws DatasetException {
        Pose rectifiedFromVelodyne =
                Pose.ofMatrix(KittiCalibration.RECTIFIED, KittiVehicle.VELODYNE, tr);
        String file = "sequences/00/poses.txt";
        List<Pose> worldFromEgo =
                Sequence.parsePoses(
                        file,
                        SensorFile.read(root, file, 1 << 20),
                        KittiVehicle.EGO_FROM_VELODYNE.times(rectifiedFromVelodyne.inverse()));
        // The world is the ego frame of row 0, so scan 0 is in it already.
        Pose worldFromVelodyne = worldFromEgo.get(scan).times(KittiVehicle.EGO_FROM_VELODYNE);
        Pose worldFromFirst = worldFromEgo.get(0).times(KittiVehicle.EGO_FROM_VELODYNE);
        return NearestPoint.over(first.to(worldFromFirst))
                .meanDistance(later.to(worldFromVelodyne), 9);
    }

    /** The plain twin of the poses: matrices multiplied one by one, nothing shared with {@link Pose}. */
    @Test
    void egoPosesAreTheCamerasPosesMovedThroughTr() throws DatasetException {
        List<double[]> rows =
                NumberRows.table(
                        "poses", SensorFile.read(root, "sequences/00/poses.txt", 1 << 20), 12);
        double[] lift = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1.73};
        double[] e = times(lift, inverse(Sequence.SUPPLIED_TR));
        for (int i = 0; i < 6; i++) {
            double[] expected =
                    times(times(e, times(inverse(rows.get(0)), rows.get(i))), inverse(e));
            double[] actual = kitti.read("00", i).sample().worldFromEgo().matrix();
            for (int k = 0; k < 12; k++) {
                // Six digits in poses.txt: its matrices are rotations to 1e-6.
                assertEquals(expected[k], actual[k], 1e-5, "scan " + i + ", entry " + k);
            }
        }
        double[] last = kitti.read("00", 5).sample().worldFromEgo().matrix();
        assertTrue(
                last[3] > 3.3 && last[3] < 3.8 && Math.abs(last[11]) < 0.1,
                "the car drives ahead on level ground");
    }

    private static double[] times(double[] a, double[] b) {
        double[] out = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 4; c++) {
                out[4 * r + c] =
                        a[4 * r] * b[c]
                                + a[4 * r + 1] * b[4 + c]
                                + a[4 * r + 2] * b[8 + c]
                                + (c == 3 ? a[4 * r + 3] : 0);
            }
        }
        return out;
    }

    private static double[] inverse(double[] m) {
        double[] out = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 3; c++) {
                out[4 * r + c] = m[4 * c + r];
                out[4 * r + 3] -= m[4 * c + r] * m[4 * c + 3];
            }
        }
        return out;
    }

    @Test
    void theTrackTellsThePaceOfTheCar() throws DatasetException {
        var sample = kitti.read("00", 3).sample();
        assertEquals(3, sample.track().size());
        double speed = sample.track().velocityAt(sample.referenceNs()).norm();
        assertTrue(speed > 5 && speed < 10, speed + " m/s"); // about 0.7 m per scan
    }

    @Test
    void labelledRoadLiesAtTheGroundOfTheEgoFrame() throws DatasetException {
        PointCloud ego =
                kitti.read("00", 0)
                        .sample()
                        .pointClouds()
                        .get(0)
                        .to(KittiVehicle.EGO_FROM_VELODYNE);
        PointLabels labels = kitti.pointKinds("00", 0).orElseThrow();
        double sum = 0;
        int n = 0;
        for (int i = 0; i < ego.size(); i++) {
            if (labels.kind(i) == ObjectKind.DRIVABLE_SURFACE
                    && Math.hypot(ego.x(i), ego.y(i)) < 8) {
                sum += ego.z(i);
                n++;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "semantickitti: road within 8 m, mean height %.3f m of %d points%n",
                sum / n,
                n);
        assertTrue(n > 5000 && Math.abs(sum / n) < 0.15, n + " points at " + sum / n);
    }

    @Test
    void theTableInCodeIsThePublishedLearningMap() throws DatasetException {
        String yaml =
                new String(
                        SensorFile.read(root, "semantic-kitti.yaml", 1 << 16),
                        StandardCharsets.UTF_8);
        Map<Integer, Integer> published = new TreeMap<>();
        boolean inside = false;
        for (String line : yaml.split("\n")) {
            if (!line.startsWith(" ")) {
                inside = line.startsWith("learning_map:");
            }
            Matcher entry = Pattern.compile(" +([0-9]+) *: *([0-9]+).*").matcher(line);
            if (inside && entry.matches()) {
                published.put(Integer.valueOf(entry.group(1)), Integer.valueOf(entry.group(2)));
            }
        }
        assertEquals(34, published.size());
        for (int raw = 0; raw < 1 << 16; raw++) {
            OptionalInt expected =
                    published.containsKey(raw)
                            ? OptionalInt.of(published.get(raw))
                            : OptionalInt.empty();
            assertEquals(expected, RawClasses.learned(raw), "raw class " + raw);
        }
    }

    @Test
    void camerasSeeWhatTheScannerSees() throws DatasetException {
        var sample = kitti.read("00", 0).sample();
        Frame left = new Frame("CAM_2");
        // Image 2 is 0.06 m to the left of camera 0, camera 3 0.47 m to its right: the files' own
        // baselines.
        double baseline =
                sample.rig()
                        .egoFrom(left)
                        .translation()
                        .distance(sample.rig().egoFrom(new Frame("CAM_3")).translation());
        assertEquals((45.38225 + 337.2877) / 718.856, baseline, 5e-3);
        assertEquals(1.65, sample.rig().egoFrom(left).translation().z(), 0.05);
    }
}
