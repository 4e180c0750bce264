package dev.sightline.testing;

import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Tortures a reader with damaged input, and fails unless it either accepts it or refuses it with
 * its own typed error, in time and in bounded memory.
 *
 * <p>Damage is: bit flips, truncation, insertion, deletion, length fields blown up, blocks
 * duplicated, numbers in text replaced by NaN, 1e999 and the like, words swapped.
 */
public final class Mutations {
    /** The processor time that one parse may take; other programs on the machine do not count. */
    public static final Duration MAX_CPU = Duration.ofSeconds(2);

    /** The time that one parse may take on the wall clock: for whoever waits instead of working. */
    public static final Duration MAX_WALL = Duration.ofSeconds(10);

    /**
     * What one parse may allocate in all. This is stricter than what it may hold at a time (garbage
     * counts too), but unlike that it can be measured exactly. Only the parsing thread is counted.
     */
    public static final long MAX_ALLOCATED_BYTES = 256L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Mutations() {}

    /**
     * What came of it.
     *
     * @param accepted how many mutants the reader read
     * @param refused how many it refused with its typed error
     * @param slowest the most processor time that one parse took
     * @param mostAllocatedBytes the most that one parse allocated
     */
    public record Outcome(int accepted, int refused, Duration slowest, long mostAllocatedBytes) {}

    /** Returns mutant number {@code index}; the same for the same arguments, on every machine. */
    public static byte[] mutant(byte[] valid, long seed, int index) {
        return Mutants.mutant(valid, seed, index);
    }

    /** Returns the first {@code n} mutants, for those who check more than errors. */
    public static Stream<byte[]> mutants(byte[] valid, long seed, int n) {
        return IntStream.range(0, n).mapToObj(index -> Mutants.mutant(valid, seed, index));
    }

    /**
     * Parses {@code n} mutants of {@code valid} and fails at the first that ends in any other way
     * than acceptance or an {@code allowed} exception. The failure names seed and index: {@code
     * Mutations.mutant(valid, seed, index)} is then the culprit.
     *
     * @param valid bytes that the reader accepts; that is checked first
     * @param seed owned by the test
     * @param n 500 or more per format, says the issue of the readers
     * @param allowed the one typed error that a reader may end with
     * @param parse reads all of what it is given, lazily read parts included
     */
    public static Outcome assertOnlyTypedErrors(
            byte[] valid,
            long seed,
            int n,
            Class<? extends Exception> allowed,
            ThrowingConsumer<byte[]> parse) {
        Attempt undamaged = Attempt.of(valid.clone(), parse, "the undamaged input");
        if (undamaged.thrown != null) {
            fail("the reader refuses the undamaged input", undamaged.thrown);
        }
        int accepted = 0;
        int refused = 0;
        long slowest = 0;
        long most = 0;
        for (int index = 0; index < n; index++) {
            byte[] mutant = Mutants.mutant(valid, seed, index);
            String which =
                    "mutant(valid, %dL, %d) of %d bytes".formatted(seed, index, mutant.length);
            Attempt attempt = Attempt.of(mutant, parse, which);
            if (attempt.thrown == null) {
                accepted++;
            } else if (allowed.isInstance(attempt.thrown)) {
                refused++;
            } else {
                fail(which + " ends in an error that is no " + allowed.getName(), attempt.thrown);
            }
            if (attempt.cpuNanos > MAX_CPU.toNanos()) {
                fail(which + " takes " + attempt.cpuNanos / 1_000_000 + " ms of processor time");
            }
            if (attempt.allocatedBytes > MAX_ALLOCATED_BYTES) {
                fail(which + " allocates " + (attempt.allocatedBytes >> 20) + " MiB");
            }
            slowest = Math.max(slowest, attempt.cpuNanos);
            most = Math.max(most, attempt.allocatedBytes);
        }
        System.out.printf(
                Locale.ROOT,
                "mutations: %s: %d mutants, %d accepted, %d refused, slowest %d ms, most %.1f MiB%n",
                caller(),
                n,
                accepted,
                refused,
                slowest / 1_000_000,
                most / 1048576.0);
        return new Outcome(accepted, refused, Duration.ofNanos(slowest), most);
    }

    private static String caller() {
        return StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.filter(f -> !f.getClassName().equals(NAME))
                                        .findFirst()
                                        .map(f -> shortName(f.getClassName(), f.getMethodName()))
                                        .orElse("?"));
    }

    private static final String NAME = Mutations.class.getName();

    private static String shortName(String type, String method) {
        return type.substring(type.lastIndexOf('.') + 1) + "." + method;
    }

    /** One parse on a thread of its own, so that a hang can be seen and a stack overflow caught. */
    private static final class Attempt {
        private volatile Throwable thrown;
        private volatile long cpuNanos;
        private volatile long allocatedBytes;

        static Attempt of(byte[] input, ThrowingConsumer<byte[]> parse, String which) {
            Attempt attempt = new Attempt();
            CountDownLatch done = new CountDownLatch(1);
            Thread thread = new Thread(() -> attempt.run(input, parse, done), "mutation");
            thread.setDaemon(true); // A hanging reader must not keep the JVM alive.
            thread.start();
            try {
                awaitOrFail(thread, done, which);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail(which + " was interrupted", e);
            }
            return attempt;
        }

        private static void awaitOrFail(Thread thread, CountDownLatch done, String which)
                throws InterruptedException {
            long sliceMillis = 250;
            for (long waited = 0; waited < MAX_WALL.toMillis(); waited += sliceMillis) {
                if (done.await(sliceMillis, TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (THREADS.getThreadCpuTime(thread.getId()) > MAX_CPU.toNanos()) {
                    break;
                }
            }
            AssertionError where = new AssertionError("where it was");
            where.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            fail(which + " hangs", where);
        }

        private void run(byte[] input, ThrowingConsumer<byte[]> parse, CountDownLatch done) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                parse.accept(input);
            } catch (Throwable t) { // The point of it all is that nothing else may come out.
                thrown = t;
            } finally {
                allocatedBytes = THREADS.getCurrentThreadAllocatedBytes() - before;
                cpuNanos = THREADS.getCurrentThreadCpuTime();
                done.countDown();
            }
        }
    }
}
