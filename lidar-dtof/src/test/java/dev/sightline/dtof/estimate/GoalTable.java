package dev.sightline.dtof.estimate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rows of target, reached and bound; cells run on two threads, each from its own seed, and come out in the order they were put in. */
final class GoalTable {

    /** How a row stands. */
    enum Verdict {
        MET,
        /** No goal: told beside one. */
        BESIDE,
        /** Missed, and so does what knows all but the time on the same draws: no better by a hundredth of the limit (a rate: by 0.005). */
        CEILING,
        MISSED
    }

    /** One figure. */
    record Row(
            String goal,
            String cell,
            String target,
            String reached,
            String bound,
            Verdict verdict) {

        String markdown() {
            String v =
                    verdict == Verdict.MISSED
                            ? "**missed**"
                            : verdict.name().toLowerCase(Locale.ROOT);
            return String.join(" | ", "| " + goal, cell, target, reached, bound, v) + " |";
        }
    }

    /** Rows of one cell. */
    static final class Cell {
        private final String goal;
        private final String name;
        private final List<Row> rows = new ArrayList<>();

        private Cell(String goal, String name) {
            this.goal = goal;
            this.name = name;
        }

        /**
         * Adds a figure that must not be above a limit.
         *
         * @param slack what the figure may exceed it by, 0 for none; beside a reference, as much in proportion
         * @param reference what an all-knowing estimator reaches, or NaN
         */
        void atMost(String what, double limit, double value, double slack, double reference) {
            boolean ceiling =
                    reference > limit && value <= reference * (1 + slack / limit) + 0.01 * limit;
            add(what, "<= " + text(limit), value, reference, value <= limit + slack, ceiling);
        }

        /** Adds a figure that must not be below a limit; see {@link #atMost}. */
        void atLeast(String what, double limit, double value, double slack, double reference) {
            boolean ceiling = reference < limit && value >= reference - 0.005 - slack;
            add(what, ">= " + text(limit), value, reference, value >= limit - slack, ceiling);
        }

        /** Adds a figure that no goal asks for. */
        void beside(String what, double value) {
            rows.add(new Row(goal, name + ": " + what, "", text(value), "", Verdict.BESIDE));
        }

        private void add(
                String what,
                String target,
                double value,
                double reference,
                boolean met,
                boolean ceiling) {
            Verdict verdict = met ? Verdict.MET : ceiling ? Verdict.CEILING : Verdict.MISSED;
            String bound = Double.isNaN(reference) ? "" : text(reference);
            String told = name + ": " + what;
            rows.add(
                    new Row(
                            goal,
                            told,
                            target,
                            Double.isNaN(value) ? "-" : text(value),
                            bound,
                            verdict));
        }

        private static String text(double x) {
            return String.format(Locale.ROOT, Math.abs(x) < 0.01 && x != 0 ? "%.2g" : "%.4g", x);
        }
    }

    /** Fills a cell. */
    interface Work {
        void fill(Cell cell);
    }

    private static final int ONE_IN = 8;

    private final List<Callable<List<Row>>> work = new ArrayList<>();
    private final boolean whole;
    private int asked;

    /**
     * An empty table.
     *
     * @param whole whether every cell is run and told as it comes, or one in {@link #ONE_IN} silently
     */
    GoalTable(boolean whole) {
        this.whole = whole;
    }

    void add(String goal, String name, Work job) {
        if (asked++ % ONE_IN != 0 && !whole) {
            return;
        }
        work.add(
                () -> {
                    Cell cell = new Cell(goal, name);
                    job.fill(cell);
                    if (whole) {
                        cell.rows.forEach(r -> System.out.println(r.markdown()));
                    }
                    return cell.rows;
                });
    }

    /** Runs everything. */
    List<Row> run() {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Row> rows = new ArrayList<>();
            for (Future<List<Row>> done : threads.invokeAll(work)) {
                rows.addAll(done.get());
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Writes the table. */
    static void write(List<Row> rows, String title, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        lines.add("");
        lines.add("| Goal | Cell | Target | Reached | Knowing all | Verdict |");
        lines.add("|---|---|---|---|---|---|");
        for (Row row : rows) {
            lines.add(row.markdown());
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }
}
