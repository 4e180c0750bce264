package dev.sightline.apps.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Says on stderr how far a job is: a bar on a terminal, else one line per ten seconds. */
final class Progress implements AutoCloseable {

    private static final long QUIET_NS = 10_000_000_000L;

    private final String task;
    private final long total;
    private final PrintWriter err;
    private final ProgressBar bar; // or null
    private final long startNs = System.nanoTime();
    private long saidNs = startNs;
    private long done;

    Progress(String task, long total, PrintWriter err) {
        this.task = task;
        this.total = total;
        this.err = err;
        boolean colour = System.getenv("NO_COLOR") == null;
        this.bar =
                !Boolean.getBoolean(
                                "sightline.terminal") // the launcher looks, Java cannot tell for
                        // stderr alone
                        ? null
                        : new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(total)
                                .setStyle(
                                        colour
                                                ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                                                : ProgressBarStyle.ASCII)
                                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                                .showSpeed()
                                .build();
    }

    /** One item more is done. */
    void step() {
        done++;
        if (bar != null) {
            bar.step();
            return;
        }
        long now = System.nanoTime();
        if (now - saidNs >= QUIET_NS) {
            saidNs = now;
            double rate = done / ((now - startNs) * 1e-9);
            err.println(
                    String.format(
                            Locale.ROOT,
                            "%s: %d of %d, %.1f/s, %.0f s left",
                            task,
                            done,
                            total,
                            rate,
                            (total - done) / rate));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
