package dev.sightline.datasets.argoverse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.SensorRig;
import dev.sightline.testing.Mutations;
import dev.sightline.testing.SampleData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgoverseSensorTest {

    private static final String LOG = "7fab2350-7eaf-3b7e-a39d-6937a4c1bede";

    private static ArgoverseSensor open() throws Exception {
        return ArgoverseSensor.open(DatasetRoot.of(SampleData.path("argoverse2")));
    }

    /** Points of a sweep in the ego frame. */
    private static List<Vec3> egoPoints(LabeledSample labeled) {
        List<Vec3> all = new ArrayList<>();
        for (PointCloud cloud : labeled.sample().pointClouds()) {
            PointCloud ego = cloud.to(labeled.sample().rig().egoFrom(cloud.frame()));
            for (int i = 0; i < ego.size(); i++) {
                all.add(new Vec3(ego.x(i), ego.y(i), ego.z(i)));
            }
        }
        return all;
    }

    @Test
    void theIndexTellsSweepsCamerasAndWhatIsAbsent() throws Exception {
        try (ArgoverseSensor log = open()) {
            assertEquals(1, log.scenes().size());
            assertEquals(LOG, log.scenes().get(0).name());
            assertEquals(2, log.scenes().get(0).samples());
            assertTrue(
                    log.remarks().stream()
                            .anyMatch(r -> r.contains("no images of ring_front_center")),
                    log.remarks().toString());
            assertEquals(2706, log.track(LOG).orElseThrow().size());
        }
    }

    @Test
    void everyPointOfASweepComesBack() throws Exception {
        try (ArgoverseSensor log = open()) {
            int points =
                    log.read(LOG, 0).sample().pointClouds().stream()
                            .mapToInt(PointCloud::size)
                            .sum();
            assertEquals(99229, points);
            assertEquals(9, log.read(LOG, 0).sample().rig().cameras().size());
        }
    }

    /** The makers count returns of the sweep inside each cuboid: counting them again checks frames, times and the ground shift. */
    @Test
    void cuboidsHoldTheReturnsTheirMakersCounted() throws Exception {
        try (ArgoverseSensor log = open()) {
            long counted = 0;
            long expected = 0;
            int exact = 0;
            int boxes = 0;
            for (int index = 0; index < 2; index++) {
                List<Vec3> points = egoPoints(log.read(LOG, index));
                for (Log.Cuboid cuboid : log.cuboids(LOG, index)) {
                    Box box = cuboid.object().box();
                    Pose objectFromEgo = box.frameFromObject().inverse();
                    long inside =
                            points.stream()
                                    .filter(p -> p.distance(box.centre()) < 15)
                                    .map(objectFromEgo::apply)
                                    .filter(p -> Math.abs(p.x()) <= box.length() / 2)
                                    .filter(p -> Math.abs(p.y()) <= box.width() / 2)
                                    .filter(p -> Math.abs(p.z()) <= box.height() / 2)
                                    .count();
                    counted += inside;
                    expected += cuboid.points();
                    exact += inside == cuboid.points() ? 1 : 0;
                    boxes++;
                }
            }
            System.out.println(
                    "argoverse2: "
                            + exact
                            + " of "
                            + boxes
                            + " cuboids exact, "
                            + counted
                            + " returns, makers "
                            + expected);
            assertTrue(boxes > 100, "boxes " + boxes);
            assertEquals(expected, counted);
            assertEquals(boxes, exact);
        }
    }

    /** A laser keeps its elevation only in the frame of the LiDAR it belongs to; the two stand 11 cm apart and one is upside down. */
    @Test
    void eachLaserKeepsItsElevationInItsOwnLidar() throws Exception {
        try (ArgoverseSensor log = open()) {
            LabeledSample labeled = log.read(LOG, 0);
            double own = 0;
            double other = 0;
            for (PointCloud cloud : labeled.sample().pointClouds()) {
                for (PointCloud same : labeled.sample().pointClouds()) {
                    Pose sameFromCloud =
                            labeled.sample()
                                    .rig()
                                    .egoFrom(same.frame())
                                    .inverse()
                                    .times(labeled.sample().rig().egoFrom(cloud.frame()));
                    double spread = ringiness(cloud.to(sameFromCloud));
                    if (same == cloud) {
                        own += spread;
                    } else {
                        other += spread;
                    }
                }
            }
            System.out.println(
                    "argoverse2: near returns in occupied elevation bins, own lidar "
                            + own
                            + ", other "
                            + other);
            assertTrue(own > 1.1 * other, "own " + own + ", other " + other);
        }
    }

    /** How peaked the histogram of elevations of near returns is: rings make it a comb. */
    private static double ringiness(PointCloud cloud) {
        int[] histogram = new int[4000];
        int n = 0;
        for (int i = 0; i < cloud.size(); i++) {
            double ground = Math.hypot(cloud.x(i), cloud.y(i));
            if (ground > 3 && ground < 12) {
                double elevation = Math.toDegrees(Math.atan2(cloud.z(i), ground));
                int bin = (int) ((elevation + 100) * 20);
                if (bin >= 0 && bin < histogram.length) {
                    histogram[bin]++;
                    n++;
                }
            }
        }
        double sum = 0;
        for (int c : histogram) {
            sum += (double) c * c;
        }
        return sum / n;
    }

    @Test
    void twoSweepsOfOneStreetLieOnEachOther() throws Exception {
        try (ArgoverseSensor log = open()) {
            PoseTrack track = log.track(LOG).orElseThrow();
            LabeledSample first = log.read(LOG, 0);
            LabeledSample second = log.read(LOG, 1);
            Pose firstFromSecond =
                    track.at(first.sample().referenceNs())
                            .inverse()
                            .times(track.at(second.sample().referenceNs()));
            double moved = overlap(egoPoints(first), egoPoints(second), firstFromSecond);
            double unmoved =
                    overlap(
                            egoPoints(first),
                            egoPoints(second),
                            Pose.identity(Frame.EGO, Frame.EGO));
            System.out.println(
                    "argoverse2: share of the second sweep in voxels of the first: "
                            + moved
                            + ", without poses "
                            + unmoved);
            assertTrue(moved > 0.6 && moved > unmoved, moved + " against " + unmoved);
        }
    }

    private static double overlap(List<Vec3> first, List<Vec3> second, Pose firstFromSecond) {
        java.util.Set<Long> cells = new java.util.HashSet<>();
        first.forEach(p -> cells.add(cell(p)));
        return second.stream()
                        .map(firstFromSecond::apply)
                        .filter(p -> cells.contains(cell(p)))
                        .count()
                / (double) second.size();
    }

    private static long cell(Vec3 p) {
        long x = (long) Math.floor(p.x() / 0.2) + 100000;
        long y = (long) Math.floor(p.y() / 0.2) + 100000;
        long z = (long) Math.floor(p.z() / 0.2) + 100000;
        return (x << 40) + (y << 20) + z;
    }

    @Test
    void damagedTablesAreTypedErrors(@TempDir Path folder) throws Exception {
        byte[] valid =
                Files.readAllBytes(
                        SampleData.path(
                                "argoverse2/sensor/" + LOG + "/calibration/intrinsics.feather"));
        DatasetRoot root = DatasetRoot.of(folder);
        Mutations.assertOnlyTypedErrors(
                valid,
                20261123,
                500,
                DatasetException.class,
                bytes -> {
                    Files.write(folder.resolve("table.feather"), bytes);
                    FeatherTable.read(
                            root, "table.feather", List.of("sensor_name", "fx_px", "height_px"));
                });
    }

    @Test
    void aFileThatIsNoFeatherFileSaysSo(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("table.feather"), "timestamp_ns,qw");
        DatasetException e =
                assertThrows(
                        DatasetException.class,
                        () ->
                                FeatherTable.read(
                                        DatasetRoot.of(folder),
                                        "table.feather",
                                        List.of("timestamp_ns")));
        assertTrue(e.getMessage().contains("ARROW1"), e.getMessage());
    }

    @Test
    void anyFolderNameMakesAValidSceneName() {
        assertEquals("my_log__2_", ArgoverseSensor.sceneName("my log (2)"));
        for (String name : List.of(".hidden", "\u00fcber", "x".repeat(255), "0a-b_c.d+e")) {
            String scene = ArgoverseSensor.sceneName(name);
            PoseTrack track = PoseTrack.at(0, Pose.identity(Frame.WORLD, Frame.EGO));
            Sample sample = new Sample(scene, "0", 0, SensorRig.of(List.of()), track, List.of());
            assertEquals(scene, sample.scene());
        }
    }
}
