package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.nuscenes.LidarTrails;
import dev.sightline.datasets.nuscenes.LidarTrails.Stop;
import dev.sightline.occupancy.metric.RayOrigins;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the nuScenes tables in the folder of the truth, or beside it, say of poses: read once, when first asked. Safe for many threads. */
final class RaySources {

    private final DataFiles truth;
    private Optional<LidarTrails> trails;

    RaySources(DataFiles truth) {
        this.truth = truth;
    }

    /**
     * The tables; empty if there are none.
     *
     * @throws DatasetException if they are there but damaged
     */
    synchronized Optional<LidarTrails> trails() throws DatasetException {
        if (trails == null) {
            Optional<Path> folder = truth.folder();
            trails = folder.isPresent() ? LidarTrails.find(folder.get()) : Optional.empty();
        }
        return trails;
    }

    /** Where RayIoU looks from at a sample; empty if the tables do not say. */
    List<Vec3> origins(String token) throws DatasetException {
        List<Stop> stops = trails().isPresent() ? trails().get().sceneOf(token) : List.of();
        List<Pose> places = stops.stream().map(Stop::worldFromLidar).toList();
        for (int i = 0; i < stops.size(); i++) {
            if (stops.get(i).token().equals(token)) {
                return RayOrigins.of(stops.get(i).egoFromLidar(), places, i);
            }
        }
        return List.of();
    }

    /**
     * What is absent or assumed, in words.
     *
     * @param masks whether the protocol has camera masks, by which occlusion is told
     */
    List<String> notes(List<FrameKey> frames, boolean masks) throws DatasetException {
        List<String> notes = new ArrayList<>();
        Optional<LidarTrails> found = trails();
        long given = frames.stream().filter(f -> !f.aside().equals(DataFile.NONE)).count();
        List<String> blind =
                frames.stream()
                        .filter(f -> f.aside().equals(DataFile.NONE))
                        .map(FrameKey::token)
                        .filter(t -> found.isEmpty() || found.get().sceneOf(t).isEmpty())
                        .toList();
        if (found.isPresent() && given < frames.size()) {
            notes.add(
                    "ray origins and poses come from the tables "
                            + found.get().tables()
                            + ", which place "
                            + found.get().samples()
                            + " samples (sha256 of the poses used "
                            + digest(frames, found.get()).substring(0, 16)
                            + ")");
            if (found.get().cutScenes() > 0) {
                notes.add(
                        found.get().cutScenes()
                                + " scenes of the tables announce more samples than there are: RayIoU looks from fewer places than the"
                                + " reference would");
            }
        }
        if (!blind.isEmpty()) {
            notes.add(
                    "rayiou is null: nothing says where to look from in "
                            + blind.size()
                            + " of "
                            + frames.size()
                            + " frames, such as "
                            + blind.get(0)
                            + "; put origins.npy beside each labels.npz, or nuScenes tables (v1.0-*) into --gt or its parent");
        }
        if (masks && found.isEmpty()) {
            notes.add(
                    "the split by occlusion is null: it needs the poses in nuScenes tables (v1.0-*) in --gt or its parent");
        }
        return notes;
    }

    private static String digest(List<FrameKey> frames, LidarTrails trails) {
        Sha256 sha = new Sha256();
        List<Stop> last = List.of();
        for (FrameKey frame : frames) {
            List<Stop> scene = trails.sceneOf(frame.token());
            if (!scene.isEmpty() && !scene.equals(last)) {
                for (Stop stop : scene) {
                    sha.text(stop.token());
                    for (double number : stop.worldFromLidar().matrix()) {
                        sha.number(Double.doubleToLongBits(number));
                    }
                }
            }
            last = scene;
        }
        return sha.hex();
    }
}
