package dev.sightline.apps.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.sim.SimRigs;
import dev.sightline.datasets.sim.SyntheticStreet;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sample.Synchronizer;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.planner.Input;
import dev.sightline.planner.VehicleModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {

    private static final PipelineConfig CONFIG = PipelineConfig.of(VehicleModel.nuscenesZoe());
    private static final List<Sample> SAMPLES = new ArrayList<>();

    @BeforeAll
    static void renderAFewSamples() throws Exception {
        SyntheticStreet.Config small =
                new SyntheticStreet.Config(11, 2, 2, SimRigs.nuscenes6(64, 36), 2);
        try (SyntheticStreet street = new SyntheticStreet(small)) {
            for (int i = 0; i < 3; i++) {
                SAMPLES.add(street.read(SyntheticStreet.SCENE, i).sample());
            }
        }
    }

    @Test
    void everyStageAnswers() {
        Step step = new Pipeline(CONFIG).step(SAMPLES.get(0));

        assertTrue(step.points().size() > 5000, "points: " + step.points().size());
        assertEquals(CONFIG.bev().pillars().grid(), step.bev().orElseThrow().spec());
        assertTrue(step.occupancy().orElseThrow().voxels().occupied() > 500);
        assertTrue(step.plan().orElseThrow().trajectory().size() > 10);
        assertEquals(EnumSet.allOf(Stage.class), EnumSet.copyOf(step.latencyNs().keySet()));
    }

    @Test
    void theSameSamplesGiveTheSameBits() {
        Pipeline one = new Pipeline(CONFIG);
        Pipeline two = new Pipeline(CONFIG);
        for (Sample sample : SAMPLES) {
            Step a = one.step(sample);
            Step b = two.step(sample);
            assertArrayEquals(
                    a.occupancy().orElseThrow().voxels().labels(),
                    b.occupancy().orElseThrow().voxels().labels());
            assertEquals(a.plan().orElseThrow().choice(), b.plan().orElseThrow().choice());
            assertArrayEquals(a.points().xyz(), b.points().xyz());
        }
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void aStageLeftOutLeavesTheOthersRunning(Stage left) {
        EnumSet<Stage> others = EnumSet.complementOf(EnumSet.of(left));
        Step step = new Pipeline(CONFIG.with(others)).step(SAMPLES.get(0));

        assertEquals(others.contains(Stage.BEV), step.bev().isPresent());
        assertEquals(others.contains(Stage.OCCUPANCY), step.occupancy().isPresent());
        assertEquals(others.contains(Stage.PLAN), step.plan().isPresent());
        if (left == Stage.OCCUPANCY) {
            assertTrue(
                    step.plan().orElseThrow().missing().contains(Input.OCCUPANCY),
                    "the plan says what it lacked");
        }
    }

    @Test
    void itRunsWithCamerasOnlyWithScansOnlyAndWithNothing() {
        Sample sample = SAMPLES.get(0);
        for (Class<?> kind : List.of(CameraImage.class, PointCloud.class, Void.class)) {
            List<Measurement> kept =
                    sample.measurements().stream().filter(kind::isInstance).toList();
            Step step = new Pipeline(CONFIG).step(sample.with(sample.rig(), kept));
            assertTrue(
                    step.plan().isPresent(),
                    "a plan exists with " + kind.getSimpleName() + " only");
            assertEquals(kind == PointCloud.class, step.points().size() > 0);
        }
    }

    @Test
    void returnsFromTheVehicleItselfAreDropped() {
        VehicleModel car = VehicleModel.nuscenesZoe();
        Step step = new Pipeline(CONFIG).step(SAMPLES.get(0));
        PointCloud points = step.points();
        for (int i = 0; i < points.size(); i++) {
            boolean onCar =
                    points.x(i) > -car.rearOverhang()
                            && points.x(i) < car.front()
                            && Math.abs(points.y(i)) < car.width() / 2;
            assertFalse(onCar && points.z(i) < 1.5, "point " + i + " lies in the vehicle");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void measurementsPushedOutOfOrderGiveTheStepsOfSamples(long seed) {
        Frame lidar = SAMPLES.get(0).pointClouds().get(0).frame();
        Synchronizer.Config pace = new Synchronizer.Config("street", lidar, 100_000_000, 100);
        LivePipeline live = new LivePipeline(pace, SAMPLES.get(0).rig(), CONFIG);
        for (Sample sample : SAMPLES) {
            for (int i = 0; i < sample.track().size(); i++) {
                live.push(sample.track().timeNs(i), sample.track().pose(i));
            }
        }
        List<Step> steps = new ArrayList<>();
        // Shuffled within each sample: lateness stays under the tolerance, as the contract asks.
        for (Sample sample : SAMPLES) {
            List<Measurement> mixed = new ArrayList<>(sample.measurements());
            Collections.shuffle(mixed, new Random(seed));
            mixed.forEach(m -> steps.addAll(live.push(m)));
        }
        steps.addAll(live.finish());

        assertEquals(SAMPLES.size(), steps.size());
        assertEquals(0, live.refused());
        for (int i = 0; i < steps.size(); i++) {
            assertEquals(
                    SAMPLES.get(i).measurements().size(),
                    steps.get(i).sample().measurements().size());
        }
    }
}
