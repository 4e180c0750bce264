package dev.sightline.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The scan that a benchmark works on. */
@State(Scope.Thread)
public class ScanState {

    /** {@code recorded} needs the sample data; where it is absent, JMH reports those runs as failed and goes on. */
    @Param({"synthetic", "recorded"})
    public String source;

    Scan scan;

    @Setup(Level.Trial)
    public void load() {
        scan =
                source.equals("synthetic")
                        ? Scan.synthetic(1)
                        : Scan.recorded()
                                .orElseThrow(
                                        () ->
                                                new IllegalStateException(
                                                        "no recorded scan; set SIGHTLINE_DATA"));
    }
}
