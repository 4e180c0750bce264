package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.apps.pipeline.PipelineConfig;
import dev.sightline.apps.pipeline.Stage;
import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.datasets.sim.SimRigs;
import dev.sightline.datasets.sim.SyntheticStreet;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.planner.VehicleModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneReplayTest {

    /** A street whose table of all poses is damaged; each sample still knows its own. */
    private static final class Damaged implements Dataset {
        private final SyntheticStreet street =
                new SyntheticStreet(
                        new SyntheticStreet.Config(3, 1, 2, SimRigs.nuscenes6(16, 9), 1));

        @Override
        public String format() {
            return street.format();
        }

        @Override
        public List<SceneInfo> scenes() {
            return street.scenes();
        }

        @Override
        public List<String> remarks() {
            return street.remarks();
        }

        @Override
        public LabeledSample read(String scene, int index) throws DatasetException {
            return street.read(scene, index);
        }

        @Override
        public Optional<PoseTrack> track(String scene) throws DatasetException {
            throw new DatasetException("poses.json", "byte 7", "is damaged", "Download it again.");
        }
    }

    @Test
    void damagedPosesOfTheWholeSceneCostNoSampleButAreCounted(@TempDir Path folder)
            throws Exception {
        PipelineConfig config =
                PipelineConfig.of(VehicleModel.nuscenesZoe()).with(Set.of(Stage.DEPTH));
        StringWriter err = new StringWriter();
        try (Dataset damaged = new Damaged();
                RunFolder out = RunFolder.open(folder.resolve("out"), false);
                ReplaySink sink = new ReplaySink(damaged, out, config.vehicle(), 2, 1);
                Progress progress = new Progress("test", 2, new PrintWriter(err))) {
            SceneInfo scene = damaged.scenes().get(0);
            ReplayScores scores =
                    new SceneReplay(damaged, scene, new ReplayOptions(), config, sink)
                            .run(progress);
            assertEquals(2, scores.frames());
            assertEquals(0, scores.dropped());
            assertEquals(1, scores.lost());
            assertTrue(sink.losses().get(0).contains("poses.json"), sink.losses().toString());
        }
    }
}
