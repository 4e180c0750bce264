package dev.sightline.apps.cli;

import dev.sightline.apps.cli.DoctorCommand.Finding;
import dev.sightline.apps.cli.DoctorCommand.Verdict;
import dev.sightline.apps.pipeline.EgoCloud;
import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.object.Box;
import dev.sightline.perception.object.TrackedObject;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.SensorRig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the doctor says of a recording: what is missing, whether the rig is sane, whether points fit images and boxes. */
final class RecordingCheck {

    private static final double FARTHEST_MOUNT_M = 10;
    private static final double TOLERATED_TURN_DEG = 0.5;
    private static final double SINE_OF_60_DEGREES = Math.sqrt(3) / 2;

    private final Dataset dataset;
    private final int samplesPerScene;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Frame, AlignmentCheck> alignment = new LinkedHashMap<>();
    private final Map<Frame, long[]> inImage =
            new LinkedHashMap<>(); // points inside the image, images
    private final Set<String> lost = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private long boxes;
    private long boxesHit;
    private long insideBoxes;
    private long insideShifted;

    RecordingCheck(Dataset dataset, int samplesPerScene) {
        this.dataset = dataset;
        this.samplesPerScene = samplesPerScene;
    }

    List<Finding> findings() {
        List<SceneInfo> scenes = dataset.scenes();
        int samples = scenes.stream().mapToInt(SceneInfo::samples).sum();
        add(
                "layout",
                samples > 0 ? Verdict.OK : Verdict.FAIL,
                dataset.format() + ", " + scenes.size() + " scenes, " + samples + " samples");
        dataset.remarks().forEach(r -> add("note", Verdict.NOTE, r));
        int read = 0;
        for (SceneInfo scene : scenes) {
            for (int i = 0; i < Math.min(samplesPerScene, scene.samples()); i++) {
                read += look(scene.name(), i) ? 1 : 0;
            }
        }
        lost.forEach(l -> add("lost", Verdict.FAIL, l));
        if (!missing.isEmpty()) {
            add("absent sensors", Verdict.NOTE, String.join(", ", missing));
        }
        if (read > 0) {
            conclude(read);
        }
        return findings;
    }

    private boolean look(String scene, int index) {
        try {
            LabeledSample labeled = dataset.read(scene, index);
            Sample sample = labeled.sample();
            lost.addAll(labeled.lost());
            sample.missing().forEach(f -> missing.add(f.name()));
            if (index == 0) {
                rig(scene, sample.rig());
            }
            for (PointCloud cloud : sample.pointClouds()) {
                PointCloud ego = EgoCloud.of(sample, cloud).points();
                sample.images().forEach(image -> project(sample, image, ego));
                labeled.objects().forEach(object -> fill(object, ego));
            }
            return true;
        } catch (DatasetException e) {
            lost.add(e.getMessage());
            return false;
        }
    }

    private void rig(String scene, SensorRig rig) {
        for (Mount mount : rig.mounts()) {
            Vec3 at = mount.egoFromSensor().translation();
            if (at.norm() > FARTHEST_MOUNT_M) {
                add(
                        "calibration",
                        Verdict.WARN,
                        scene
                                + ": "
                                + mount.frame()
                                + " is "
                                + round(at.norm())
                                + " m from the ego origin");
            }
            if (mount.model() instanceof CameraModel) {
                Vec3 axis = mount.egoFromSensor().rotation().apply(new Vec3(0, 0, 1));
                if (Math.abs(axis.z()) > SINE_OF_60_DEGREES) {
                    add(
                            "calibration",
                            Verdict.WARN,
                            scene + ": " + mount.frame() + " looks up or down by over 60 degrees");
                }
            }
        }
    }

