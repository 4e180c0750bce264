package dev.sightline.datasets.sim;

import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.dtof.SensorPreset;
import dev.sightline.dtof.SensorPresets;
import dev.sightline.occupancy.VisibilityMask;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.map.Taxonomy;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.LidarModel;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A drive of some seconds along a made-up street: the demo that needs no data. One scene, {@code street}; every sample is rendered
 * when it is read, from the seed and its own times alone, so reading order and threads change nothing.
 *
 * <p>The LiDAR's turn ends at the reference time; each camera is exposed when the turn passes its direction; dToF units at the
 * reference time. Truth is on {@link GridSpec#occ3d()} at the reference time. Thread-safe.
 */
public final class SyntheticStreet implements Dataset {

    /** Name of the only scene. */
    public static final String SCENE = "street";

    private static final long FIRST_NS = 1_000_000_000;
    private static final long AFTERWARDS_NS = 5_000_000_000L;
    private static final double OBJECTS_WITHIN = 80; // metres
    private static final double DAYLIGHT = 60; // kilolux
    private static final int SUB_RAYS = 4;

    /**
     * What to simulate.
     *
     * @param seed of houses, trees, parked cars and photons
     * @param seconds length of the drive
     * @param rateHz samples per second
     * @param rig sensors; its dToF models must be presets of {@link SensorPresets}
     * @param threads for rendering; no influence on the result
     */
    public record Config(long seed, double seconds, double rateHz, SensorRig rig, int threads) {

        /** The demo drive: 4 s at 2 Hz, six cameras of 320 x 180, LiDAR, four long-range dToF units. */
        public static final Config DEMO =
                new Config(
                        7,
                        4,
                        2,
                        SimRigs.withDtof(
                                SimRigs.nuscenes6(320, 180), SensorPresets.LONGRANGE_FLASH),
                        Math.min(4, Runtime.getRuntime().availableProcessors()));

        public Config {
            if (!(seconds > 0 && seconds <= 60 && rateHz > 0 && rateHz <= 100) || threads < 1) {
                throw new IllegalArgumentException(
                        "need 0..60 s, 0..100 Hz and a thread, had "
                                + seconds
                                + ", "
                                + rateHz
                                + ", "
                                + threads);
            }
            for (Mount mount : rig.mounts()) {
                if (mount.model() instanceof DtofModel model) {
                    preset(model);
                }
            }
        }
    }

    private final Config config;
    private final World world;
    private final EgoDrive ego;
    private final GridSpec grid = GridSpec.occ3d();

    /** The demo drive. */
    public SyntheticStreet() {
        this(Config.DEMO);
    }

    public SyntheticStreet(Config config) {
        this.config = config;
        this.world = StreetPlan.world(config.seed());
        this.ego = new EgoDrive(Motion.along(world.ground().road(), -8, StreetPlan.EGO_LANE, 8));
    }

    @Override
    public String format() {
        return "synthetic";
    }

    public World world() {
        return world;
    }

    public EgoDrive ego() {
        return ego;
    }

    private int samples() {
        return (int) Math.max(1, Math.floor(config.seconds() * config.rateHz() + 1e-9));
    }

    private long timeNs(int index) {
        return FIRST_NS + Math.round(index * 1e9 / config.rateHz());
    }

    @Override
    public List<SceneInfo> scenes() {
        List<String> channels =
                config.rig().mounts().stream().map(m -> m.frame() + " x" + samples()).toList();
        return List.of(new SceneInfo(SCENE, samples(), timeNs(0), timeNs(samples() - 1), channels));
    }

    /** The whole drive, and five seconds on: what the driver does after the last sample. */
    @Override
    public Optional<PoseTrack> track(String scene) {
        return Optional.of(ego.track(timeNs(0), timeNs(samples() - 1) + AFTERWARDS_NS));
    }

    @Override
    public List<String> remarks() {
        return List.of(
                "A made-up street (seed " + config.seed() + "): nothing here was recorded.",
                "LiDAR ranges and camera pixels are without noise; dToF counts have photon noise but no pile-up.");
    }

    @Override
    public LabeledSample read(String scene, int index) throws DatasetException {
        if (!scene.equals(SCENE)) {
            throw new DatasetException(
                    scene, "", "no such scene", "The only scene is '" + SCENE + "'.");
        }
        if (index < 0 || index >= samples()) {
            throw new DatasetException(
                    scene,
                    "sample " + index,
                    "no such sample",
                    "The scene has samples 0.." + (samples() - 1) + ".");
        }
        return render(index);
    }

    private LabeledSample render(int index) {
        long reference = timeNs(index);
        long turn = LidarRenderer.Pattern.SPINNING.sweepNs();
        PoseTrack track = ego.track(reference - 2 * turn, reference);
        Pose worldFromEgo = track.at(reference);
        Scene now = world.at(reference);
        List<Measurement> measurements = new ArrayList<>();
        List<CameraView> views = new ArrayList<>();
        Optional<VisibilityMask> lidarMask = Optional.empty();
        Visibility visibility = new Visibility(grid, config.threads());
        for (Mount mount : config.rig().mounts()) {
            Frame frame = mount.frame();
            if (mount.model() instanceof CameraModel model) {
                long time = reference - turn + passes(mount, turn);
                Pose worldFromCamera = track.at(time).times(mount.egoFromSensor());
                views.add(
                        new CameraRenderer(config.threads())
                                .render(world.at(time), frame, model, worldFromCamera));
                measurements.add(views.get(views.size() - 1).image());
            } else if (mount.model() instanceof LidarModel) {
                PointCloud cloud =
                        new LidarRenderer(LidarRenderer.Pattern.SPINNING, config.threads())
                                .render(world, track, mount, reference - turn);
                measurements.add(cloud);
                lidarMask = Optional.of(visibility.ofLidar(cloud, mount, track, reference));
            } else if (mount.model() instanceof DtofModel model) {
                measurements.add(
                        new HistogramRenderer(SUB_RAYS, DAYLIGHT, config.threads())
                                .render(
                                        now,
                                        frame,
                                        preset(model),
                                        worldFromEgo.times(mount.egoFromSensor()),
                                        config.seed()));
            }
        }
        String token = String.format(Locale.ROOT, "street-%04d", index);
        return new LabeledSample(
                new Sample(SCENE, token, reference, config.rig(), track, measurements),
                TrueObjects.near(world, reference, worldFromEgo, OBJECTS_WITHIN),
                Optional.of(new TruthRenderer(grid, Taxonomy.OCC3D).render(now, worldFromEgo)),
                views.isEmpty()
                        ? Optional.empty()
                        : Optional.of(visibility.ofCameras(views, worldFromEgo)),
                lidarMask,
                List.of());
    }

    /** When the LiDAR's turn, clockwise from behind, passes the direction in which a camera looks; ns after the turn's start. */
    private static long passes(Mount camera, long turnNs) {
        Vec3 forward = camera.egoFromSensor().rotation().apply(new Vec3(0, 0, 1));
        double yaw = StrictMath.atan2(forward.y(), forward.x());
        double k = (Math.PI - yaw) / (2 * Math.PI);
        return Math.round((k - Math.floor(k)) * turnNs);
    }

    private static SensorPreset preset(DtofModel model) {
        return SensorPresets.all().stream()
                .filter(p -> p.model().equals(model))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no preset has the dToF model " + model));
    }

    @Override
    public Optional<GridSpec> nativeGrid() {
        return Optional.of(grid);
    }
}
