package dev.sightline.datasets.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.evaluation.VoxelVectors.Frame;
import dev.sightline.datasets.evaluation.VoxelVectors.Node;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.datasets.semantickitti.RawClasses;
import dev.sightline.occupancy.metric.LabelMatrix;
import dev.sightline.occupancy.metric.NanRule;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.RawLabels;
import dev.sightline.occupancy.metric.SscScore;
import dev.sightline.occupancy.metric.VoxelCounts;
import dev.sightline.occupancy.metric.VoxelLayout;
import dev.sightline.occupancy.metric.VoxelMask;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every value of the expected files of SurroundOcc, OpenOccupancy, MonoScene and SemanticKITTI. */
class CompletionVectorsTest {

    private static final int EMPTY = 0;
    private static final Protocol KITTI = Protocol.of("semantickitti-ssc");

    /** As the vectors' README maps Occ3D frames: 17 becomes 0 = empty; 0 becomes 255 in the truth and stays in the prediction. */
    private static LabelMatrix lidarseg(List<String> frames) throws DatasetException {
        VoxelCounts sum = VoxelCounts.empty(new VoxelLayout(17, 16, 1));
        for (String name : frames) {
            Frame frame = VoxelVectors.occ3d(name);
            byte[] truth = frame.truth();
            byte[] prediction = frame.prediction();
            for (int i = 0; i < truth.length; i++) {
                truth[i] = (byte) (truth[i] == 17 ? EMPTY : truth[i] == 0 ? 255 : truth[i]);
                prediction[i] = prediction[i] == 17 ? EMPTY : prediction[i];
            }
            sum = sum.plus(truth, prediction, new byte[truth.length]);
        }
        return sum.matrix(VoxelMask.NONE);
    }

    private static double[] occupied(double[] ious) {
        return Arrays.copyOfRange(ious, 1, ious.length);
    }

    @Test
    void surroundOccIsReproduced() throws IOException {
        Node expected = VoxelVectors.expected("expected_surroundocc.json");
        int counted = 0;
        for (String group : expected.keys()) {
            Node of = expected.at(group);
            List<String> frames =
                    group.startsWith("frame:")
                            ? List.of(group.substring("frame:".length()))
                            : of.at("frames").texts();
            LabelMatrix m = lidarseg(frames);
            assertEquals(of.at("IoU").number(), m.geometryIou(EMPTY), 1e-9, group);
            assertArrayEquals(
                    of.at("iou_per_class_1_to_16").numbers(),
                    occupied(m.ious(NanRule.NAN_SPREADS)),
                    1e-9,
                    group);
            assertEquals(
                    of.at("mIoU_numpy_mean").number(),
                    m.meanIouBut(EMPTY, NanRule.NAN_SPREADS),
                    1e-9,
                    group);
            assertEquals(
                    of.at("mIoU_nanmean").number(),
                    m.meanIouBut(EMPTY, NanRule.NAN_IF_ABSENT_IN_BOTH),
                    1e-9,
                    group);
            if (of.has("counts_tp_gt_pred")) {
                LabelMatrix two = m.geometry(EMPTY);
                long[] counts = new long[3 * 17];
                counts[0] = two.count(0, 0);
                counts[1] = two.truth(0);
                counts[2] = two.predicted(0);
                for (int c = 1; c < 17; c++) {
                    counts[3 * c] = m.count(c, c);
                    counts[3 * c + 1] = m.truth(c);
                    counts[3 * c + 2] = m.predicted(c);
                }
                assertArrayEquals(of.at("counts_tp_gt_pred").wholes(), counts, group);
                counted++;
            }
        }
        assertEquals(3, counted);
        assertEquals(5, expected.keys().size());
    }

