package dev.sightline.apps.cli;

import dev.sightline.apps.pipeline.EgoCloud;
import dev.sightline.dtof.DtofResynthesis;
import dev.sightline.dtof.SensorPreset;
import dev.sightline.dtof.SensorPresets;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What {@code --drop} and {@code --lidar-as-dtof} do to a sample before the chain sees it. */
final class SampleEdits {

    /** Daylight in which scans are re-synthesised, kilolux [assumed: a bright overcast day]. */
    private static final double DAYLIGHT_KLUX = 50;

    private final Set<String> drop;
    private final Optional<DtofResynthesis> resynthesis;
    private final long seed;

    SampleEdits(ReplayOptions options) {
        this.drop = options.drop;
        this.seed = options.seed;
        this.resynthesis =
                Optional.ofNullable(options.lidarAsDtof)
                        .map(name -> new DtofResynthesis(preset(name), DAYLIGHT_KLUX));
    }

    /** The preset of a name; a usage error if there is none. */
    static SensorPreset preset(String name) {
        List<String> known = SensorPresets.all().stream().map(SensorPreset::name).toList();
        if (!known.contains(name.toLowerCase(Locale.ROOT))) {
            throw DidYouMean.unknown("dToF preset", name, known);
        }
        return SensorPresets.named(name);
    }

    Sample apply(Sample sample) {
        return resynthesised(dropped(sample));
    }

    private Sample dropped(Sample sample) {
        if (drop.isEmpty()) {
            return sample;
        }
        List<String> known = sample.rig().mounts().stream().map(m -> m.frame().name()).toList();
        for (String name : drop) {
            if (!known.contains(name)) {
                throw DidYouMean.unknown("sensor", name, known);
            }
        }
        List<Measurement> kept =
                sample.measurements().stream()
                        .filter(m -> !drop.contains(m.frame().name()))
                        .toList();
        return sample.with(sample.rig(), kept);
    }

    private Sample resynthesised(Sample sample) {
        if (resynthesis.isEmpty() || sample.pointClouds().isEmpty()) {
            return sample;
        }
        DtofResynthesis dtof = resynthesis.get();
        List<Measurement> measurements = new ArrayList<>();
        sample.measurements().stream()
                .filter(m -> !(m instanceof PointCloud))
                .forEach(measurements::add);
        List<Mount> rig = new ArrayList<>();
        Set<Frame> scanners = new java.util.HashSet<>();
        sample.pointClouds().forEach(c -> scanners.add(c.frame()));
        sample.rig().mounts().stream().filter(m -> !scanners.contains(m.frame())).forEach(rig::add);
        // One set of units takes the place of all scanners: where the first of them stands, over
        // the points of all.
        Vec3 place = sample.rig().egoFrom(sample.pointClouds().get(0).frame()).translation();
        List<Mount> units = dtof.around(place);
        rig.addAll(units);
        measurements.addAll(dtof.resynthesise(joined(sample), units, sample.referenceNs(), seed));
        return sample.with(SensorRig.of(rig), measurements);
    }

    private static PointCloud joined(Sample sample) {
        List<EgoCloud> clouds =
                sample.pointClouds().stream().map(c -> EgoCloud.of(sample, c)).toList();
        return EgoCloud.joined(sample.referenceNs(), clouds);
    }
}
