package dev.sightline.datasets.sim;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Splits independent rows over plain threads. Each row writes only its own output, so the result never depends on how many. */
final class Rows {

    private Rows() {}

    /**
     * Runs {@code work} once for each of 0..rows-1.
     *
     * @param threads at least 1; 1 runs in the calling thread
     */
    static void each(int rows, int threads, IntConsumer work) {
        if (threads <= 1) {
            for (int i = 0; i < rows; i++) {
                work.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable loop =
                () -> {
                    try {
                        for (int i = next.getAndIncrement(); i < rows; i = next.getAndIncrement()) {
                            work.accept(i);
                        }
                    } catch (RuntimeException | Error e) {
                        failure.compareAndSet(null, e);
                        next.set(rows);
                    }
                };
        Thread[] helpers = new Thread[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Thread(loop, "sim-rows-" + i);
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
        loop.run();
        for (Thread helper : helpers) {
            join(helper);
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void join(Thread helper) {
        boolean interrupted = false;
        while (helper.isAlive()) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                interrupted = true; // the rows are short: finish them, then let the caller know
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
