package dev.sightline.datasets.argoverse;

import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.PointBounds;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.perception.camera.ImageCodec;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.SensorRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Argoverse 2 sensor logs (Wilson et al. 2021): a scene is a log, a sample is a LiDAR sweep with the nearest image of each camera.
 *
 * <p>Points of a sweep are in the ego frame, already motion-compensated to the sweep's time (the file's name). They are given back to
 * the two LiDARs they came from, so that each ray has its true origin: lasers 0..31 are {@code up_lidar}, 32..63 {@code down_lidar}.
 */
public final class ArgoverseSensor implements Dataset {

    private static final long MAX_CAMERA_GAP_NS = 50_000_000;
    private static final int LASERS_PER_LIDAR = 32;
    private static final Frame UP = new Frame("up_lidar");
    private static final Frame DOWN = new Frame("down_lidar");

    private final DatasetRoot root;
    private final Map<String, Scene> scenes;
    private final List<String> remarks;

    private record Scene(
            String folder,
            SensorRig rig,
            PoseTrack track,
            List<Long> sweeps,
            Map<Frame, NavigableMap<Long, String>> images,
            Map<Long, List<Log.Cuboid>> cuboids) {}

    private ArgoverseSensor(DatasetRoot root, Map<String, Scene> scenes, List<String> remarks) {
        this.root = root;
        this.scenes = scenes;
        this.remarks = List.copyOf(remarks);
    }

    /** Whether a folder holds Argoverse 2 logs: itself, or one or two levels down (split, log). */
    public static boolean looksLike(DatasetRoot root) {
        try {
            return !logs(root).isEmpty();
        } catch (DatasetException e) {
            return false;
        }
    }

    /**
     * Opens the logs below a folder.
     *
     * @throws DatasetException if there is none, or the first problem of its tables
     */
    public static ArgoverseSensor open(DatasetRoot root) throws DatasetException {
        List<String> folders = logs(root);
        if (folders.isEmpty()) {
            throw new DatasetException(
                    ".",
                    "",
                    "no Argoverse 2 log (a folder with city_SE3_egovehicle.feather) in it or two levels below",
                    "Give the folder of a split or a log.");
        }
        Map<String, Scene> scenes = new LinkedHashMap<>();
        List<String> remarks = new ArrayList<>();
        remarks.add(
                "the ego origin is moved from the rear axle to the ground, "
                        + Log.AXLE_HEIGHT_M
                        + " m below it (measured)");
        for (String log : folders) {
            Scene scene = index(root, log, remarks);
            String name =
                    sceneName(
                            log.equals(".")
                                    ? root.folder().getFileName().toString()
                                    : log.substring(log.lastIndexOf('/') + 1));
            if (scenes.putIfAbsent(name, scene) != null) {
                remarks.add(log + " is left out: another log is named " + name + ", too");
            }
        }
        return new ArgoverseSensor(root, scenes, remarks);
    }

    /** A folder may have any name, a scene only one that can be a folder of results. */
    static String sceneName(String folder) {
        String plain = folder.replaceAll("[^A-Za-z0-9_.+-]", "_");
        String name = plain.startsWith(".") ? "_" + plain : plain;
        return name.substring(0, Math.min(name.length(), 200));
    }