    private void project(Sample sample, CameraImage image, PointCloud ego) {
        CameraModel camera = sample.rig().camera(image.frame());
        if (camera.width() != image.width() || camera.height() != image.height()) {
            lost.add(
                    image.frame()
                            + ": image is "
                            + image.width()
                            + "x"
                            + image.height()
                            + ", calibration says "
                            + camera.width()
                            + "x"
                            + camera.height());
            return;
        }
        if (image.isRaw()) {
            return;
        }
        Pose cameraFromEgo = sample.sensorFromEgo(image.frame(), image.startNs());
        PointCloud seen = ego.to(cameraFromEgo);
        double[] uv = new double[2];
        long[] counts = inImage.computeIfAbsent(image.frame(), f -> new long[2]);
        for (int i = 0; i < seen.size(); i++) {
            boolean hit =
                    camera.project(seen.x(i), seen.y(i), seen.z(i), uv)
                            && camera.inside(uv[0], uv[1]);
            counts[0] += hit ? 1 : 0;
        }
        counts[1]++;
        alignment.computeIfAbsent(image.frame(), f -> new AlignmentCheck()).add(sample, image, ego);
    }

    /** Counts returns in a box, and in the same box moved aside by its own width: truth that fits catches more of them. */
    private void fill(TrackedObject object, PointCloud ego) {
        Box box = object.box();
        Pose aside =
                new Pose(
                        box.frameFromObject().target(),
                        box.frameFromObject().source(),
                        box.frameFromObject().rotation(),
                        box.frameFromObject().apply(new Vec3(0, box.width(), 0)));
        int inside = count(box, ego);
        boxes++;
        boxesHit += inside > 0 ? 1 : 0;
        insideBoxes += inside;
        insideShifted += count(new Box(aside, box.length(), box.width(), box.height()), ego);
    }

    private static int count(Box box, PointCloud points) {
        Vec3 centre = box.centre();
        double reach =
                Math.sqrt(
                                box.length() * box.length()
                                        + box.width() * box.width()
                                        + box.height() * box.height())
                        / 2;
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            boolean near =
                    Math.abs(points.x(i) - centre.x()) <= reach
                            && Math.abs(points.y(i) - centre.y()) <= reach;
            n += near && box.contains(new Vec3(points.x(i), points.y(i), points.z(i))) ? 1 : 0;
        }
        return n;
    }

    private void conclude(int read) {
        add("read", Verdict.OK, read + " samples in full");
        inImage.forEach(
                (camera, counts) ->
                        add(
                                "points in image",
                                counts[0] > 0 ? Verdict.OK : Verdict.WARN,
                                camera
                                        + ": "
                                        + counts[0] / counts[1]
                                        + " per image"
                                        + (counts[0] > 0 ? "" : ": it sees nothing of the LiDAR")));
        alignment.forEach((camera, check) -> aligned(camera.name(), check));
        if (alignment.size() > 1) {
            AlignmentCheck all = new AlignmentCheck();
            alignment.values().forEach(all::merge);
            aligned("all cameras", all);
        }
        if (boxes > 0) {
            boolean fits = insideBoxes > insideShifted;
            add(
                    "truth boxes",
                    fits ? Verdict.OK : Verdict.WARN,
                    boxesHit
                            + " of "
                            + boxes
                            + " hold returns; "
                            + insideBoxes
                            + " returns inside, "
                            + insideShifted
                            + " when moved aside by a width");
        }
    }

    private void aligned(String camera, AlignmentCheck check) {
        double yaw = check.yawDeg();
        if (Double.isNaN(yaw)) {
            add(
                    "lidar to camera",
                    Verdict.NOTE,
                    camera + ": too little structure to tell (" + check.edges() + " depth edges)");
            return;
        }
        boolean fits = Math.abs(yaw) <= TOLERATED_TURN_DEG;
        add(
                "lidar to camera",
                fits ? Verdict.OK : Verdict.WARN,
                camera
                        + ": depth edges fit image edges best at "
                        + round(yaw)
                        + " degrees of yaw ("
                        + check.edges()
                        + " edges)");
    }

    private void add(String what, Verdict verdict, String text) {
        findings.add(new Finding(what, verdict, text));
    }

    private static String round(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
