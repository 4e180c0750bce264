package dev.sightline.datasets.kitti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SensorFile;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.testing.SampleData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reader against the recording itself: points, boxes and images come from three files that must agree. */
class KittiObjectProofTest {

    private static final Frame CAM_2 = new Frame("CAM_2");

    private static DatasetRoot root;
    private static KittiObject kitti;

    @BeforeAll
    static void open() throws DatasetException {
        root = DatasetRoot.of(SampleData.path("kitti_object"));
        kitti = KittiObject.open(root);
    }

    private static List<KittiLabel> labels(String token) throws DatasetException {
        String file = "training/label_2/" + token + ".txt";
        return KittiLabel.parse(file, SensorFile.read(root, file, KittiLabel.MAX_BYTES)).stream()
                .filter(l -> l.kind().isPresent())
                .toList();
    }

    @Test
    void holdsWhatItsProvenanceSays() throws DatasetException {
        assertEquals(1, kitti.scenes().size());
        assertEquals(List.of("VELODYNE x2", "CAM_2 x2"), kitti.scenes().get(0).channels());
        LabeledSample first = kitti.read("training", 0);
        LabeledSample second = kitti.read("training", 1);
        assertEquals("000000", first.sample().token());
        assertEquals(115384, first.sample().pointClouds().get(0).size());
        assertEquals(120268, second.sample().pointClouds().get(0).size());
        assertEquals(
                List.of(ObjectKind.PEDESTRIAN),
                first.objects().stream().map(o -> o.kind()).toList());
        assertEquals(
                List.of(ObjectKind.TRUCK, ObjectKind.CAR, ObjectKind.BICYCLIST),
                second.objects().stream().map(o -> o.kind()).toList());
        assertEquals(1224, first.sample().image(CAM_2).orElseThrow().width());
        assertEquals(375, second.sample().image(CAM_2).orElseThrow().height());
        assertEquals(List.of(), first.lost());
        assertEquals(100_000_000, second.sample().referenceNs());
    }

    /** The plain twin: {@code pixel ~ P2 R0_rect Tr x}, multiplied as matrices, without poses or cameras. */
    @Test
    void theRigProjectsAsTheFilesOwnMatrices() throws DatasetException {
        double worst = 0;
        for (int s = 0; s < 2; s++) {
            Sample sample = kitti.read("training", s).sample();
            String file = "training/calib/" + sample.token() + ".txt";
            KittiCalibration calibration =
                    KittiCalibration.parse(
                            file, SensorFile.read(root, file, KittiCalibration.MAX_BYTES));
            double[] p2 = calibration.matrix("P2").orElseThrow();
            double[] r = calibration.matrix("R0_rect").orElseThrow();
            double[] tr = calibration.matrix("Tr_velo_to_cam").orElseThrow();
            PointCloud cloud = sample.pointClouds().get(0);
            Pose cameraFromVelodyne =
                    sample.rig()
                            .egoFrom(CAM_2)
                            .inverse()
                            .times(sample.rig().egoFrom(cloud.frame()));
            CameraModel camera = sample.rig().camera(CAM_2);
            double[] uv = new double[2];
            for (int i = 0; i < cloud.size(); i += 7) {
                if (cloud.x(i) < 3) {
                    continue;
                }
                double[] cam = times(tr, cloud.x(i), cloud.y(i), cloud.z(i), 1);
                double[] rect = {
                    r[0] * cam[0] + r[1] * cam[1] + r[2] * cam[2],
                    r[3] * cam[0] + r[4] * cam[1] + r[5] * cam[2],
                    r[6] * cam[0] + r[7] * cam[1] + r[8] * cam[2]
                };
                double[] pixel = times(p2, rect[0], rect[1], rect[2], 1);
                Vec3 point = cameraFromVelodyne.apply(new Vec3(cloud.x(i), cloud.y(i), cloud.z(i)));
                assertTrue(camera.project(point.x(), point.y(), point.z(), uv));
                worst = Math.max(worst, Math.abs(uv[0] - pixel[0] / pixel[2]));
                worst = Math.max(worst, Math.abs(uv[1] - pixel[1] / pixel[2]));
            }
        }
        System.out.printf(Locale.ROOT, "kitti: rig against matrices, worst %.2e pixel%n", worst);
        // The file's rotations are orthonormal to 1e-7; times a focal length of 720 that is 1e-4
        // pixel, more at the rim.
        assertTrue(worst < 1e-3, worst + " pixel");
    }