    private static List<String> logs(DatasetRoot root) throws DatasetException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root.folder(), 3)) {
            walk.filter(p -> p.endsWith("city_SE3_egovehicle.feather"))
                    .map(p -> root.folder().relativize(p.getParent()).toString())
                    .map(p -> p.isEmpty() ? "." : p)
                    .sorted()
                    .forEach(found::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new DatasetException(
                    ".", "", "cannot be listed: " + e.getMessage(), "Check permissions.", e);
        }
        return found;
    }

    private static Scene index(DatasetRoot root, String log, List<String> remarks)
            throws DatasetException {
        SensorRig rig = Log.rig(root, log);
        PoseTrack track = Log.track(root, log);
        List<Long> sweeps = new ArrayList<>();
        int outside = 0;
        for (long time : times(root, log + "/sensors/lidar", ".feather").keySet()) {
            if (track.covers(time)) {
                sweeps.add(time);
            } else {
                outside++;
            }
        }
        if (outside > 0) {
            remarks.add(
                    log + ": " + outside + " sweeps lie outside the ego poses and are left out");
        }
        Map<Frame, NavigableMap<Long, String>> images = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        for (Frame camera : rig.cameras()) {
            NavigableMap<Long, String> found =
                    times(root, log + "/sensors/cameras/" + camera, ".jpg");
            if (found.isEmpty()) {
                absent.add(camera.name());
            } else {
                images.put(camera, found);
            }
        }
        if (!absent.isEmpty()) {
            remarks.add(log + ": no images of " + String.join(", ", absent));
        }
        Map<Long, List<Log.Cuboid>> cuboids = Log.cuboids(root, log);
        if (cuboids.isEmpty()) {
            remarks.add(log + ": no annotations");
        }
        return new Scene(log, rig, track, sweeps, images, cuboids);
    }

    /** Files named by a time in ns, in time order; empty if the folder is not there. */
    private static NavigableMap<Long, String> times(DatasetRoot root, String folder, String suffix)
            throws DatasetException {
        NavigableMap<Long, String> found = new TreeMap<>();
        if (!root.has(folder)) {
            return found;
        }
        try (Stream<Path> list = Files.list(root.file(folder))) {
            list.map(p -> p.getFileName().toString())
                    .filter(
                            n ->
                                    n.endsWith(suffix)
                                            && n.substring(0, n.length() - suffix.length())
                                                    .matches("\\d{1,18}"))
                    .forEach(
                            n ->
                                    found.put(
                                            Long.parseLong(
                                                    n.substring(0, n.length() - suffix.length())),
                                            folder + "/" + n));
        } catch (IOException e) {
            throw new DatasetException(
                    folder, "", "cannot be listed: " + e.getMessage(), "Check permissions.", e);
        }
        return found;
    }

    @Override
    public String format() {
        return "argoverse2";
    }

    @Override
    public List<SceneInfo> scenes() {
        List<SceneInfo> infos = new ArrayList<>();
        scenes.forEach(
                (name, s) -> {
                    List<String> channels = new ArrayList<>();
                    channels.add("lidar x" + s.sweeps.size());
                    s.images.forEach((camera, files) -> channels.add(camera + " x" + files.size()));
                    long from = s.sweeps.isEmpty() ? s.track.fromNs() : s.sweeps.get(0);
                    long to =
                            s.sweeps.isEmpty()
                                    ? s.track.fromNs()
                                    : s.sweeps.get(s.sweeps.size() - 1);
                    infos.add(new SceneInfo(name, s.sweeps.size(), from, to, channels));
                });
        return infos;
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public Optional<PoseTrack> track(String scene) {
        return Optional.of(scene(scene).track);
    }

    /** Ground-truth cuboids of a sweep with the number of returns its makers counted inside each. */
    List<Log.Cuboid> cuboids(String scene, int index) {
        Scene s = scene(scene);
        return s.cuboids.getOrDefault(s.sweeps.get(index), List.of());
    }

    @Override
    public LabeledSample read(String scene, int index) throws DatasetException {
        Scene s = scene(scene);
        long time = s.sweeps.get(index);
        List<String> lost = new ArrayList<>();
        List<Measurement> measurements = new ArrayList<>();
        for (Map.Entry<Frame, NavigableMap<Long, String>> camera : s.images.entrySet()) {
            image(s, camera.getKey(), camera.getValue(), time, lost).ifPresent(measurements::add);
        }
        try {
            measurements.addAll(clouds(s, time, lost));
        } catch (DatasetException e) {
            lost.add(e.getMessage());
        }
        if (measurements.isEmpty()) {
            throw new DatasetException(
                    s.folder, "sweep " + time, "nothing of it can be read", String.join(" ", lost));
        }
        Sample sample = new Sample(scene, Long.toString(time), time, s.rig, s.track, measurements);
        List<TrackedObject> objects =
                cuboids(scene, index).stream().map(Log.Cuboid::object).toList();
        return new LabeledSample(
                sample, objects, Optional.empty(), Optional.empty(), Optional.empty(), lost);
    }

    private Optional<Measurement> image(
            Scene s, Frame camera, NavigableMap<Long, String> files, long time, List<String> lost) {
        Long before = files.floorKey(time);
        Long after = files.ceilingKey(time);
        boolean takeBefore = after == null || before != null && time - before <= after - time;
        long at = takeBefore ? before : after;
        if (Math.abs(at - time) > MAX_CAMERA_GAP_NS || !s.track.covers(at)) {
            return Optional.empty();
        }
        String name = files.get(at);
        try {
            byte[] jpeg = dev.sightline.datasets.SensorFile.read(root, name, 64 << 20);
            return Optional.of(ImageCodec.decode(jpeg, camera, at, 0));
        } catch (DatasetException e) {
            lost.add(e.getMessage());
        } catch (IllegalArgumentException e) {
            lost.add(name + ": " + e.getMessage() + ". Download it again.");
        }
        return Optional.empty();
    }

    private List<PointCloud> clouds(Scene s, long time, List<String> lost) throws DatasetException {
        String name = s.folder + "/sensors/lidar/" + time + ".feather";
        FeatherTable table =
                FeatherTable.read(root, name, List.of("x", "y", "z", "intensity", "laser_number"));
        double[] x = table.doubles("x");
        double[] y = table.doubles("y");
        double[] z = table.doubles("z");
        double[] intensity = table.doubles("intensity");
        long[] laser = table.longs("laser_number");
        int bad = 0;
        boolean[] good = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            good[i] =
                    PointBounds.holds(x[i], y[i], z[i])
                            && laser[i] >= 0
                            && laser[i] < 2 * LASERS_PER_LIDAR;
            bad += good[i] ? 0 : 1;
        }
        if (bad > 0) {
            lost.add(
                    name
                            + ": "
                            + bad
                            + " points are not finite, beyond 10 km or of no known laser");
        }
        List<PointCloud> clouds = new ArrayList<>();
        for (Frame lidar : List.of(UP, DOWN)) {
            if (s.rig.mount(lidar).isEmpty()) {
                continue;
            }
            Pose lidarFromAxle = s.rig.egoFrom(lidar).inverse().times(Log.egoFromAxle());
            float[] xyz = new float[3 * x.length];
            float[] strength = new float[x.length];
            int n = 0;
            for (int i = 0; i < x.length; i++) {
                if (good[i] && (laser[i] < LASERS_PER_LIDAR) == lidar.equals(UP)) {
                    Vec3 p = lidarFromAxle.apply(new Vec3(x[i], y[i], z[i]));
                    xyz[3 * n] = (float) p.x();
                    xyz[3 * n + 1] = (float) p.y();
                    xyz[3 * n + 2] = (float) p.z();
                    strength[n++] = (float) (intensity[i] / 255);
                }
            }
            clouds.add(
                    PointCloud.of(lidar, time, Arrays.copyOf(xyz, 3 * n))
                            .intensity(Arrays.copyOf(strength, n))
                            .build());
        }
        return clouds;
    }

    private Scene scene(String name) {
        Scene s = scenes.get(name);
        if (s == null) {
            throw new IllegalArgumentException(
                    "no scene '" + name + "': there are " + scenes.keySet());
        }
        return s;
    }
}
