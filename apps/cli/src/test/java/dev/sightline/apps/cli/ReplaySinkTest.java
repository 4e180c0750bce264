package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.apps.pipeline.Pipeline;
import dev.sightline.apps.pipeline.PipelineConfig;
import dev.sightline.apps.pipeline.Stage;
import dev.sightline.apps.pipeline.Step;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.sim.SimRigs;
import dev.sightline.datasets.sim.SyntheticStreet;
import dev.sightline.planner.VehicleModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaySinkTest {

    /** nuScenes has 850 scenes: a picture of each one's first sample would fill the memory. */
    @Test
    void manyShortScenesDoNotMakeMorePicturesThanOneLong(@TempDir Path folder) throws Exception {
        int scenes = 50;
        VehicleModel vehicle = VehicleModel.nuscenesZoe();
        SyntheticStreet.Config small =
                new SyntheticStreet.Config(5, 1, 1, SimRigs.nuscenes6(16, 9), 1);
        try (SyntheticStreet street = new SyntheticStreet(small);
                RunFolder out = RunFolder.open(folder.resolve("out"), false);
                ReplaySink sink = new ReplaySink(street, out, vehicle, scenes, 2)) {
            LabeledSample sample = street.read(SyntheticStreet.SCENE, 0);
            for (int i = 0;
                    i < scenes;
                    i++) { // each the first of a scene, of a pipeline of its own
                Pipeline pipeline =
                        new Pipeline(PipelineConfig.of(vehicle).with(Set.of(Stage.DEPTH)));
                Step step = pipeline.step(sample.sample());
                sink.step(sample, step, pipeline, Optional.empty());
            }
            assertEquals(13, sink.gallery().pictures().size()); // every fourth, so at most 16
        }
    }
}
