package dev.sightline.datasets.kitti;

import static dev.sightline.datasets.kitti.KittiFolder.CALIBRATION;
import static dev.sightline.datasets.kitti.KittiFolder.LABELS;
import static dev.sightline.datasets.kitti.KittiFolder.ascii;
import static dev.sightline.datasets.kitti.KittiFolder.png;
import static dev.sightline.datasets.kitti.KittiFolder.scan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.testing.Mutations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KittiObjectTest {

    private static final Frame VELODYNE = KittiVehicle.VELODYNE;

    @TempDir Path folder;

    private void write(String name, byte[] bytes) {
        KittiFolder.write(folder, name, bytes);
    }

    private KittiObject open() throws DatasetException {
        return KittiObject.open(DatasetRoot.of(folder));
    }

    private static boolean says(List<String> sentences, String part) {
        return sentences.stream().anyMatch(s -> s.contains(part));
    }

    @Test
    void aWholeSampleHasPointsImageAndBoxes() throws DatasetException {
        write("training/velodyne/000007.bin", scan(40, 0));
        write("training/calib/000007.txt", ascii(CALIBRATION));
        write("training/image_2/000007.png", png());
        write("training/image_3/000007.png", png());
        write("training/label_2/000007.txt", ascii(LABELS));
        LabeledSample read = open().read("training", 0);
        assertEquals(List.of("VELODYNE", "CAM_2", "CAM_3"), frames(read));
        assertEquals(2, read.objects().size());
        assertEquals(List.of(), read.lost());
        // P2: t_z = 0.002, t_x = (50 - 32 t_z) / 100: so the camera sits 0.49936 m to the left of
        // rectified camera 0.
        Vec3 left = read.sample().rig().egoFrom(new Frame("CAM_2")).translation();
        Vec3 right = read.sample().rig().egoFrom(new Frame("CAM_3")).translation();
        assertEquals(0.49936 + 0.40096, left.distance(right), 1e-5);
        assertTrue(left.y() > right.y(), "camera 2 is the left one");
    }

    private static List<String> frames(LabeledSample read) {
        return read.sample().measurements().stream().map(m -> m.frame().name()).toList();
    }

    /** Camera at rotation -pi/2 looks along z: the heading of the ego's own x axis. */
    @Test
    void aBoxAheadThatLooksAheadHasEgoHeadingZero() throws DatasetException {
        write("training/velodyne/000007.bin", scan(4, 0));
        write(
                "training/calib/000007.txt",
                ascii(CALIBRATION.replaceAll("R0_rect.*", "R0_rect: 1 0 0 0 1 0 0 0 1")));
        write(
                "training/label_2/000007.txt",
                ascii(LABELS.replace("20.00 -1.57", "20.00 -1.5707963268")));
        TrackedObject car = open().read("training", 0).objects().get(0);
        assertEquals(0, car.box().frameFromObject().rotation().yaw(), 1e-9);
        assertEquals(4, car.box().length());
        // Bottom centre (1.00, 1.60, 20.00) in the camera; its y is 0.06 m above the Velodyne,
        // which stands at 1.73 m.
        assertEquals(20.3, car.box().centre().x(), 1e-9);
        assertEquals(-1.02, car.box().centre().y(), 1e-9);
        assertEquals(1.73 - 0.06 - 1.60 + 0.75, car.box().centre().z(), 1e-9);
    }

    @Test
    void whatIsAbsentIsRemarkedAndTheRestStillRead() throws DatasetException {
        write("training/velodyne/000000.bin", scan(10, 0));
        write("training/image_2/000000.png", png());
        write("training/label_2/000000.txt", ascii(LABELS));
        write("training/image_2/000001.png", png());
        write("training/calib/000001.txt", ascii(CALIBRATION));
        write("training/image_2/000002.png", png());
        KittiObject kitti = open();
        assertTrue(
                says(kitti.remarks(), "training/calib is absent for 2 of 3 samples: no fusion"),
                kitti.remarks().toString());
        LabeledSample withoutCalibration = kitti.read("training", 0);
        assertEquals(List.of("VELODYNE"), frames(withoutCalibration));
        assertEquals(List.of(), withoutCalibration.objects());
        assertEquals(List.of(), withoutCalibration.lost()); // absent is no loss
        LabeledSample withoutScan = kitti.read("training", 1);
        assertEquals(List.of("CAM_2"), frames(withoutScan));
        assertEquals(List.of(VELODYNE), withoutScan.sample().missing());
        assertThrows(
                DatasetException.class,
                () -> kitti.read("training", 2)); // an image that has no place
        assertTrue(
                withoutScan.sample().worldFromEgo().translation().norm() >= 10_000,
                "samples are unrelated");
    }

    @Test
    void whatIsDamagedIsLostAndTheRestStillRead() throws DatasetException {
        write("training/velodyne/000000.bin", scan(10, 5));
        write("training/image_2/000000.png", new byte[] {1, 2, 3});
        write("training/label_2/000000.txt", ascii(LABELS.replace("20.00", "nan")));
        write("training/calib/000000.txt", ascii(CALIBRATION));
        write("training/velodyne/000001.bin", scan(10, 0));
        write("training/calib/000001.txt", ascii(CALIBRATION.replace("0.99995", "0.95")));
        write("training/image_2/000001.png", png());
        LabeledSample read = open().read("training", 0);
        assertEquals(8, read.sample().pointClouds().get(0).size());
        assertTrue(
                says(read.lost(), "000000.bin: 2 of 10 points are not finite"),
                read.lost().toString());
        assertTrue(says(read.lost(), "image_2/000000.png: is no image"), read.lost().toString());
        assertTrue(
                says(read.lost(), "label_2/000000.txt at line 1: 'nan' is not a finite number"),
                read.lost().toString());
        LabeledSample skewed = open().read("training", 1);
        assertEquals(List.of("VELODYNE"), frames(skewed));
        assertTrue(says(skewed.lost(), "R0_rect: not a rigid transform"), skewed.lost().toString());
    }

    @Test
    void aFolderWithoutScansAndImagesIsRefused() {
        write("training/calib/000000.txt", ascii(CALIBRATION));
        assertThrows(DatasetException.class, this::open);
    }

    @Test
    void theNearestRotationIsOrthonormalToTheLastDigits() {
        double[] rounded = {0.9999, 0.0101, -0.0083, -0.0102, 0.9999, -0.004, 0.0085, 0.0041, 1};
        assertTrue(Rigid.orthonormalityError(rounded) > 1e-5);
        assertEquals(0, Rigid.orthonormalityError(Rigid.polarFactor(rounded)), 1e-15);
    }

    @Test
    void mutatedCalibrationEndsInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                ascii(CALIBRATION),
                301,
                800,
                DatasetException.class,
                bytes -> {
                    KittiCalibration c = KittiCalibration.parse("calib.txt", bytes);
                    if (c.rectifiedFromVelodyne(VELODYNE).isPresent()) {
                        var ego =
                                KittiVehicle.EGO_FROM_VELODYNE.times(
                                        c.rectifiedFromVelodyne(VELODYNE).get().inverse());
                        c.camera(2, KittiCameras.frame(2), 64, 48, ego);
                        c.camera(3, KittiCameras.frame(3), 64, 48, ego);
                    }
                });
    }

    @Test
    void mutatedLabelsEndInTypedErrorsOnly() throws DatasetException {
        var ego =
                KittiVehicle.EGO_FROM_VELODYNE.times(
                        KittiCalibration.parse("c", ascii(CALIBRATION))
                                .rectifiedFromVelodyne(VELODYNE)
                                .orElseThrow()
                                .inverse());
        Mutations.assertOnlyTypedErrors(
                ascii(LABELS),
                302,
                800,
                DatasetException.class,
                bytes -> KittiLabel.parse("label.txt", bytes).forEach(l -> l.object("a", ego, 0)));
    }

    @Test
    void mutatedScansEndInTypedErrorsOnly() {
        Mutations.assertOnlyTypedErrors(
                scan(100, 0),
                303,
                600,
                DatasetException.class,
                bytes ->
                        VelodyneScan.parse("a.bin", bytes, VELODYNE, 0)
                                .cloud()
                                .to(KittiVehicle.EGO_FROM_VELODYNE));
    }

    @Test
    void aMutatedRecordingEndsInTypedErrorsOnly() {
        write("training/velodyne/000000.bin", scan(100, 0));
        write("training/image_2/000000.png", png());
        write("training/label_2/000000.txt", ascii(LABELS));
        Mutations.assertOnlyTypedErrors(
                ascii(CALIBRATION),
                304,
                500,
                DatasetException.class,
                bytes -> {
                    write("training/calib/000000.txt", bytes);
                    open().read("training", 0);
                });
    }
}
