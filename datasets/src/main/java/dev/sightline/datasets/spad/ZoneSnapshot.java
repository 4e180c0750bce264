package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.NpyArray;
import dev.sightline.datasets.npy.Npz;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One exposure of a sensor in an {@code .npz} that a researcher's script wrote: averages of several exposures, so counts have fractions,
 * which are rounded.
 */
public final class ZoneSnapshot {

    /**
     * ST VL53L8, 4 x 4 zones of 128 bins of 250 ps, key {@code hists}. The set-up looks around a corner: the first bounce is cropped, and
     * bin 0 is when light leaves the relay wall.
     */
    public static final ZoneSnapshot VL53L8 =
            new ZoneSnapshot(
                    "VL53L8",
                    "hists",
                    new int[] {16, 128},
                    4,
                    new BinTimes(250e-12, 0),
                    0.606e-9,
                    List.of(
                            "VL53L8: around-the-corner recording; bin 0 is when light leaves the relay wall, and ranges count from there.",
                            "VL53L8: counts are averages; they were rounded to whole photons."));

    /** ams OSRAM, 3 x 3 zones of 128 bins of 88 ps, time zero at bin 13, key {@code histogram}. */
    public static final ZoneSnapshot AMS =
            new ZoneSnapshot(
                    "ams 3x3",
                    "histogram",
                    new int[] {3, 3, 128},
                    3,
                    new BinTimes(88e-12, -13 * 88e-12),
                    0.110e-9,
                    List.of(
                            "ams 3x3: time zero at bin 13 is the source's figure; no truth was recorded.",
                            "ams 3x3: counts are averages; they were rounded to whole photons."));

    private final String name;
    private final String key;
    private final List<Integer> shape;
    private final int side;
    private final BinTimes timing;
    private final double sigmaSeconds;
    private final List<String> remarks;

    private ZoneSnapshot(
            String name,
            String key,
            int[] shape,
            int side,
            BinTimes timing,
            double sigmaSeconds,
            List<String> remarks) {
        this.name = name;
        this.key = key;
        this.shape = Arrays.stream(shape).boxed().toList();
        this.side = side;
        this.timing = timing;
        this.sigmaSeconds = sigmaSeconds;
        this.remarks = remarks;
    }

    /**
     * Reads a file as {@code [side][side][128]}.
     *
     * @throws DatasetException if it is missing, damaged, or of another shape
     */
    public ZoneHistograms read(DatasetRoot root, String file) throws DatasetException {
        return of(Npz.read(root, file, Set.of(key)::contains), file);
    }

    /** Reads a file's bytes; {@code file} is how errors call it. */
    public ZoneHistograms read(byte[] bytes, String file) throws DatasetException {
        return of(Npz.read(bytes, file), file);
    }

    private ZoneHistograms of(Npz npz, String path) throws DatasetException {
        NpyArray array = npz.require(key);
        List<Integer> have = Arrays.stream(array.shape()).boxed().toList();
        if (!have.equals(shape)) {
            throw new DatasetException(
                    path,
                    key,
                    "has shape " + have + ", a " + name + " recording has " + shape,
                    "Give --format npz for files under Sightline's own keys.");
        }
        int bins = have.get(have.size() - 1);
        int[] counts = CountArray.of(array, path, key, CountArray.Fractions.ROUNDED);
        return new ZoneHistograms(
                new int[] {side, side},
                bins,
                counts,
                SensorFacts.of(timing, PulseShape.gaussian(sigmaSeconds)),
                remarks);
    }
}
