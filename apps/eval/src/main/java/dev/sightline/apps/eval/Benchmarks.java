package dev.sightline.apps.eval;

import dev.sightline.occupancy.metric.NanRule;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.VoxelMask;
import java.util.List;

/** Makes the benchmark of a request: the same one in every process. */
public final class Benchmarks {

    /** Protocols that can be scored. */
    public static final List<String> NAMES =
            List.of(
                    "occ3d-nuscenes",
                    "openocc-flow",
                    "surroundocc",
                    "openoccupancy",
                    "semantickitti-ssc");

    private Benchmarks() {}

    /**
     * The benchmark of a request.
     *
     * @throws IllegalArgumentException if the protocol has no such mask or rule; the message lists those it has
     */
    public static Benchmark of(EvaluationRequest request, DataFiles truth, DataFiles predictions) {
        Protocol protocol = Protocol.of(request.protocol());
        VoxelMask mask = mask(protocol, request.mask());
        NanRule rule = rule(protocol, request.nanRule());
        VoxelFiles files =
                switch (protocol.name()) {
                    case "surroundocc" -> new SparseFiles(truth, predictions, protocol, false);
                    case "openoccupancy" -> new SparseFiles(truth, predictions, protocol, true);
                    case "semantickitti-ssc" -> new SscFiles(truth, predictions, protocol);
                    default -> new Occ3dFiles(truth, predictions, protocol, mask);
                };
        return new VoxelBenchmark(request, protocol, files, mask, rule);
    }

    private static VoxelMask mask(Protocol protocol, String key) {
        List<VoxelMask> known = protocol.requireVoxels().masks();
        if (key.isEmpty()) {
            return known.get(0);
        }
        VoxelMask mask = VoxelMask.of(key);
        if (!known.contains(mask) || mask == VoxelMask.OCCLUDED) {
            throw new IllegalArgumentException(
                    protocol.name()
                            + " has no mask '"
                            + key
                            + "'; it has "
                            + known.stream().map(VoxelMask::key).toList());
        }
        return mask;
    }

    private static NanRule rule(Protocol protocol, String key) {
        List<NanRule> known = protocol.requireVoxels().nanRules();
        if (key.isEmpty()) {
            return known.get(0);
        }
        NanRule rule = NanRule.of(key);
        if (!known.contains(rule)) {
            throw new IllegalArgumentException(
                    protocol.name()
                            + " has no rule '"
                            + key
                            + "'; it has "
                            + known.stream().map(NanRule::key).toList());
        }
        return rule;
    }
}
