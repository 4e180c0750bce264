package dev.sightline.datasets.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.evaluation.VoxelVectors.Frame;
import dev.sightline.datasets.evaluation.VoxelVectors.Node;
import dev.sightline.occupancy.metric.DistanceRings;
import dev.sightline.occupancy.metric.LabelMatrix;
import dev.sightline.occupancy.metric.NanRule;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.VoxelCounts;
import dev.sightline.occupancy.metric.VoxelLayout;
import dev.sightline.occupancy.metric.VoxelMask;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every value of {@code expected_occ3d_miou.json}: histograms exactly, fractions to 1e-9. */
class Occ3dMiouVectorsTest {

    private static final int FREE = 17;
    private static final Protocol OCC3D = Protocol.of("occ3d-nuscenes");
    private static final DistanceRings RINGS = OCC3D.requireVoxels().rings();
    private static final VoxelLayout LAYOUT = OCC3D.layout(RINGS);

    private static VoxelCounts count(List<String> frames) throws DatasetException {
        VoxelCounts sum = VoxelCounts.empty(LAYOUT);
        for (String name : frames) {
            Frame frame = VoxelVectors.occ3d(name);
            byte[] regions = RINGS.regions();
            VoxelMask.markCamera(regions, frame.camera());
            VoxelMask.markLidar(regions, frame.lidar());
            sum =
                    sum.merge(
                            VoxelCounts.empty(LAYOUT)
                                    .plus(frame.truth(), frame.prediction(), regions));
        }
        return sum;
    }

    @Test
    void everyGroupFrameMaskAndRuleIsReproduced() throws IOException {
        Node expected = VoxelVectors.expected("expected_occ3d_miou.json");
        int histograms = 0;
        int means = 0;
        for (String group : expected.keys()) {
            if (group.startsWith("binary_geometry")) {
                continue;
            }
            Node of = expected.at(group);
            VoxelCounts counts = count(of.at("frames").texts());
            for (String mask : List.of("camera", "lidar", "none")) {
                if (!of.has(mask)) {
                    continue;
                }
                String where = group + " " + mask;
                LabelMatrix matrix = counts.matrix(VoxelMask.of(mask));
                if (of.at(mask).has("hist")) {
                    assertArrayEquals(of.at(mask).at("hist").wholes(), matrix.counters(), where);
                    histograms++;
                }
                for (NanRule rule :
                        List.of(NanRule.NAN_IF_ABSENT_IN_BOTH, NanRule.NAN_IF_ABSENT_IN_TRUTH)) {
                    Node values = of.at(mask).at(rule.key());
                    assertArrayEquals(
                            values.at("iou_per_class").numbers(), matrix.ious(rule), 1e-9, where);
                    double mean = matrix.meanIouBut(FREE, rule);
                    assertEquals(values.at("miou_excluding_free").number(), mean, 1e-9, where);
                    means++;
                }
            }
        }
        assertEquals(9 + 7, histograms); // three groups with all masks, seven frames with camera
        assertEquals(
                2 * (3 * 3 + 6 * 3 + 1), means); // the frame with an empty mask has camera only
    }

    @Test
    void geometryIsReproduced() throws IOException {
        Node expected = VoxelVectors.expected("expected_occ3d_miou.json");
        for (String mask : List.of("camera", "lidar")) {
            Node of = expected.at("binary_geometry_structured_plus_thick_" + mask);
            LabelMatrix two =
                    count(of.at("frames").texts()).matrix(VoxelMask.of(mask)).geometry(FREE);
            assertArrayEquals(of.at("hist").wholes(), two.counters());
            assertArrayEquals(
                    of.at("iou_nonfree_free").numbers(),
                    two.ious(NanRule.NAN_IF_ABSENT_IN_BOTH),
                    1e-9);
        }
    }

    @Test
    void nothingInTheMaskIsUndefinedAndNeverZero() throws IOException {
        LabelMatrix none = count(List.of("empty_camera_mask")).matrix(VoxelMask.CAMERA);
        assertEquals(0, none.total());
        assertTrue(Double.isNaN(none.meanIouBut(FREE, NanRule.NAN_IF_ABSENT_IN_BOTH)));
        assertTrue(Double.isNaN(none.geometryIou(FREE)));
    }

    /** The bands share nothing and leave nothing out. */
    @Test
    void distanceBandsAddUpToTheWhole() throws IOException {
        VoxelCounts counts = count(List.of("structured_01"));
        LabelMatrix sum = LabelMatrix.empty(18);
        for (var window : RINGS.windows()) {
            if (!window.corner()) {
                LabelMatrix band = counts.matrix(VoxelMask.CAMERA, RINGS, window);
                assertTrue(band.total() > 0, window.name());
                sum = sum.merge(band);
            }
        }
        assertEquals(counts.matrix(VoxelMask.CAMERA), sum);
    }
}
