package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.apps.cli.MainTest.Run;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of the reference evaluators, through the command line and its documented layouts. */
class EvaluateVectorsTest {

    private static final double VOXELS = 1e-9;
    private static final double RAYS = 1e-6;

    @TempDir Path folder;
    private OccupancyVectors vectors;

    @BeforeEach
    void findVectors() {
        vectors = new OccupancyVectors(SampleData.path("occ_vectors"));
    }

    private JsonNode evaluate(String protocol, Path truth, Path predictions) throws IOException {
        Run run =
                Run.of(
                        "evaluate",
                        "--protocol",
                        protocol,
                        "--gt",
                        truth.toString(),
                        "--pred",
                        predictions.toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        "--json");
        assertEquals(ExitCode.DONE, run.code(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    private static void assertNumber(JsonNode expected, JsonNode actual, double tolerance) {
        assertTrue(!actual.isMissingNode(), "not printed: expected " + expected);
        assertEquals(expected.isNull(), actual.isNull(), expected + " against " + actual);
        assertEquals(expected.asDouble(), actual.asDouble(), tolerance);
    }

    private static void assertClasses(JsonNode expected, int from, JsonNode iou) {
        for (int c = 0; c < expected.size(); c++) {
            assertNumber(expected.get(c), iou.get(name(iou, from + c)), VOXELS);
        }
    }

    private static String name(JsonNode object, int place) {
        var names = object.fieldNames();
        String name = names.next();
        for (int i = 0; i < place; i++) {
            name = names.next();
        }
        return name;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "structured",
                "structured_plus_thick",
                "all_miou",
                "frame:gt_with_255",
                "frame:empty_camera_mask"
            })
    void occ3dGivesEveryMaskAndNanRuleOfTheReference(String group) throws IOException {
        JsonNode expected = vectors.expected("occ3d_miou").get(group);
        vectors.occ3d(folder, expected.get("frames"));
        JsonNode got = evaluate("occ3d-nuscenes", folder.resolve("gts"), folder.resolve("pred"));
        for (String mask : new String[] {"camera", "lidar", "none"}) {
            JsonNode wanted = expected.get(mask);
            if (wanted == null) {
                continue;
            }
            for (String rule : new String[] {"nan_if_absent_in_both", "nan_if_absent_in_gt"}) {
                assertNumber(
                        wanted.get(rule).get("miou_excluding_free"),
                        got.at("/masks/" + mask + "/miou/" + rule),
                        VOXELS);
            }
            assertClasses(
                    wanted.get("nan_if_absent_in_both").get("iou_per_class"),
                    0,
                    got.at("/masks/" + mask + "/iou"));
        }
        assertEquals(expected.get("camera").get("hist"), got.get("confusion"), "counts are exact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"structured", "structured_plus_thick", "frame:perfect"})
    void rayIouIsThatOfTheReference(String group) throws IOException {
        JsonNode expected = vectors.expected("occ3d_rayiou").get(group);
        vectors.occ3d(folder, expected.get("frames"));
        JsonNode got = evaluate("occ3d-nuscenes", folder, folder.resolve("pred")).get("rayiou");
        assertEquals(expected.get("rays_evaluated"), got.get("rays"));
        assertNumber(expected.get("RayIoU"), got.get("mean"), RAYS);
        for (String metres : new String[] {"1", "2", "4"}) {
            assertNumber(expected.get("RayIoU@" + metres), got.get(metres), RAYS);
            JsonNode perClass = expected.get("iou_per_class").get(metres);
            for (int c = 0; c < perClass.size(); c++) {
                JsonNode one = got.get("classes").get(name(got.get("classes"), c));
                assertNumber(perClass.get(c), one.get(metres), RAYS);
            }
        }
    }

    @Test
    void rayPqIsThatOfTheReference() throws IOException {
        JsonNode expected = vectors.expected("occ3d_raypq");
        vectors.occ3d(folder, expected.get("frames"));
        JsonNode got = evaluate("occ3d-nuscenes", folder, folder.resolve("pred")).get("raypq");
        assertNumber(expected.get("RayPQ"), got.get("mean"), RAYS);
        assertNumber(expected.get("RayPQ@1"), got.get("1"), RAYS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"structured_00", "structured_01"})
    void fScoreIsThatOfTheReference(String frame) throws IOException {
        JsonNode expected = vectors.expected("occ3d_fscore").get("frames").get(frame);
        vectors.occ3d(folder, new ObjectMapper().createArrayNode().add(frame));
        JsonNode got = evaluate("occ3d-nuscenes", folder, folder.resolve("pred")).get("fscore");
        for (String key : new String[] {"accuracy", "completeness", "fscore"}) {
            assertNumber(expected.get(key), got.get(key), VOXELS);
        }
    }

    @Test
    void openOccGivesRaysAndBothVelocityErrors() throws IOException {
        JsonNode expected = vectors.expected("openocc_rayiou_mave").get("all");
        vectors.openOcc(folder, expected.get("frames"));
        JsonNode got = evaluate("openocc-flow", folder.resolve("gt"), folder.resolve("pred"));
        assertNumber(expected.get("RayIoU"), got.at("/rayiou/mean"), RAYS);
        assertNumber(expected.get("mAVE_true_positive_rays"), got.at("/flow/mave"), RAYS);
        assertNumber(expected.get("OccScore"), got.at("/flow/occ_score"), RAYS);
        assertNumber(
                expected.get("mAVE_server_variant"), got.at("/flow_server_variant/mave"), RAYS);
        assertNumber(
                expected.get("OccScore_server_variant"),
                got.at("/flow_server_variant/occ_score"),
                RAYS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "structured", "frame:structured_01"})
    void surroundOccIsThatOfTheReference(String group) throws IOException {
        JsonNode expected = vectors.expected("surroundocc").get(group);
        JsonNode frames =
                expected.has("frames")
                        ? expected.get("frames")
                        : new ObjectMapper().createArrayNode().add(group.substring(6));
        vectors.sparse(folder, frames, false);
        JsonNode got = evaluate("surroundocc", folder.resolve("gt"), folder.resolve("pred"));
        assertNumber(expected.get("IoU"), got.get("geometry_iou"), VOXELS);
        assertNumber(expected.get("mIoU_numpy_mean"), got.get("miou"), VOXELS);
        assertNumber(
                expected.get("mIoU_nanmean"),
                got.at("/masks/none/miou/nan_if_absent_in_both"),
                VOXELS);
        assertClasses(expected.get("iou_per_class_1_to_16"), 1, got.get("iou"));
    }

    @Test
    void monoScenesMetricsAreThoseOfTheReference() throws IOException {
        JsonNode expected = vectors.expected("monoscene_sscmetrics");
        vectors.sparse(folder, expected.get("frames"), false);
        JsonNode got =
                evaluate("surroundocc", folder.resolve("gt"), folder.resolve("pred"))
                        .get("monoscene");
        assertNumber(expected.get("precision"), got.get("precision"), VOXELS);
        assertNumber(expected.get("recall"), got.get("recall"), VOXELS);
        assertNumber(expected.get("iou"), got.get("completion_iou"), VOXELS);
        assertNumber(expected.get("iou_ssc_mean"), got.get("miou"), VOXELS);
        assertClasses(expected.get("iou_ssc"), 0, got.get("iou"));
    }

    /** The vectors are smaller than the grid: outside is empty in both, which only the class empty sees. */
    @Test
    void openOccupancyIsThatOfTheReferenceInItsOwnColumnOrder() throws IOException {
        JsonNode expected = vectors.expected("openoccupancy").get("structured");
        vectors.sparse(folder, expected.get("frames"), true);
        JsonNode got = evaluate("openoccupancy", folder.resolve("gt"), folder.resolve("pred"));
        assertNumber(expected.get("SC_IoU_nonempty"), got.get("geometry_iou"), VOXELS);
        assertNumber(
                expected.get("SSC_mIoU_nanmean"),
                got.at("/masks/none/miou/nan_if_absent_in_both"),
                VOXELS);
    }

    @Test
    void semanticKittiIsThatOfTheReference() throws IOException {
        JsonNode expected = vectors.expected("semantickitti_ssc").get("all");
        vectors.semanticKitti(folder, expected.get("files"));
        JsonNode got = evaluate("semantickitti-ssc", folder, folder);
        assertNumber(expected.get("iou_completion"), got.get("geometry_iou"), VOXELS);
        assertNumber(expected.get("iou_mean"), got.get("miou"), VOXELS);
        expected.properties()
                .forEach(
                        e -> {
                            JsonNode own = got.get("iou").get(e.getKey().substring(4));
                            if (e.getKey().startsWith("iou_") && own != null) {
                                assertNumber(e.getValue(), own, VOXELS);
                            }
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b_no_bus_gt"})
    void detectionIsThatOfTheReference(String name) throws IOException {
        JsonNode expected = vectors.expected("detection_" + name);
        JsonNode got =
                evaluate("nuscenes-detection", vectors.detection(name), vectors.detection(name));
        assertTrue(assertAll(expected, got) > 100, "the file holds more values");
    }

    /** Every number of a tree against the one at the same place; returns how many. */
    private static int assertAll(JsonNode expected, JsonNode got) {
        if (!expected.isContainerNode()) {
            assertNumber(expected, got, RAYS);
            return 1;
        }
        int numbers = 0;
        for (var e : expected.properties()) {
            assertTrue(got.has(e.getKey()), e.getKey());
            numbers += assertAll(e.getValue(), got.get(e.getKey()));
        }
        return numbers;
    }
}
