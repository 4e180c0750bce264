package dev.sightline.apps.pipeline;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sample.Synchronizer;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A pipeline fed by measurements and ego poses as they arrive, in any order: a {@link Synchronizer} makes samples of them.
 *
 * <p>Threading: one thread at a time, as {@link Pipeline}. Drivers that deliver on threads of their own put their measurements into a
 * queue that this thread empties.
 */
public final class LivePipeline {

    private final Synchronizer synchronizer;
    private final Pipeline pipeline;

    public LivePipeline(Synchronizer.Config pace, SensorRig rig, PipelineConfig config) {
        this.synchronizer = new Synchronizer(pace, rig);
        this.pipeline = new Pipeline(config);
    }

    /** Adds an ego pose. Push poses that reach past a measurement's end before the measurements after it. */
    public void push(long timeNs, Pose worldFromEgo) {
        synchronizer.push(timeNs, worldFromEgo);
    }

    /** Adds a measurement and returns the steps of all samples that it completed. */
    public List<Step> push(Measurement measurement) {
        synchronizer.push(measurement);
        return steps(synchronizer::poll);
    }

    /** The steps of what is still waiting: for the end of a drive. */
    public List<Step> finish() {
        return steps(synchronizer::drain);
    }

    /** Measurements that came too late, twice, over capacity or without a pose. */
    public long refused() {
        return synchronizer.refused();
    }

    private List<Step> steps(Supplier<Optional<Sample>> samples) {
        List<Step> steps = new ArrayList<>();
        for (Optional<Sample> sample = samples.get(); sample.isPresent(); sample = samples.get()) {
            steps.add(pipeline.step(sample.get()));
        }
        return steps;
    }
}
