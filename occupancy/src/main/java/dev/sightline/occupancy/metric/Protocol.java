package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.GridSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a benchmark counts, as a value that is printed beside every score: without it the number means nothing. Frozen: a change is a new
 * version.
 *
 * @param name {@code occ3d-nuscenes}
 * @param version counts up when anything that can change a score does
 * @param source the reference that it reproduces
 * @param classes names by number, the JSON keys of per-class scores
 * @param voxels how voxels are scored; empty for protocols of boxes
 * @param sha256 of the frozen file, hexadecimal; goes into reports
 */
public record Protocol(
        String name,
        String version,
        String source,
        List<String> classes,
        Optional<Voxels> voxels,
        String sha256) {

    /** Every protocol there is. */
    public static final List<String> NAMES =
            List.of(
                    "occ3d-nuscenes",
                    "openocc-flow",
                    "surroundocc",
                    "openoccupancy",
                    "semantickitti-ssc",
                    "nuscenes-detection");

    public Protocol {
        classes = List.copyOf(classes);
    }

    /**
     * How voxels are scored.
     *
     * @param grid the published grid, {@code [x][y][z]}
     * @param free number of the class that means empty; the mean leaves it out
     * @param ground number of the drivable class, of which the trivial ground plane is made
     * @param masks those that may be asked for; the first is the published choice
     * @param nanRules those that may be asked for; the first is the published choice
     * @param windows distances that are told apart
     * @param rawMap class of each raw number of the files, for protocols whose files hold raw numbers
     */
    public record Voxels(
            GridSpec grid,
            int free,
            int ground,
            List<VoxelMask> masks,
            List<NanRule> nanRules,
            List<DistanceWindow> windows,
            Optional<RawLabels> rawMap) {

        public Voxels {
            masks = List.copyOf(masks);
            nanRules = List.copyOf(nanRules);
            windows = List.copyOf(windows);
        }

        /** Distances cut for the windows. */
        public DistanceRings rings() {
            return DistanceRings.of(grid, windows);
        }
    }

    /**
     * The present version of a protocol.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists all
     */
    public static Protocol of(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no protocol '" + name + "'; there are " + NAMES);
        }
        return ProtocolFile.read(name);
    }

    /** The layout of this protocol's counts. */
    public VoxelLayout layout(DistanceRings rings) {
        return new VoxelLayout(classes.size(), requireVoxels().grid().nz(), rings.count());
    }

    /** What {@code explain} prints: the exact definition, its JSON keys and its traps. */
    public String explanation() {
        return ProtocolFile.explanation(name);
    }

    /**
     * How voxels are scored.
     *
     * @throws IllegalStateException if this protocol has none
     */
    public Voxels requireVoxels() {
        return voxels.orElseThrow(() -> new IllegalStateException(name + " scores no voxels"));
    }
}
