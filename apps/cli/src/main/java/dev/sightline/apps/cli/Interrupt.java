package dev.sightline.apps.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end a job after the item at hand: the JVM waits until the job has closed this. */
final class Interrupt implements AutoCloseable {

    private static final long PATIENCE_S = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    Interrupt(Runnable onSignal) {
        hook =
                new Thread(
                        () -> {
                            onSignal.run();
                            try {
                                done.await(PATIENCE_S, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way down already: the hook has done its work.
        }
    }
}
