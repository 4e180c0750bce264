package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import java.util.Locale;

/**
 * A key-frame row of {@code sample_data}, joined with its calibration and its ego pose.
 *
 * @param calibration its sensor
 * @param kind what its file holds
 * @param file the file's name below the root, as the table gives it
 * @param timeNs time of the measurement, ns
 * @param width image width in the table, 0 if unknown
 * @param height image height in the table, 0 if unknown
 * @param worldFromEgo ego pose at {@code timeNs}
 */
record KeyFrame(
        Calibration calibration,
        Kind kind,
        String file,
        long timeNs,
        int width,
        int height,
        Pose worldFromEgo) {

    /** What a file holds, by the sensor's modality and the file's ending. */
    enum Kind {
        POINTS,
        IMAGE,
        UNREAD
    }

    static KeyFrame of(JsonRow row, Calibration calibration, Pose worldFromEgo)
            throws DatasetException {
        String file = row.text("filename");
        return new KeyFrame(
                calibration,
                kindOf(calibration, file),
                file,
                Rows.nanoseconds(row, "timestamp"),
                pixels(row, "width"),
                pixels(row, "height"),
                worldFromEgo);
    }

    private static int pixels(JsonRow row, String member) throws DatasetException {
        long n = row.has(member) ? row.integer(member) : 0;
        if (n < 0 || n > 1 << 16) {
            throw row.bad(member, "must be 0..65536 pixels, is " + n);
        }
        return (int) n;
    }

    static Kind kindOf(Calibration calibration, String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return switch (calibration.modality()) {
            case "lidar" -> name.endsWith(".bin") ? Kind.POINTS : Kind.UNREAD;
            case "camera" -> {
                boolean raw = calibration.channel().endsWith("_RAW");
                boolean image =
                        name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
                yield image && !raw ? Kind.IMAGE : Kind.UNREAD;
            }
            default -> Kind.UNREAD;
        };
    }

    Frame frame() {
        return new Frame(calibration.channel());
    }
}
