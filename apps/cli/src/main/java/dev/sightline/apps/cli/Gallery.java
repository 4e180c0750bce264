package dev.sightline.apps.cli;

import dev.sightline.apps.pipeline.Step;
import dev.sightline.apps.report.EgoFootprint;
import dev.sightline.apps.report.ReportPage.Details;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.perception.geometry.PoseTrack;
import dev.sightline.planner.VehicleModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Pictures of samples, drawn beside the replay on threads of its own, kept in the order of the samples. */
final class Gallery implements AutoCloseable {

    private static final double CAR_HEIGHT_M = 1.55;

    private final EgoFootprint outline;
    private final ExecutorService painters;
    private final List<Future<Details>> pictures = new ArrayList<>();

    Gallery(int threads, VehicleModel vehicle) {
        // A picture wants distances from the ego origin, a vehicle model counts from its rear axle.
        double front = vehicle.rearAxleX() + vehicle.front();
        this.outline =
                new EgoFootprint(front, vehicle.length() - front, vehicle.width(), CAR_HEIGHT_M);
        this.painters =
                Executors.newFixedThreadPool(
                        threads,
                        work -> {
                            Thread thread = new Thread(work, "painter");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Has the pictures of a step drawn. */
    void add(LabeledSample labeled, Step step, Optional<PoseTrack> whole) {
        boolean first = pictures.isEmpty();
        pictures.add(
                painters.submit(() -> SamplePictures.of(labeled, step, whole, outline, first)));
    }

    /** All pictures, in order; waits for those still being drawn. */
    List<Details> pictures() {
        List<Details> all = new ArrayList<>();
        for (Future<Details> picture : pictures) {
            try {
                all.add(picture.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a picture could not be drawn", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while drawing", e);
            }
        }
        return all;
    }

    @Override
    public void close() {
        painters.shutdown();
    }
}
