package dev.sightline.datasets.spad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.dtof.estimate.Counting;
import dev.sightline.testing.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorDescriptionTest {

    /** The example of {@code docs/formats/sensor.md}. */
    private static final String EXAMPLE =
            """
            {"schema": "sightline/sensor/1", "name": "corridor-8x8",
             "rows": 8, "cols": 8, "horizontal_deg": 45, "vertical_deg": 45,
             "bins": 128, "bin_ns": 0.25, "first_edge_ns": -1.5,
             "irf_sigma_ns": 0.5, "irf_tau_ns": 0.2,
             "detection": "free-running", "cycles": 1000, "dead_time_ns": 10,
             "frames_per_second": 60, "count_bytes": 2, "photons_per_zone": 300}
            """;

    @TempDir Path folder;

    private SensorDescription read(String text) throws IOException {
        Files.writeString(folder.resolve("s.json"), text);
        return SensorDescription.read(DatasetRoot.of(folder), "s.json");
    }

    @Test
    void everyMemberComesBack() throws IOException {
        SensorDescription s = read(EXAMPLE);
        assertEquals("corridor-8x8", s.name());
        assertEquals(64, s.model().zones());
        assertEquals(Math.toRadians(45), s.model().horizontalRad(), 1e-15);
        assertEquals(0.5e-9, s.model().pulseSigmaSeconds(), 1e-20);
        assertEquals(1000, s.model().cycles());
        assertEquals(-1.5e-9, s.facts().times().orElseThrow().firstEdgeSeconds(), 1e-20);
        assertTrue(s.facts().response().orElseThrow().words().contains("tau 0.2"));
        assertEquals(Counting.Kind.FREE_RUNNING, s.facts().detection().orElseThrow());
        assertEquals(1e-8, s.facts().deadSeconds().orElseThrow(), 1e-20);
        assertEquals(60, s.framesPerSecond().orElseThrow());
        assertEquals(2, s.countBytes().orElseThrow());
        assertEquals(300, s.photonsPerZone().orElseThrow());
    }

    @Test
    void aMeasuredResponseMayStandInTheFile() throws IOException {
        String samples =
                "\"irf_samples\": [0, 1, 3, 1, 0], \"irf_step_ns\": 0.1, \"irf_zero_index\": 2,";
        SensorDescription s =
                read(EXAMPLE.replace("\"irf_sigma_ns\": 0.5, \"irf_tau_ns\": 0.2,", samples));
        assertEquals(-2e-10, s.facts().response().orElseThrow().response().from(), 1e-20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"rows\": 8|\"rows\": 0|rows|0",
                "\"cols\": 8|\"cols\": 8.5|cols|whole",
                "\"horizontal_deg\": 45|\"horizontal_deg\": 400|horizontal_deg|400",
                "\"bins\": 128|\"bins\": 1e9|bins|65536",
                "\"bin_ns\": 0.25,|''|bin_ns|missing",
                "\"bin_ns\": 0.25|\"bin_ns\": NaN|bin_ns|finite",
                "\"irf_sigma_ns\": 0.5|\"irf_sigma_ns\": -1|irf_sigma_ns|-1",
                "\"irf_sigma_ns\": 0.5,|''|irf_sigma_ns|missing",
                "\"irf_sigma_ns\": 0.5|\"irf_sigma_ns\": 0.5, \"irf_samples\": [1, 2]|irf_sigma_ns|beside",
                "\"dead_time_ns\": 10|\"dead_time_ns\": \"10\"|dead_time_ns|number",
                "\"cycles\": 1000|\"cycles\": 0|cycles|0",
                "\"count_bytes\": 2|\"count_bytes\": 3|count_bytes|1, 2 or 4",
                "\"frames_per_second\": 60|\"fps\": 60|fps|no member",
                "free-running|free|detection|linear",
                "sensor/1|sensor/2|schema|sightline/sensor/1",
            })
    void whatIsWrongIsNamed(String good, String bad, String member, String says) {
        DatasetException e =
                assertThrows(DatasetException.class, () -> read(EXAMPLE.replace(good, bad)));
        assertTrue(e.getMessage().contains(member), e.getMessage());
        assertTrue(e.getMessage().contains(says), e.getMessage());
        assertTrue(e.getMessage().contains("s.json"), e.getMessage());
    }

    @Test
    void damagedDescriptionsEndInATypedError() {
        Mutations.Outcome outcome =
                Mutations.assertOnlyTypedErrors(
                        EXAMPLE.getBytes(StandardCharsets.UTF_8),
                        331,
                        500,
                        DatasetException.class,
                        bytes -> {
                            Files.write(folder.resolve("m.json"), bytes);
                            SensorDescription.read(DatasetRoot.of(folder), "m.json");
                        });
        assertTrue(outcome.refused() > 100, outcome.toString());
    }
}
