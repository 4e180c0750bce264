package dev.sightline.datasets.nuscenes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.testing.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NuScenesMutationTest {

    @TempDir Path temp;

    /** Damages one table at a time; opens the recording and reads all of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "scene",
                "sample",
                "sample_data",
                "ego_pose",
                "calibrated_sensor",
                "sensor",
                "sample_annotation",
                "instance",
                "category"
            })
    void damagedTablesEndInATypedErrorOrInLessData(String table) throws IOException {
        DatasetRoot root = DatasetRoot.of(Synthetic.copyTo(temp));
        Path file = temp.resolve("v1.0-synthetic/" + table + ".json");
        byte[] valid = Files.readAllBytes(file);
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        valid,
                        table.hashCode(),
                        100,
                        DatasetException.class,
                        bytes -> {
                            Files.write(file, bytes);
                            readAll(NuScenes.open(root));
                        });
        assertTrue(outcome.refused() > 0, outcome.toString());
    }

    private static void readAll(NuScenes dataset) throws DatasetException {
        for (SceneInfo scene : dataset.scenes()) {
            dataset.track(scene.name());
            for (int i = 0; i < scene.samples(); i++) {
                dataset.read(scene.name(), i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"infos_synthetic_mmdet3d.json", "samples/LIDAR_TOP/synthetic-a_0.pcd.bin"})
    void damagedInfoFilesAndSweepsCostOnlyThemselves(String name) throws IOException {
        DatasetRoot root = DatasetRoot.of(Synthetic.copyTo(temp));
        Files.delete(temp.resolve("v1.0-synthetic/sample_annotation.json"));
        String token = NuScenes.open(root).read("synthetic-a", 0).sample().token();
        Files.writeString(
                temp.resolve("infos_synthetic_mmdet3d.json"),
                """
                {"metainfo": {"categories": {"car": 0, "pedestrian": 7}},
                 "data_list": [{"token": "%s", "instances": [
                   {"bbox_label_3d": 0, "bbox_3d": [1.0, 9.0, -1.0, 4.5, 2.0, 1.6, 1.5], "velocity": [0.1, 2.0]},
                   {"bbox_label_3d": 7, "bbox_3d": [-3.0, 5.0, -1.0, 0.7, 0.6, 1.8, 0.0], "velocity": [NaN, NaN]}]}]}
                """
                        .formatted(token));
        assertTrue(NuScenes.open(root).read("synthetic-a", 0).objects().size() == 2);
        Path file = temp.resolve(name);
        Mutations.assertOnlyTypedErrors(
                Files.readAllBytes(file),
                77,
                250,
                DatasetException.class,
                bytes -> {
                    Files.write(file, bytes);
                    readAll(NuScenes.open(root));
                });
    }
}
