package dev.sightline.datasets.kitti;

import dev.sightline.datasets.DatasetException;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.ObjectKind;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.TrackedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a {@code label_2} file.
 *
 * @param type as in the file: Car, Van, Truck, Pedestrian, Person_sitting, Cyclist, Tram, Misc, DontCare
 * @param truncated 0 (inside the image) .. 1; -1 for DontCare
 * @param occluded 0 visible, 1 partly, 2 largely, 3 unknown; -1 for DontCare
 * @param left of the 2-D box in image 2, pixels, and so on
 * @param height along the camera's y, metres
 * @param width across the heading, metres
 * @param length along the heading, metres
 * @param bottom centre of the bottom face in rectified camera 0, metres
 * @param rotationY heading about the camera's y axis, radians; 0 looks along the camera's x
 */
public record KittiLabel(
        String type,
        double truncated,
        double occluded,
        double left,
        double top,
        double right,
        double lower,
        double height,
        double width,
        double length,
        Vec3 bottom,
        double rotationY) {

    /** The largest label file that is read, bytes. */
    public static final long MAX_BYTES = 1 << 20;

    private static final Map<String, ObjectKind> KINDS =
            Map.of(
                    "Car", ObjectKind.CAR,
                    "Van", ObjectKind.VAN,
                    "Truck", ObjectKind.TRUCK,
                    "Pedestrian", ObjectKind.PEDESTRIAN,
                    "Person_sitting", ObjectKind.PEDESTRIAN,
                    "Person", ObjectKind.PEDESTRIAN, // the tracking benchmark's spelling
                    "Cyclist", ObjectKind.BICYCLIST,
                    "Tram", ObjectKind.TRAIN,
                    "Misc", ObjectKind.OTHER);

    private static final String DONT_CARE = "DontCare";

    /**
     * Parses a file.
     *
     * @param file as messages name it
     * @throws DatasetException naming the line with a wrong count, an unknown type, a bad number or an impossible size
     */
    public static List<KittiLabel> parse(String file, byte[] text) throws DatasetException {
        List<KittiLabel> labels = new ArrayList<>();
        for (NumberRows.Row row : NumberRows.rows(file, text)) {
            List<String> words = row.words();
            // 15 in a label file; results of detectors have their score as 16th.
            if (words.size() != 15 && words.size() != 16) {
                throw bad(file, row, "has " + words.size() + " values instead of 15");
            }
            String type = words.get(0);
            if (!KINDS.containsKey(type) && !type.equals(DONT_CARE)) {
                throw bad(file, row, "'" + NumberRows.shown(type) + "' is no type of KITTI");
            }
            double[] v = new double[words.size()];
            for (int i = 1; i < v.length; i++) {
                v[i] = NumberRows.number(file, row.line(), words.get(i));
            }
            if (!type.equals(DONT_CARE) && !plausible(v)) {
                throw bad(file, row, "the box has an impossible size or place");
            }
            labels.add(
                    new KittiLabel(
                            type,
                            v[1],
                            v[2],
                            v[4],
                            v[5],
                            v[6],
                            v[7],
                            v[8],
                            v[9],
                            v[10],
                            new Vec3(v[11], v[12], v[13]),
                            v[14]));
        }
        return labels;
    }

    /** Sizes up to 100 m, places up to 1 km, angles up to a few turns: wide of all real labels. */
    private static boolean plausible(double[] v) {
        boolean plausible = Math.abs(v[14]) <= 100;
        for (int i = 8; i <= 10; i++) {
            plausible &= v[i] > 0 && v[i] <= 100;
        }
        for (int i = 11; i <= 13; i++) {
            plausible &= Math.abs(v[i]) <= 1000;
        }
        return plausible;
    }

    private static DatasetException bad(String file, NumberRows.Row row, String reason) {
        return new DatasetException(
                file,
                "line " + row.line(),
                reason,
                "Download the labels again, or leave the file out.");
    }

    /** What it is; empty for DontCare, which is a region of the image and no object. */
    public Optional<ObjectKind> kind() {
        return Optional.ofNullable(KINDS.get(type));
    }

    /** The cuboid in rectified camera 0. Must not be asked of DontCare. */
    public Box box() {
        // Object axes in the camera at rotation 0: forward = x, left = z (away from the camera), up
        // = -y.
        double c = StrictMath.cos(rotationY);
        double s = StrictMath.sin(rotationY);
        // R_y(rotation) * [x, z, -y]; R_y = [c 0 s; 0 1 0; -s 0 c]
        Rotation rotation = Rotation.ofMatrix(c, s, 0, 0, 0, -1, -s, c, 0);
        Vec3 centre = new Vec3(bottom.x(), bottom.y() - height / 2, bottom.z());
        Pose rectifiedFromObject =
                new Pose(KittiCalibration.RECTIFIED, new Frame("object"), rotation, centre);
        return new Box(rectifiedFromObject, length, width, height);
    }

    /** The object in the ego frame, without velocity: a label file knows one instant only. Empty for DontCare. */
    public Optional<TrackedObject> object(String id, Pose egoFromRectified, long timeNs) {
        return kind().map(
                        kind ->
                                TrackedObject.of(
                                        id,
                                        kind,
                                        box().to(egoFromRectified),
                                        Optional.empty(),
                                        timeNs));
    }
}
