package dev.sightline.apps.spark;

import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** CPU time of tasks, failed ones included as far as Spark knows them: for the log. Scores never pass through here. */
final class TaskCost extends SparkListener {

    private final LongAdder cpuNs = new LongAdder();
    private final LongAdder failures = new LongAdder();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        TaskMetrics metrics = end.taskMetrics();
        if (metrics != null) {
            cpuNs.add(metrics.executorCpuTime());
        }
        if (end.taskInfo().failed()) {
            failures.increment();
        }
    }

    /** Seconds of all executors' task threads so far. */
    double cpuSeconds() {
        return cpuNs.sum() * 1e-9;
    }

    long failures() {
        return failures.sum();
    }
}
