package dev.sightline.perception.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.InertialReading;
import dev.sightline.perception.sensor.LidarModel;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.MotionModel;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynchronizerTest {

    private static final Frame LIDAR = new Frame("LIDAR_TOP");
    private static final Frame LEFT = new Frame("IMU_LEFT");
    private static final Frame RIGHT = new Frame("IMU_RIGHT");
    private static final SensorRig RIG =
            SensorRig.of(
                    List.of(
                            new Mount(Pose.identity(Frame.EGO, LIDAR), new LidarModel(32, 100)),
                            new Mount(Pose.identity(Frame.EGO, LEFT), new MotionModel(30)),
                            new Mount(Pose.identity(Frame.EGO, RIGHT), new MotionModel(10))));
    private static final long TOLERANCE = 40;

    private static Synchronizer synchronizer(int capacity) {
        return new Synchronizer(new Synchronizer.Config("drive", LIDAR, TOLERANCE, capacity), RIG);
    }

    private static Pose pose(long timeNs) {
        return new Pose(
                Frame.WORLD,
                Frame.EGO,
                Rotation.aboutZ(0.001 * timeNs),
                new Vec3(0.1 * timeNs, 0, 0));
    }

    private static Measurement lidar(long startNs) {
        return PointCloud.of(LIDAR, startNs, new float[6]).offsetNs(new int[] {0, 10}).build();
    }

    private static Measurement imu(Frame frame, long startNs) {
        return new InertialReading(frame, startNs, Vec3.ZERO, Vec3.ZERO);
    }

    /** A pose or a measurement, and when it arrives. */
    private record Arrival(long timeNs, Optional<Measurement> measurement, double arrives) {}

    private static List<Arrival> drive(Random random, double lateness) {
        List<Arrival> arrivals = new ArrayList<>();
        for (long t = -100; t <= 1300; t += 25) {
            arrivals.add(arrival(t, Optional.empty(), random, lateness));
        }
        for (long t = 0; t <= 1200; t += 100) {
            arrivals.add(arrival(t, Optional.of(lidar(t)), random, lateness));
        }
        for (long t = 7; t <= 1200; t += 33) {
            arrivals.add(arrival(t, Optional.of(imu(LEFT, t)), random, lateness));
        }
        for (long t = 40; t <= 1200; t += 100) { // exactly at the tolerance
            arrivals.add(arrival(t, Optional.of(imu(RIGHT, t)), random, lateness));
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::arrives));
        return arrivals;
    }

    private static Arrival arrival(
            long t, Optional<Measurement> measurement, Random random, double lateness) {
        return new Arrival(t, measurement, t + lateness * random.nextDouble());
    }

    private static List<String> samples(List<Arrival> arrivals, boolean pollEagerly) {
        Synchronizer synchronizer = synchronizer(1000);
        List<String> made = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            if (arrival.measurement().isPresent()) {
                synchronizer.push(arrival.measurement().get());
            } else {
                synchronizer.push(arrival.timeNs(), pose(arrival.timeNs()));
            }
            while (pollEagerly) {
                Optional<Sample> sample = synchronizer.poll();
                if (sample.isEmpty()) {
                    break;
                }
                made.add(describe(sample.get()));
            }
        }
        for (Optional<Sample> s = synchronizer.drain(); s.isPresent(); s = synchronizer.drain()) {
            made.add(describe(s.get()));
        }
        assertEquals(0, synchronizer.refused());
        return made;
    }

    private static String describe(Sample sample) {
        StringBuilder text = new StringBuilder(sample.token());
        for (Measurement m : sample.measurements()) {
            text.append(' ').append(m.frame()).append('@').append(m.startNs());
        }
        for (int i = 0; i < sample.track().size(); i++) {
            text.append(' ').append(sample.track().timeNs(i));
        }
        return text.append(' ').append(sample.worldFromEgo().translation().x()).toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63, 64, 65, 66, 67, 68})
    void arrivalsOutOfOrderWithinTheToleranceMakeTheSameSamples(long seed) {
        List<String> inOrder = samples(drive(new Random(seed), 0), true);
        assertEquals(13, inOrder.size());
        assertEquals(
                "0 LIDAR_TOP@0 IMU_LEFT@7 IMU_RIGHT@40 ", inOrder.get(0).substring(0, 37) + " ");
        assertEquals(inOrder, samples(drive(new Random(seed), TOLERANCE), true));
        assertEquals(
                inOrder,
                samples(drive(new Random(seed), 0), false),
                "when one polls does not matter");
    }

    @Test
    void theNearestMeasurementIsTakenAndOfEquallyNearOnesTheEarlier() {
        Synchronizer synchronizer = synchronizer(100);
        synchronizer.push(0, pose(0));
        synchronizer.push(400, pose(400));
        for (long t : new long[] {130, 175, 215, 241}) {
            synchronizer.push(imu(LEFT, t));
        }
        for (long t : new long[] {170, 230}) {
            synchronizer.push(imu(RIGHT, t));
        }
        synchronizer.push(lidar(200));
        Sample sample = synchronizer.drain().orElseThrow();
        assertEquals(
                List.of(200L, 215L, 170L),
                sample.measurements().stream().map(Measurement::startNs).toList());
    }

    @Test
    void whatComesTooLateForEverySampleToComeIsRefusedAndCounted() {
        Synchronizer synchronizer = synchronizer(100);
        synchronizer.push(0, pose(0));
        synchronizer.push(1000, pose(1000));
        synchronizer.push(lidar(200));
        assertTrue(synchronizer.poll().isEmpty(), "its neighbours may still come");
        synchronizer.push(imu(LEFT, 280));
        assertTrue(synchronizer.poll().isEmpty(), "one late by the tolerance may still come");
        synchronizer.push(imu(LEFT, 281));
        assertEquals("200", synchronizer.poll().orElseThrow().token());
        synchronizer.push(imu(RIGHT, 159)); // useful to no sample after 200
        assertEquals(1, synchronizer.refused());
        synchronizer.push(imu(RIGHT, 160));
        assertEquals(1, synchronizer.refused());
        synchronizer.push(lidar(190)); // would be a sample before one that is out
        assertEquals(2, synchronizer.refused());
        synchronizer.push(imu(LEFT, 281)); // repeated
        assertEquals(3, synchronizer.refused());
    }

    @Test
    void atMostItsCapacityIsHeldAndTheOldestGoCounted() {
        Synchronizer synchronizer = synchronizer(5);
        for (long t = 0; t < 12; t++) {
            synchronizer.push(imu(LEFT, t));
        }
        assertEquals(5, synchronizer.waiting().get("IMU_LEFT"));
        assertEquals(7, synchronizer.refused());
    }

    @Test
    void posesAreBoundedToo() {
        Synchronizer synchronizer = synchronizer(5);
        Pose standing = pose(0);
        for (long t = 0; t <= Synchronizer.MAX_POSES; t++) {
            synchronizer.push(t, standing);
        }
        synchronizer.push(PointCloud.of(LIDAR, 0, new float[3]).build());
        assertTrue(
                synchronizer.drain().isEmpty(), "the oldest pose went, so nothing covers time 0");
        assertEquals(1, synchronizer.refused());
    }

    @Test
    void aMeasurementThatNoPoseCoversIsRefusedAloneAndCounted() {
        Synchronizer synchronizer = synchronizer(100);
        synchronizer.push(195, pose(195));
        synchronizer.push(215, pose(215));
        synchronizer.push(imu(LEFT, 180));
        synchronizer.push(lidar(200));
        Sample sample = synchronizer.drain().orElseThrow();
        assertEquals(List.of(LEFT, RIGHT), sample.missing());
        assertEquals(1, synchronizer.refused());
        synchronizer.push(lidar(300));
        assertTrue(synchronizer.drain().isEmpty());
        assertEquals(2, synchronizer.refused());
    }

    /** Poses every 600, samples every 300: each sample needs the pose before it, however long ago that was. */
    @Test
    void thePoseBeforeTheNextSampleIsKept() {
        Synchronizer synchronizer = synchronizer(100);
        for (long t = -200; t <= 1600; t += 600) {
            synchronizer.push(t, pose(t));
        }
        for (long t = 0; t <= 1500; t += 300) {
            synchronizer.push(lidar(t));
        }
        int made = 0;
        for (Optional<Sample> s = synchronizer.drain(); s.isPresent(); s = synchronizer.drain()) {
            assertEquals(
                    0.1 * s.get().referenceNs(), s.get().worldFromEgo().translation().x(), 1e-9);
            assertTrue(s.get().track().velocityAt(s.get().referenceNs()).x() > 0);
            made++;
        }
        assertEquals(6, made);
    }

    @Test
    void aSensorThatIsNotInTheRigIsAnError() {
        Synchronizer synchronizer = synchronizer(5);
        assertThrows(
                IllegalArgumentException.class,
                () -> synchronizer.push(imu(new Frame("IMU_9"), 0)));
    }
}