    @Test
    void openOccupancyIsReproduced() throws IOException {
        Node expected = VoxelVectors.expected("expected_openoccupancy.json");
        for (String group : expected.keys()) {
            Node of = expected.at(group);
            LabelMatrix m = lidarseg(of.at("frames").texts());
            assertArrayEquals(of.at("hist_ssc").wholes(), m.counters(), group);
            LabelMatrix two = m.geometry(EMPTY); // 0 = occupied here, 1 = non-empty there
            assertArrayEquals(
                    of.at("hist_sc").wholes(),
                    new long[] {
                        two.count(1, 1), two.count(1, 0), two.count(0, 1), two.count(0, 0)
                    });
            assertEquals(of.at("SC_IoU_nonempty").number(), m.geometryIou(EMPTY), 1e-9);
            assertArrayEquals(
                    of.at("SSC_iou_per_class_0_to_16").numbers(),
                    m.ious(NanRule.NAN_SPREADS),
                    1e-9,
                    group);
            assertEquals(
                    of.at("SSC_mIoU_mean_1_to_16_numpy_mean").number(),
                    m.meanIouBut(EMPTY, NanRule.NAN_SPREADS),
                    1e-9);
            assertEquals(
                    of.at("SSC_mIoU_nanmean").number(),
                    m.meanIouBut(EMPTY, NanRule.NAN_IF_ABSENT_IN_BOTH),
                    1e-9);
        }
        assertEquals(List.of("all", "structured"), expected.keys());
    }

    @Test
    void monoSceneIsReproduced() throws IOException {
        Node expected = VoxelVectors.expected("expected_monoscene_sscmetrics.json");
        SscScore score = SscScore.monoScene(lidarseg(expected.at("frames").texts()));
        assertEquals(expected.at("precision").number(), score.precision(), 1e-9);
        assertEquals(expected.at("recall").number(), score.recall(), 1e-9);
        assertEquals(expected.at("iou").number(), score.completionIou(), 1e-9);
        assertArrayEquals(
                expected.at("iou_ssc").numbers(),
                score.ious().stream().mapToDouble(Double::doubleValue).toArray(),
                1e-9);
        assertEquals(expected.at("iou_ssc_mean").number(), score.meanIou(), 1e-9);
    }

    private static LabelMatrix kitti(List<String> files) throws DatasetException {
        RawLabels raw = KITTI.requireVoxels().rawMap().orElseThrow();
        VoxelCounts sum = VoxelCounts.empty(new VoxelLayout(20, 32, 1));
        for (String file : files) {
            Npz npz = VoxelVectors.file("semantickitti_" + file + ".npz");
            byte[] truth = classes(raw, npz.require("label"));
            byte[] prediction = classes(raw, npz.require("prediction"));
            RawLabels.ignoreInvalid(npz.require("invalid_packed").bytes(), truth);
            sum = sum.plus(truth, prediction, new byte[truth.length]);
        }
        return sum.matrix(VoxelMask.NONE);
    }

    private static byte[] classes(RawLabels raw, NpyArray file) {
        short[] numbers = new short[file.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (short) file.whole(i);
        }
        byte[] classes = new byte[numbers.length];
        raw.classes(numbers, classes);
        return classes;
    }

    @Test
    void semanticKittiIsReproduced() throws IOException {
        Node expected = VoxelVectors.expected("expected_semantickitti_ssc.json");
        assertEquals(List.of("all", "file:000000", "file:000001"), expected.keys());
        for (String group : expected.keys()) {
            Node of = expected.at(group);
            List<String> files =
                    of.has("files")
                            ? of.at("files").texts()
                            : List.of(group.substring("file:".length()));
            SscScore score = SscScore.semanticKitti(kitti(files));
            assertEquals(of.at("iou_completion").number(), score.completionIou(), 1e-9, group);
            assertEquals(of.at("iou_mean").number(), score.meanIou(), 1e-9, group);
            assertEquals(of.at("precision_percent_rounded").number(), percent(score.precision()));
            assertEquals(of.at("recall_percent_rounded").number(), percent(score.recall()));
            for (int c = 1; c < 20; c++) {
                String key = "iou_" + KITTI.classes().get(c);
                assertEquals(of.at(key).number(), score.ious().get(c), 1e-9, group + key);
            }
        }
    }

    private static double percent(double share) {
        return Math.rint(share * 100 * 100) / 100;
    }

    /** The frozen file and the reader's table are the same published list. */
    @Test
    void theRawNumbersAreThoseOfTheReader() {
        RawLabels raw = KITTI.requireVoxels().rawMap().orElseThrow();
        for (int n = 1; n < 400; n++) {
            int learned = RawClasses.learned(n).orElse(0);
            assertEquals(learned == 0 ? RawLabels.IGNORED : learned, raw.classOf(n), "raw " + n);
        }
        assertEquals(EMPTY, raw.classOf(0));
    }
}
