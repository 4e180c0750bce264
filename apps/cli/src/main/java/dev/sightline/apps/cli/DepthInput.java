package dev.sightline.apps.cli;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.datasets.spad.HistogramFile;
import dev.sightline.datasets.spad.Tmf8820Log;
import dev.sightline.datasets.spad.Tmf8829Log;
import dev.sightline.datasets.spad.ZoneHistograms;
import dev.sightline.datasets.spad.ZoneSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the file that {@code depth} was given. */
final class DepthInput {

    private DepthInput() {}

    /** How the file is laid out. */
    enum Format {
        NPZ,
        TMF8820,
        TMF8829,
        VL53L8,
        AMS
    }

    /**
     * Reads all histograms of a file.
     *
     * @throws DatasetException if they cannot be used
     */
    static ZoneHistograms read(Path file, Format format) throws DatasetException {
        Path name = file.getFileName();
        if (name == null || !Files.isRegularFile(file)) {
            throw UserError.failed(
                    file
                            + (Files.isDirectory(file) ? " is a folder" : ": no such file")
                            + ": give one file of histograms");
        }
        DatasetRoot root = SensorChoice.folder(file);
        return switch (format) {
            case NPZ -> ownKeys(root, name.toString());
            case TMF8820 -> Tmf8820Log.histograms(Tmf8820Log.read(root, name.toString()));
            case TMF8829 -> Tmf8829Log.histograms(Tmf8829Log.read(root, name.toString()));
            case VL53L8 -> ZoneSnapshot.VL53L8.read(root, name.toString());
            case AMS -> ZoneSnapshot.AMS.read(root, name.toString());
        };
    }

    /** A log of a real sensor, given without {@code --format}, is known by its name or its key, and the error names the flag. */
    private static ZoneHistograms ownKeys(DatasetRoot root, String name) throws DatasetException {
        if (name.endsWith(".json.gz")) {
            throw log(name, "tmf8820 or tmf8829");
        }
        try {
            return HistogramFile.read(root, name);
        } catch (DatasetException e) {
            if (holds(root, name, "hists")) {
                throw log(name, "vl53l8");
            }
            if (holds(root, name, "histogram")) {
                throw log(name, "ams");
            }
            throw e;
        }
    }

    private static UserError log(String name, String formats) {
        return UserError.failed(
                name + " is no npz of 'counts' but the log of a sensor: give --format " + formats);
    }

    private static boolean holds(DatasetRoot root, String name, String key) {
        try {
            return Npz.read(root, name, key::equals).keys().contains(key);
        } catch (DatasetException e) {
            return false; // What is wrong with the file was said already.
        }
    }
}
