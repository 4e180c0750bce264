package dev.sightline.datasets.nuscenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class T4SampleTest {

    @Test
    void opensATierFourDatasetThroughItsAnnotationFolder() throws IOException {
        NuScenes dataset = NuScenes.open(DatasetRoot.of(SampleData.path("nuscenes_schema_t4")));
        assertEquals(
                List.of("CAM_BACK x3", "CAM_FRONT x3", "LIDAR_TOP x3"),
                dataset.scenes().get(0).channels());
        for (int i = 0; i < 3; i++) {
            LabeledSample sample = dataset.read("minimal_test_scene", i);
            assertEquals(List.of(), sample.lost());
            assertEquals(3, sample.sample().measurements().size());
            assertEquals(8, sample.sample().pointClouds().get(0).size());
            assertEquals(10.0 * i, sample.sample().worldFromEgo().translation().x());
        }
        LabeledSample first = dataset.read("minimal_test_scene", 0);
        assertTrue(first.objects().stream().anyMatch(o -> o.kind() == ObjectKind.CAR));
        // The car moves by (2, 0.2) m in one second.
        assertEquals(2.0, first.objects().get(0).velocity().orElseThrow().x(), 1e-9);
    }
}
