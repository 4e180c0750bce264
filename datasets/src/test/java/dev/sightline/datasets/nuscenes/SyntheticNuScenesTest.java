package dev.sightline.datasets.nuscenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.datasets.occ3d.Occ3dLabels;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.occupancy.OccupancyGrid;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.map.Taxonomy;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.BrownConrady;
import dev.sightline.perception.sensor.Pinhole;
import dev.sightline.perception.sensor.PointCloud;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticNuScenesTest {

    private static final long T0 = 1_600_000_000_000_000_000L;

    @TempDir Path temp;

    private static NuScenes open(Path folder) throws DatasetException {
        return NuScenes.open(DatasetRoot.of(folder));
    }

    @Test
    void listsScenesWithTimesAndChannels() throws IOException {
        List<SceneInfo> scenes = open(Synthetic.folder()).scenes();
        assertEquals(2, scenes.size());
        SceneInfo a = scenes.get(0);
        assertEquals("synthetic-a", a.name());
        assertEquals(3, a.samples());
        assertEquals(T0, a.fromNs());
        assertEquals(T0 + 1_000_000_000, a.toNs());
        assertEquals(
                List.of("CAM_BACK x3", "CAM_FRONT x3", "LIDAR_TOP x3 (+1 sweeps listed)"),
                a.channels());
    }

    @Test
    void theTablesOwnFolderOpensTheSameRecording() throws IOException {
        Path tables = Synthetic.folder().resolve("v1.0-synthetic");
        assertTrue(NuScenes.looksLike(DatasetRoot.of(tables)));
        assertEquals(open(Synthetic.folder()).scenes(), open(tables).scenes());
        assertFalse(NuScenes.looksLike(DatasetRoot.of(Synthetic.folder().resolve("samples"))));
    }

    @Test
    void everyMeasurementHasItsOwnTimeAndTheTrackCoversThemAll() throws IOException {
        Sample sample = open(Synthetic.folder()).read("synthetic-a", 1).sample();
        long reference = T0 + 500_000_000;
        assertEquals(reference, sample.referenceNs());
        assertEquals(
                reference - 40_000_000,
                sample.image(new Frame("CAM_FRONT")).orElseThrow().startNs());
        // LIDAR, two cameras and the radar: four poses.
        assertEquals(4, sample.track().size());
        // 40 ms at 5 m/s are 0.2 m along world y.
        Vec3 now = sample.worldFromEgo().translation();
        Vec3 then = sample.track().at(reference - 40_000_000).translation();
        assertEquals(0.2, now.y() - then.y(), 1e-9);
    }

    @Test
    void lidarPointsTurnIntoTheEgoFrame() throws IOException {
        Sample sample = open(Synthetic.folder()).read("synthetic-a", 0).sample();
        PointCloud lidar = sample.pointClouds().get(0);
        assertEquals(4, lidar.size());
        PointCloud ego = lidar.to(sample.rig().egoFrom(new Frame("LIDAR_TOP")));
        // Lidar (2, 9, -1): 2 to the right, 9 ahead; the mount is at (1, 0, 1.8).
        assertEquals(10, ego.x(1), 1e-5);
        assertEquals(-2, ego.y(1), 1e-5);
        assertEquals(0.8, ego.z(1), 1e-5);
        assertEquals(0.4f, lidar.intensity(1));
    }

    @Test
    void imagesAreDecodedInColour() throws IOException {
        Sample sample = open(Synthetic.folder()).read("synthetic-a", 2).sample();
        assertEquals(0xc8141e, sample.image(new Frame("CAM_FRONT")).orElseThrow().rgb(3, 3));
        assertEquals(8, sample.rig().camera(new Frame("CAM_FRONT")).width());
    }

    @Test
    void boxesStandInTheEgoFrameWithLengthBeforeWidth() throws IOException {
        List<TrackedObject> objects = open(Synthetic.folder()).read("synthetic-a", 1).objects();
        assertEquals(2, objects.size());
        TrackedObject car = objects.get(0);
        assertEquals(ObjectKind.CAR, car.kind());
        assertEquals(4.5, car.box().length());
        assertEquals(2.0, car.box().width());
        // The car is at world (100, 61), the vehicle at (100, 52.5) heading +y.
        assertEquals(8.5, car.box().centre().x(), 1e-9);
        assertEquals(0, car.box().centre().y(), 1e-9);
        assertEquals(0, car.box().frameFromObject().rotation().yaw(), 1e-9);
        // 2 m/s over the ground, straight ahead: velocity is not relative to the vehicle.
        assertEquals(2, car.velocity().orElseThrow().x(), 1e-9);
        assertEquals(0, car.velocity().orElseThrow().y(), 1e-9);
        // The pedestrian at world (97, 58): 3 m to the left, 5.5 m ahead.
        TrackedObject walker = objects.get(1);
        assertEquals(ObjectKind.PEDESTRIAN, walker.kind());
        assertEquals(3, walker.box().centre().y(), 1e-9);
        assertEquals(0, walker.velocity().orElseThrow().norm(), 1e-9);
    }

    @Test
    void anObjectSeenOnceHasNoVelocity() throws IOException {
        TrackedObject car = open(Synthetic.folder()).read("synthetic-b", 0).objects().get(0);
        assertTrue(car.velocity().isEmpty());
    }

    @Test
    void theTrackOfASceneHoldsAllItsKeyFrames() throws IOException {
        assertEquals(12, open(Synthetic.folder()).track("synthetic-a").orElseThrow().size());
    }

    @Test
    void radarsAreCountedNotRead() throws IOException {
        List<String> remarks = open(Synthetic.folder()).remarks();
        assertTrue(
                remarks.contains(
                        "Key frames of kinds that are not read, by channel: {RADAR_FRONT=4}."),
                remarks.toString());
    }

    @Test
    void missingTablesAreNamedOrRemarked() throws IOException {
        Path copy = Synthetic.copyTo(temp);
        for (String optional :
                new String[] {"sample_annotation", "instance", "category", "log", "map"}) {
            Files.delete(copy.resolve("v1.0-synthetic/" + optional + ".json"));
        }
        NuScenes cut = open(copy);
        assertTrue(
                cut.remarks()
                        .contains(
                                "Absent tables: sample_annotation, instance, category, log, map."));
        assertEquals(List.of(), cut.read("synthetic-a", 0).objects());
        assertEquals(List.of(), cut.read("synthetic-a", 0).lost());
        Files.delete(copy.resolve("v1.0-synthetic/ego_pose.json"));
        DatasetException e = assertThrows(DatasetException.class, () -> open(copy));
        assertEquals("v1.0-synthetic/ego_pose.json", e.file());
    }

    @Test
    void absentFilesAreCountedAndDamagedOnesSaidToBeLost() throws IOException {
        Path copy = Synthetic.copyTo(temp);
        Files.delete(copy.resolve("samples/CAM_BACK/synthetic-a_0.png"));
        Files.write(copy.resolve("samples/CAM_FRONT/synthetic-a_0.png"), new byte[] {1, 2, 3});
        for (String file :
                new String[] {
                    "CAM_FRONT/synthetic-b_0.png",
                    "CAM_BACK/synthetic-b_0.png",
                    "LIDAR_TOP/synthetic-b_0.pcd.bin"
                }) {
            Files.delete(copy.resolve("samples/" + file));
        }
        NuScenes partial = open(copy);
        assertEquals(1, partial.scenes().size());
        String remarks = partial.remarks().toString();
        assertTrue(remarks.contains("1 of 4 samples have no sensor file here"), remarks);
        assertTrue(remarks.contains("{CAM_BACK=2, CAM_FRONT=1, LIDAR_TOP=1}"), remarks);
        LabeledSample sample = partial.read("synthetic-a", 0);
        assertEquals(1, sample.sample().measurements().size());
        assertEquals(1, sample.lost().size());
        assertTrue(
                sample.lost().get(0).startsWith("samples/CAM_FRONT/synthetic-a_0.png"),
                sample.lost().toString());
        assertEquals(
                List.of(new Frame("CAM_FRONT"), new Frame("CAM_BACK")), sample.sample().missing());
    }

    @Test
    void pointsThatAreNotFiniteAreDroppedAndCounted() throws IOException {
        Path copy = Synthetic.copyTo(temp);
        Path file = copy.resolve("samples/LIDAR_TOP/synthetic-a_0.pcd.bin");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 24, 28, (byte) 0xff); // y of the second point becomes NaN
        Files.write(file, bytes);
        LabeledSample sample = open(copy).read("synthetic-a", 0);
        assertEquals(3, sample.sample().pointClouds().get(0).size());
        assertTrue(
                sample.lost().get(0).contains("1 points are not finite"), sample.lost().toString());
        Files.write(file, Arrays.copyOf(bytes, 70));
        String lost = open(copy).read("synthetic-a", 0).lost().toString();
        assertTrue(
                lost.contains("byte 60") && lost.contains("70 bytes are no whole number of points"),
                lost);
    }

    @Test
    void aNameThatClimbsOutIsNotReadEvenIfTheFileIsThere() throws IOException {
        Path copy = Synthetic.copyTo(temp.resolve("recording"));
        Files.copy(
                copy.resolve("samples/CAM_FRONT/synthetic-a_0.png"), temp.resolve("outside.png"));
        replace(copy, "sample_data", "samples/CAM_FRONT/synthetic-a_0.png", "../outside.png");
        LabeledSample sample = open(copy).read("synthetic-a", 0);
        assertTrue(sample.sample().image(new Frame("CAM_FRONT")).isEmpty());
        assertTrue(
                sample.lost().toString().contains("leads outside the recording"),
                "refused and counted, not taken for a file that was never downloaded: "
                        + sample.lost());
    }

    @Test
    void aPoseThatIsMissingCostsItsMeasurementOnly() throws IOException {
        Path copy = Synthetic.copyTo(temp);
        String token = "\"ego_pose_token\": \"";
        Path table = copy.resolve("v1.0-synthetic/sample_data.json");
        String text = Files.readString(table);
        int at = text.indexOf(token) + token.length(); // the first row: LIDAR_TOP of synthetic-a 0
        Files.writeString(table, text.substring(0, at) + "f".repeat(32) + text.substring(at + 32));
        LabeledSample sample = open(copy).read("synthetic-a", 0);
        assertEquals(2, sample.sample().measurements().size());
        assertTrue(
                sample.lost().get(0).contains("'ego_pose_token' names no row"),
                sample.lost().toString());
        // Without a LiDAR the measurement nearest to the sample's own time leads.
        assertEquals(T0 - 10_000_000, sample.sample().referenceNs());
    }

    @Test
    void namedErrorsGiveTheByteOfTheRow() throws IOException {
        Path copy = Synthetic.copyTo(temp);
        replace(
                copy,
                "ego_pose",
                "\"translation\": [100.0, 49.8, 0.0]",
                "\"translation\": [NaN, 49.8, 0.0]");
        String lost = open(copy).read("synthetic-a", 0).lost().toString();
        String text = Files.readString(copy.resolve("v1.0-synthetic/ego_pose.json"));
        int row = text.lastIndexOf('{', text.indexOf("NaN"));
        assertTrue(
                lost.contains(
                        "v1.0-synthetic/ego_pose.json at byte "
                                + row
                                + ": 'translation' must be finite"),
                lost);
    }

    @Test
    void timeIsFollowedWhereTheChainOfSamplesDisagrees() throws IOException {
        Path copy = Synthetic.copyTo(temp);
        replace(
                copy,
                "sample",
                "\"timestamp\": 1600000000000000",
                "\"timestamp\": 1600000002000000");
        NuScenes dataset = open(copy);
        assertEquals(T0 + 2_000_000_000, dataset.scenes().get(0).toNs());
        assertTrue(
                dataset.remarks()
                        .toString()
                        .contains("Samples whose next is not the next in time: 1;"),
                dataset.remarks().toString());
    }

    @Test
    void fiveCoefficientsMakeADistortedCamera() throws IOException {
        Path copy = Synthetic.copyTo(temp);
        String matrix = "\"camera_intrinsic\": [[";
        replace(
                copy,
                "calibrated_sensor",
                matrix,
                "\"camera_distortion\": [0.1, 0.02, 0.003, 0.004, 0.0], " + matrix);
        Sample sample = open(copy).read("synthetic-a", 0).sample();
        BrownConrady front = (BrownConrady) sample.rig().camera(new Frame("CAM_FRONT"));
        assertEquals(0.1, front.k1());
        assertEquals(0.003, front.p1());
        assertTrue(sample.rig().camera(new Frame("CAM_BACK")) instanceof Pinhole);
    }

    @Test
    void readingFromSeveralThreadsGivesTheSame() throws IOException {
        NuScenes dataset = open(Synthetic.folder());
        List<TrackedObject> alone = dataset.read("synthetic-a", 1).objects();
        IntStream.range(0, 64)
                .parallel()
                .forEach(
                        i -> {
                            try {
                                assertEquals(alone, dataset.read("synthetic-a", 1).objects());
                                assertEquals(
                                        1,
                                        dataset.read("synthetic-b", 0)
                                                .sample()
                                                .pointClouds()
                                                .size());
                            } catch (DatasetException e) {
                                throw new AssertionError(e);
                            }
                        });
    }

    private static void replace(Path copy, String table, String old, String with)
            throws IOException {
        Path file = copy.resolve("v1.0-synthetic/" + table + ".json");
        String text = Files.readString(file);
        assertTrue(text.contains(old), table + " has " + old);
        int at = text.indexOf(old);
        Files.writeString(
                file,
                text.substring(0, at) + with + text.substring(at + old.length()),
                StandardCharsets.UTF_8);
    }

    @Test
    void readsOccupancyTruthFromTheGtsFolder() throws IOException {
        Path copy = Synthetic.copyTo(temp);
        String token = open(copy).read("synthetic-a", 0).sample().token();
        byte[] labels = new byte[640_000];
        Arrays.fill(labels, (byte) 17);
        labels[5] = 4;
        OccupancyGrid voxels = new OccupancyGrid(GridSpec.occ3d(), Taxonomy.OCC3D, labels);
        BitSet seen = new BitSet();
        seen.set(5, 9);
        VisibilityMask mask = new VisibilityMask(GridSpec.occ3d(), seen);
        Path file = copy.resolve("gts/synthetic-a/" + token + "/labels.npz");
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            Occ3dLabels.of(Occupancy.of(voxels)).withMasks(mask, mask).write(out);
        }
        NuScenes dataset = open(copy);
        LabeledSample sample = dataset.read("synthetic-a", 0);
        assertEquals(ObjectKind.CAR, sample.truth().orElseThrow().voxels().kind(5));
        assertEquals(4, sample.cameraMask().orElseThrow().observed().cardinality());
        assertTrue(dataset.read("synthetic-a", 1).truth().isEmpty());
        assertEquals(GridSpec.occ3d(), dataset.nativeGrid().orElseThrow());
        Files.write(file, new byte[100]);
        assertTrue(open(copy).read("synthetic-a", 0).lost().get(0).contains("labels.npz"));
    }
}
