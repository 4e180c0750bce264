package dev.sightline.datasets.kitti;

import dev.sightline.datasets.DatasetException;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.Pinhole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A KITTI calibration file, object or odometry: {@code P0..P3} (3x4 projections of the rectified cameras), {@code R0_rect} (3x3),
 * {@code Tr_velo_to_cam} or {@code Tr} (3x4), row-major.
 *
 * <p>The file gives {@code pixel = P R0_rect Tr point}. {@code P = K [I | t]} with {@code t = K^-1 p4}, p4 the fourth column: so a
 * rectified camera is a pinhole K, moved by {@code t} against rectified camera 0 and not turned.
 *
 * <p>Reference: Geiger, Lenz, Stiller, Urtasun, "Vision meets robotics: the KITTI dataset", IJRR 2013, eq. 3..8.
 */
public final class KittiCalibration {

    /** The largest calibration file that is read, bytes. */
    public static final long MAX_BYTES = 1 << 16;

    /** Rectified camera 0: the frame of label boxes and of odometry poses. */
    public static final Frame RECTIFIED = new Frame("rectified camera 0");

    private static final Frame CAMERA_0 = new Frame("camera 0");

    private static final Set<String> USED =
            Set.of(
                    "P0",
                    "P1",
                    "P2",
                    "P3",
                    "R0_rect",
                    "R_rect",
                    "Tr_velo_to_cam",
                    "Tr_velo_cam",
                    "Tr");

    private final String file;
    private final Map<String, double[]> rows;

    private KittiCalibration(String file, Map<String, double[]> rows) {
        this.file = file;
        this.rows = rows;
    }

    /**
     * Parses the text of a file. Keys that this reader has no use for are skipped, whatever they hold.
     *
     * @param file as messages name it
     * @throws DatasetException naming the line whose matrix has a wrong count, a value that is no finite number, or a key twice
     */
    public static KittiCalibration parse(String file, byte[] text) throws DatasetException {
        Map<String, double[]> rows = new LinkedHashMap<>();
        for (NumberRows.Row row : NumberRows.rows(file, text)) {
            String word = row.words().get(0);
            String key = word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
            if (!USED.contains(key)) {
                continue;
            }
            int expected = key.startsWith("R") ? 9 : 12;
            List<String> words = row.words().subList(1, row.words().size());
            if (words.size() != expected) {
                throw new DatasetException(
                        file,
                        "line " + row.line(),
                        key + " has " + words.size() + " values instead of " + expected,
                        "Download the calibration again.");
            }
            double[] values = new double[expected];
            for (int i = 0; i < expected; i++) {
                values[i] = NumberRows.number(file, row.line(), words.get(i));
            }
            if (rows.put(key, values) != null) {
                throw new DatasetException(
                        file, "line " + row.line(), key + " is given twice", "Keep the right one.");
            }
        }
        return new KittiCalibration(file, rows);
    }

    /**
     * Where the Velodyne sits, seen from rectified camera 0: {@code R0_rect * Tr}; a missing {@code R0_rect} is the identity (odometry
     * files have it multiplied into {@code Tr}). Empty if the file has no {@code Tr}.
     *
     * @throws DatasetException if a matrix is not a rigid transform
     */
    public Optional<Pose> rectifiedFromVelodyne(Frame velodyne) throws DatasetException {
        Optional<String> tr = key("Tr_velo_to_cam", "Tr_velo_cam", "Tr");
        if (tr.isEmpty()) {
            return Optional.empty();
        }
        Pose cameraFromVelodyne =
                Rigid.pose(file, tr.get(), CAMERA_0, velodyne, rows.get(tr.get()));
        Pose rectifiedFromCamera = Pose.identity(RECTIFIED, CAMERA_0);
        Optional<String> rect = key("R0_rect", "R_rect");
        if (rect.isPresent()) {
            double[] r = rows.get(rect.get());
            rectifiedFromCamera =
                    Rigid.pose(
                            file,
                            rect.get(),
                            RECTIFIED,
                            CAMERA_0,
                            new double[] {
                                r[0], r[1], r[2], 0, r[3], r[4], r[5], 0, r[6], r[7], r[8], 0
                            });
        }
        return Optional.of(rectifiedFromCamera.times(cameraFromVelodyne));
    }

    /**
     * One camera of the rig; empty if the file has no {@code P<number>}.
     *
     * @param number 0..3
     * @param camera the mount's frame
     * @param width of its images, pixels
     * @param egoFromRectified where rectified camera 0 sits
     * @throws DatasetException if P is not {@code K [I | t]} with an upper triangular K without skew
     */
    public Optional<Mount> camera(
            int number, Frame camera, int width, int height, Pose egoFromRectified)
            throws DatasetException {
        double[] p = rows.get("P" + number);
        if (p == null) {
            return Optional.empty();
        }
        boolean ideal = p[1] == 0 && p[4] == 0 && p[8] == 0 && p[9] == 0 && p[10] == 1;
        double limit =
                1e5; // pixels or metres, far beyond any camera: keeps a damaged exponent out of the
        // rig
        boolean sane = p[0] > 1 && p[5] > 1;
        for (double value : p) {
            sane &= Math.abs(value) < limit;
        }
        if (!ideal || !sane) {
            throw new DatasetException(
                    file,
                    "P" + number,
                    "is not the projection of a rectified camera (zero skew, last row 0 0 1, focal lengths above 1 pixel)",
                    "Use the benchmark's calibration of rectified images.");
        }
        // p4 = K t  =>  t_z = p4_z, t_x = (p4_x - cx t_z) / fx, t_y = (p4_y - cy t_z) / fy
        double tz = p[11];
        Vec3 t = new Vec3((p[3] - p[2] * tz) / p[0], (p[7] - p[6] * tz) / p[5], tz);
        Pose cameraFromRectified = new Pose(camera, RECTIFIED, Rotation.IDENTITY, t);
        return Optional.of(
                new Mount(
                        egoFromRectified.times(cameraFromRectified.inverse()),
                        new Pinhole(width, height, p[0], p[5], p[2], p[6])));
    }

    /** The row-major numbers of a key, as the file gives them. */
    public Optional<double[]> matrix(String key) {
        return Optional.ofNullable(rows.get(key)).map(double[]::clone);
    }

    private Optional<String> key(String... names) {
        for (String name : names) {
            if (rows.containsKey(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
