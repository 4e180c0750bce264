package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import dev.sightline.occupancy.metric.Calibration;
import dev.sightline.occupancy.metric.DistanceRings;
import dev.sightline.occupancy.metric.FScore;
import dev.sightline.occupancy.metric.NanRule;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.VoxelCounts;
import dev.sightline.occupancy.metric.VoxelLayout;
import dev.sightline.occupancy.metric.VoxelMask;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Any protocol that compares voxels: the same counts, read from its own files, summed up by its own rules. */
final class VoxelBenchmark implements Benchmark {

    /** Name of the counters of {@link VoxelCounts}. */
    static final String VOXELS = "voxels";

    /** Name of the counter of frames that have a mask, before the mask's key. */
    static final String MASKED = "masked_";

    /** Name of the counters of {@link FScore}. */
    static final String FSCORE = "fscore";

    /** Name of the counters of {@link Calibration}. */
    static final String CALIBRATION = "calibration";

    private static final int CALIBRATION_BINS = 15;

    private final EvaluationRequest request;
    private final Protocol protocol;
    private final VoxelFiles files;
    private final DistanceRings rings;
    private final VoxelLayout layout;
    private final VoxelMask mask;
    private final NanRule rule;
    private final Optional<RayCounts> rays;

    VoxelBenchmark(
            EvaluationRequest request,
            Protocol protocol,
            VoxelFiles files,
            VoxelMask mask,
            NanRule rule) {
        this.request = request;
        this.protocol = protocol;
        this.files = files;
        this.mask = mask;
        this.rule = rule;
        this.rings = protocol.requireVoxels().rings();
        this.layout = protocol.layout(rings);
        this.rays = RayCounts.of(protocol);
    }

    @Override
    public EvaluationRequest request() {
        return request;
    }

    @Override
    public String version() {
        return protocol.name() + " " + protocol.version() + " " + protocol.sha256();
    }

    @Override
    public FrameListing listing() throws IOException {
        return files.list(request.split());
    }

    @Override
    public List<String> check(FrameKey frame) {
        return files.check(frame);
    }

    @Override
    public Map<String, Object> results(EvaluationState state, FrameListing listing) {
        return new VoxelResults(protocol, rings, layout, mask, rule, rays).of(state, listing);
    }

    @Override
    public FrameVoxels voxels(FrameKey frame) throws IOException {
        try (VoxelFiles.Reader reader = files.reader()) {
            VoxelFrame voxels = new VoxelFrame(protocol.requireVoxels().grid().size(), rings);
            reader.read(frame, voxels);
            return FrameVoxels.of(protocol, voxels, mask);
        }
    }

    @Override
    public FrameScorer scorer() {
        return new Scorer();
    }

    /** Counts frames with memory that is used again. */
    private final class Scorer implements FrameScorer {

        private final VoxelFiles.Reader reader = files.reader();
        private final VoxelFrame voxels =
                new VoxelFrame(protocol.requireVoxels().grid().size(), rings);
        private final long[] counts = new long[layout.counters()];

        @Override
        public double score(FrameKey frame, ShardTally tally) throws IOException {
            reader.read(frame, voxels);
            Arrays.fill(counts, 0);
            Map<String, long[]> found = new TreeMap<>();
            try {
                VoxelCounts.add(layout, voxels.truth, voxels.prediction, voxels.regions, counts);
                rays.ifPresent(r -> r.count(voxels, found));
                more(found);
            } catch (IllegalArgumentException e) {
                throw new DatasetException(
                        frame.prediction().name(),
                        "token " + frame.token(),
                        e.getMessage(),
                        "Write class numbers of " + protocol.name() + ".",
                        e);
            }
            tally.add(frame, VOXELS, counts);
            for (VoxelMask m : protocol.requireVoxels().masks()) {
                tally.add(frame, MASKED + m.key(), new long[] {voxels.has(m) ? 1 : 0});
            }
            found.forEach((name, counters) -> tally.add(frame, name, counters));
            return VoxelCounts.of(layout, counts)
                    .matrix(mask)
                    .meanIouBut(protocol.requireVoxels().free(), rule);
        }

        /** What is counted only where it is defined: points near points, and probabilities. */
        private void more(Map<String, long[]> found) {
            int free = protocol.requireVoxels().free();
            if (rays.isPresent()) {
                FScore near =
                        FScore.of(
                                protocol.requireVoxels().grid(),
                                voxels.truth,
                                voxels.prediction,
                                voxels.regions,
                                mask,
                                free,
                                FScore.THRESHOLD);
                found.put(FSCORE, near.counters());
            }
            if (voxels.probability.length > 0) {
                Calibration calibration =
                        Calibration.empty(CALIBRATION_BINS)
                                .plus(
                                        voxels.probability,
                                        voxels.truth,
                                        voxels.regions,
                                        mask,
                                        layout.classes(),
                                        free);
                found.put(CALIBRATION, calibration.counters());
            }
        }

        @Override
        public long[] content() {
            return reader.content();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
