package dev.sightline.datasets.kitti;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.SensorFile;
import dev.sightline.perception.camera.ImageCodec;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the two colour cameras saw at one instant, with their mounts. A camera is mounted where its image and its calibration are
 * there: KITTI's images differ in size from drive to drive, so there is no camera model without an image.
 *
 * @param mounts one per image, same order
 * @param images RGB, rectified
 * @param lost what was present but could not be used
 */
public record KittiCameras(List<Mount> mounts, List<CameraImage> images, List<String> lost) {

    /** The left (2) and the right (3) colour camera; their folders are {@code image_2} and {@code image_3}. */
    public static final List<Integer> NUMBERS = List.of(2, 3);

    /** The largest image file that is read, bytes. */
    public static final long MAX_BYTES = 64 << 20;

    public KittiCameras {
        mounts = List.copyOf(mounts);
        images = List.copyOf(images);
        lost = List.copyOf(lost);
    }

    /** {@code CAM_2} or {@code CAM_3}. */
    public static Frame frame(int number) {
        return new Frame("CAM_" + number);
    }

    /** {@code image_2} or {@code image_3}. */
    public static String folder(int number) {
        return "image_" + number;
    }

    /**
     * Reads the images of one instant that are there.
     *
     * @param folder that holds {@code image_2} and {@code image_3}, relative to the root
     * @param token name of the instant: the images' file name without suffix
     */
    public static KittiCameras read(
            DatasetRoot root,
            String folder,
            String token,
            KittiCalibration calibration,
            Pose egoFromRectified,
            long timeNs) {
        List<Mount> mounts = new ArrayList<>();
        List<CameraImage> images = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (int number : NUMBERS) {
            String file = folder + "/" + folder(number) + "/" + token + ".png";
            if (!root.has(file)) {
                continue;
            }
            try {
                CameraImage image =
                        decode(file, SensorFile.read(root, file, MAX_BYTES), number, timeNs);
                Optional<Mount> mount =
                        calibration.camera(
                                number,
                                frame(number),
                                image.width(),
                                image.height(),
                                egoFromRectified);
                if (mount.isPresent()) {
                    mounts.add(mount.get());
                    images.add(image);
                } else {
                    lost.add(
                            file
                                    + ": the calibration has no P"
                                    + number
                                    + ", so the image is left out");
                }
            } catch (DatasetException e) {
                lost.add(e.getMessage());
            }
        }
        return new KittiCameras(mounts, images, lost);
    }

    private static CameraImage decode(String file, byte[] bytes, int number, long timeNs)
            throws DatasetException {
        try {
            return ImageCodec.decode(bytes, frame(number), timeNs, 0);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(
                    file, "", "is no image: " + e.getMessage(), "Download it again.", e);
        }
    }
}
