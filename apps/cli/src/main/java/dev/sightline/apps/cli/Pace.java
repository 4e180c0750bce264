package dev.sightline.apps.cli;

import java.util.concurrent.TimeUnit;

/** Holds a replay back to a multiple of the recorded time. Results never depend on it. */
final class Pace {

    private final double factor;
    private long startNs;
    private long firstNs = Long.MIN_VALUE;

    Pace(ReplayOptions.Rate rate) {
        this.factor = rate.factor;
    }

    /** Sleeps until a recorded time is due. */
    void waitFor(long recordedNs) {
        if (factor == 0) {
            return;
        }
        if (firstNs == Long.MIN_VALUE) {
            firstNs = recordedNs;
            startNs = System.nanoTime();
        }
        long due = startNs + (long) ((recordedNs - firstNs) / factor);
        try {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread()
                    .interrupt(); // the replay goes on unpaced and stops at its own check
        }
    }
}
