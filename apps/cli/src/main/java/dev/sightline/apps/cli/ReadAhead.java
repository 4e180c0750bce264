package dev.sightline.apps.cli;

import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.SceneInfo;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the samples of a scene in order, the next one on another thread while this one is worked on. */
final class ReadAhead implements AutoCloseable {

    private final Dataset dataset;
    private final SceneInfo scene;
    private final ExecutorService reader; // or null: read when asked
    private Future<LabeledSample> next;
    private int nextIndex = -1;

    ReadAhead(Dataset dataset, SceneInfo scene, boolean ahead) {
        this.dataset = dataset;
        this.scene = scene;
        this.reader = ahead ? Executors.newSingleThreadExecutor(ReadAhead::daemon) : null;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "read-ahead");
        thread.setDaemon(true);
        return thread;
    }

    /** Sample {@code index}; fastest if asked for in ascending order. */
    LabeledSample get(int index) throws DatasetException {
        if (reader == null) {
            return dataset.read(scene.name(), index);
        }
        Future<LabeledSample> mine = nextIndex == index ? next : request(index);
        if (index + 1 < scene.samples()) {
            nextIndex = index + 1;
            next = request(nextIndex);
        }
        try {
            return mine.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DatasetException bad) {
                throw bad;
            }
            throw new IllegalStateException(
                    "reading sample " + index + " of " + scene.name() + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }

    private Future<LabeledSample> request(int index) {
        return reader.submit(() -> dataset.read(scene.name(), index));
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.shutdownNow();
        }
    }
}
