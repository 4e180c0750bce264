package dev.sightline.testing;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints one closing line per module: how many tests used sample recordings, how many were skipped.
 *
 * <p>JUnit finds it through {@code META-INF/services}. It says nothing where no test asked. Tests
 * of this project run on one thread per JVM, so plain static state is enough.
 */
public final class SampleDataReport implements TestExecutionListener {
    /** True while the test or container now running has been given a recording. */
    private static boolean using;

    private final Deque<Boolean> outer = new ArrayDeque<>();
    private final Set<String> absent = new TreeSet<>();
    private final PrintStream out;
    private TestPlan plan;
    private long used;
    private long skipped;

    /** JUnit's constructor: the report goes where the build's talk goes. */
    public SampleDataReport() {
        this(System.out);
    }

    SampleDataReport(PrintStream out) {
        this.out = out;
    }

    static void used() {
        using = true;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        // Not reset: what @BeforeAll was given, every test of the class uses.
        outer.push(using);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String reason = result.getThrowable().map(Throwable::getMessage).orElse("");
        int at = reason.indexOf(SampleData.ABSENT);
        if (result.getStatus() == Status.ABORTED && at >= 0) {
            skipped += testsIn(test);
            absent.add(reason.substring(at + SampleData.ABSENT.length()));
        } else if (test.isTest() && using) {
            used++;
        }
        using = outer.pop();
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        if (used + skipped > 0) {
            out.println(line());
        }
    }

    private String line() {
        String line = "sample recordings: " + used + " tests used them, " + skipped + " skipped";
        return absent.isEmpty() ? line : line + " because absent: " + String.join(", ", absent);
    }

    private long testsIn(TestIdentifier skippedOne) {
        if (skippedOne.isTest()) {
            return 1;
        }
        return plan.getDescendants(skippedOne).stream().filter(TestIdentifier::isTest).count();
    }
}