    private static double[] times(double[] m, double x, double y, double z, double w) {
        double[] out = new double[3];
        for (int i = 0; i < 3; i++) {
            out[i] = m[4 * i] * x + m[4 * i + 1] * y + m[4 * i + 2] * z + m[4 * i + 3] * w;
        }
        return out;
    }

    @Test
    void pointsInsideABoxLandInsideItsBoxInTheImage() throws DatasetException {
        int inside = 0;
        int exact = 0;
        int within = 0;
        for (int s = 0; s < 2; s++) {
            LabeledSample labeled = kitti.read("training", s);
            Sample sample = labeled.sample();
            List<KittiLabel> labels = labels(sample.token());
            PointCloud ego = sample.pointClouds().get(0).to(KittiVehicle.EGO_FROM_VELODYNE);
            Pose cameraFromEgo = sample.rig().egoFrom(CAM_2).inverse();
            CameraModel camera = sample.rig().camera(CAM_2);
            for (int b = 0; b < labels.size(); b++) {
                KittiLabel label = labels.get(b);
                Box box = labeled.objects().get(b).box();
                int before = inside;
                for (int i = 0; i < ego.size(); i++) {
                    Vec3 p = new Vec3(ego.x(i), ego.y(i), ego.z(i));
                    if (p.distance(box.centre()) > 20 || !box.contains(p)) {
                        continue;
                    }
                    double[] uv = pixel(camera, cameraFromEgo.apply(p));
                    inside++;
                    exact += outside(uv, label) <= 0 ? 1 : 0;
                    within += outside(uv, label) <= 3 ? 1 : 0;
                }
                assertTrue(
                        inside - before >= 9,
                        label.type() + " holds " + (inside - before) + " points");
            }
        }
        System.out.printf(
                Locale.ROOT,
                "kitti: %d points in 4 boxes, in the 2-D box %d, within 3 pixels %d%n",
                inside,
                exact,
                within);
        // 3 pixels: a label's metres are rounded to 1 cm, 0.9 pixel at the nearest box's 8.4 m, and
        // the 2-D boxes were drawn by hand.
        assertEquals(inside, within);
        assertTrue(exact >= 0.99 * inside, exact + " of " + inside);
    }

    private static double[] pixel(CameraModel camera, Vec3 p) {
        double[] uv = new double[2];
        assertTrue(camera.project(p.x(), p.y(), p.z(), uv));
        return uv;
    }

    private static double outside(double[] uv, KittiLabel l) {
        return Math.max(
                Math.max(l.left() - uv[0], uv[0] - l.right()),
                Math.max(l.top() - uv[1], uv[1] - l.lower()));
    }

    @Test
    void projectedBoxesMatchTheBoxesInTheImage() throws DatasetException {
        List<Double> ious = new ArrayList<>();
        for (int s = 0; s < 2; s++) {
            LabeledSample labeled = kitti.read("training", s);
            Sample sample = labeled.sample();
            Pose cameraFromEgo = sample.rig().egoFrom(CAM_2).inverse();
            List<KittiLabel> labels = labels(sample.token());
            for (int b = 0; b < labels.size(); b++) {
                double[] bounds = {1e9, 1e9, -1e9, -1e9};
                for (Vec3 corner : labeled.objects().get(b).box().corners()) {
                    double[] uv = pixel(sample.rig().camera(CAM_2), cameraFromEgo.apply(corner));
                    bounds[0] = Math.min(bounds[0], uv[0]);
                    bounds[1] = Math.min(bounds[1], uv[1]);
                    bounds[2] = Math.max(bounds[2], uv[0]);
                    bounds[3] = Math.max(bounds[3], uv[1]);
                }
                KittiLabel l = labels.get(b);
                double iou = iou(bounds, new double[] {l.left(), l.top(), l.right(), l.lower()});
                System.out.printf(
                        Locale.ROOT,
                        "kitti: %s %s, IoU of boxes in the image %.3f%n",
                        sample.token(),
                        l.type(),
                        iou);
                ious.add(iou);
            }
        }
        // A cuboid's outline is larger than the person in it; cars fill theirs.
        assertTrue(ious.stream().allMatch(i -> i >= 0.88), ious.toString());
        assertTrue(
                ious.stream().mapToDouble(i -> i).average().orElseThrow() >= 0.94, ious.toString());
    }

    private static double iou(double[] a, double[] b) {
        double w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
        double h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
        double both = Math.max(0, w) * Math.max(0, h);
        return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both);
    }
}
