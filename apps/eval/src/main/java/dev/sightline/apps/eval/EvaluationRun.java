package dev.sightline.apps.eval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Scores the shards of a plan that are not finished yet, on some threads, each result durable before the next shard begins. Which
 * thread takes which shard does not matter: states merge exactly.
 */
public final class EvaluationRun {

    private final EvaluationPlan plan;
    private final ShardStore store;
    private final BooleanSupplier stop;
    private final Consumer<Shard> finished;

    /**
     * A run.
     *
     * @param stop asked before each shard: whether to leave the rest for later
     * @param finished told of each shard, scored now or found finished; called from many threads
     */
    public EvaluationRun(
            EvaluationPlan plan, ShardStore store, BooleanSupplier stop, Consumer<Shard> finished) {
        this.plan = plan;
        this.store = store;
        this.stop = stop;
        this.finished = finished;
    }

    /**
     * Scores what is left.
     *
     * @param threads how many at once
     * @param mine which shards, by index: a worker process does every n-th
     * @throws IOException if a result cannot be written; finished shards stay
     */
    public void score(int threads, IntPredicate mine) throws IOException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> workers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                workers.add(pool.submit(() -> work(next, mine)));
            }
            for (Future<Void> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("a shard could not be scored", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    /** Whoever owns the store may close it next: no thread may still write. A shard is well under a minute of work. */
    private static void awaitEnd(ExecutorService pool) {
        try {
            if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a shard takes longer than a minute to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Void work(AtomicInteger next, IntPredicate mine) throws IOException {
        try (FrameScorer scorer = plan.benchmark().scorer()) {
            while (!stop.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
                int i = next.getAndIncrement();
                if (i >= plan.shards().size()) {
                    break;
                }
                Shard shard = plan.shards().get(i);
                if (mine.test(i)) {
                    if (store.find(shard).isEmpty()) {
                        store.put(shard, shard.score(scorer));
                    }
                    finished.accept(shard);
                }
            }
        }
        return null;
    }

    /** Shards without a result. */
    public List<Shard> unfinished() {
        return plan.shards().stream().filter(s -> !store.has(s)).toList();
    }

    /**
     * All results together.
     *
     * @throws IllegalStateException if a shard has none
     */
    public EvaluationState merged() {
        EvaluationState sum = EvaluationState.empty();
        for (Shard shard : plan.shards()) {
            sum =
                    sum.merge(
                            store.find(shard)
                                    .orElseThrow(
                                            () ->
                                                    new IllegalStateException(
                                                            "shard "
                                                                    + shard.index()
                                                                    + " is lost")));
        }
        return sum;
    }
}
