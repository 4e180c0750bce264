package dev.sightline.apps.cli;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
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
            case NPZ -> HistogramFile.read(root, name.toString());
            case TMF8820 -> Tmf8820Log.histograms(Tmf8820Log.read(root, name.toString()));
            case TMF8829 -> Tmf8829Log.histograms(Tmf8829Log.read(root, name.toString()));
            case VL53L8 -> ZoneSnapshot.VL53L8.read(root, name.toString());
            case AMS -> ZoneSnapshot.AMS.read(root, name.toString());
        };
    }
}
