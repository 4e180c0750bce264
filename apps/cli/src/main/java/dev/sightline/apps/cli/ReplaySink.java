package dev.sightline.apps.cli;

import dev.sightline.apps.pipeline.Pipeline;
import dev.sightline.apps.pipeline.Step;
import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.occ3d.Occ3dLabels;
import dev.sightline.occupancy.Occupancy;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.sample.Sample;
import dev.sightline.planner.VehicleModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where the steps of a replay go: predictions to disk, latencies, losses and pictures to the report. */
final class ReplaySink implements AutoCloseable {

    /** Pictures of more samples than this make a report that nobody scrolls through. */
    private static final int MAX_PICTURED = 16;

    private final Dataset dataset;
    private final RunFolder folder;
    private final int pictureEvery;
    private final Gallery gallery;
    private final Latencies latencies = new Latencies();
    private final DataDigest digest = new DataDigest();
    private final Map<String, Integer> losses = new LinkedHashMap<>(); // how often each was said
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private long samples;

    ReplaySink(
            Dataset dataset,
            RunFolder folder,
            VehicleModel vehicle,
            int totalSamples,
            int threads) {
        this.dataset = dataset;
        this.folder = folder;
        this.pictureEvery = Math.max(1, (totalSamples + MAX_PICTURED - 1) / MAX_PICTURED);
        this.gallery = new Gallery(threads, vehicle);
    }

    /**
     * Takes what one sample became.
     *
     * @param whole the ego's poses over the whole scene, if the recording has them
     */
    void step(LabeledSample labeled, Step step, Pipeline pipeline, Optional<PoseTrack> whole)
            throws IOException {
        Sample sample = step.sample();
        digest.add(labeled.sample());
        latencies.add(step.latencyNs());
        String place = sample.scene() + "/" + sample.token();
        if (step.occupancy().isPresent()) {
            Occupancy world = step.occupancy().get();
            Occ3dLabels labels =
                    Occ3dLabels.of(world)
                            .withOccupiedProbability(pipeline.occupiedProbability(sample));
            folder.write("occupancy/" + place + "/labels.npz", npz(labels));
            if (dataset.nativeGrid().isPresent()) {
                Occupancy own = pipeline.occupancyOn(dataset.nativeGrid().get(), sample);
                folder.write("occupancy/" + place + "/native.npz", npz(Occ3dLabels.of(own)));
            }
        }
        if (step.plan().isPresent()) {
            folder.write("plan/" + place + ".csv", PlanCsv.bytes(step.plan().get().trajectory()));
        }
        if (samples % pictureEvery == 0) {
            gallery.add(labeled, step, whole);
        }
        samples++;
    }

    private static byte[] npz(Occ3dLabels labels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
        labels.write(bytes);
        return bytes.toByteArray();
    }

    /** Notes something that was present and could not be used. */
    void lost(String sentence) {
        losses.merge(sentence, 1, Integer::sum);
    }

    void interrupt() {
        interrupted.set(true);
    }

    boolean interrupted() {
        return interrupted.get();
    }

    /** What was lost, each sentence once, with how often it was said. */
    List<String> losses() {
        return losses.entrySet().stream()
                .map(
                        e ->
                                e.getValue() == 1
                                        ? e.getKey()
                                        : e.getKey() + " (" + e.getValue() + " times)")
                .toList();
    }

    Latencies latencies() {
        return latencies;
    }

    Gallery gallery() {
        return gallery;
    }

    /** SHA-256 over everything decoded; may be asked once. */
    String digest() {
        return digest.hex();
    }

    long samples() {
        return samples;
    }

    @Override
    public void close() {
        gallery.close();
    }
}
