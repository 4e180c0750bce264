package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.apps.cli.MainTest.Run;
import dev.sightline.occupancy.metric.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {

    @Test
    void everyProtocolIsDefinedWithItsKeysAndTraps() {
        for (String name : Protocol.NAMES) {
            Run run = Run.of("explain", name);
            assertEquals(ExitCode.DONE, run.code(), run.err());
            for (String part : List.of(name, "What is counted", "JSON keys", "Traps")) {
                assertTrue(run.out().contains(part), name + " lacks " + part);
            }
            assertEquals("", run.err());
        }
    }

    @Test
    void withoutANameAllProtocolsAreListedOneALine() {
        Run run = Run.of("explain");
        assertEquals(Protocol.NAMES.size(), run.out().lines().count(), run.out());
        assertTrue(run.out().contains("nuscenes-detection   NDS"), run.out());
    }

    @Test
    void jsonHoldsTheFrozenIdentityBesideTheText() throws Exception {
        JsonNode tree =
                new ObjectMapper()
                        .readTree(Run.of("explain", "nuscenes-detection", "--json").out());
        assertEquals("sightline/explain/1", tree.get("schema").asText());
        assertEquals(10, tree.get("classes").size());
        assertEquals(64, tree.get("protocol_sha256").asText().length());
        assertTrue(tree.get("text").asText().contains("NDS = "));
        JsonNode all = new ObjectMapper().readTree(Run.of("explain", "--json").out());
        assertEquals(Protocol.NAMES.size(), all.get("protocols").size());
    }

    @Test
    void aMistypedProtocolNamesTheRightOne() {
        Run run = Run.of("explain", "occ3d-nuscene");
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("did you mean 'occ3d-nuscenes'"), run.err());
        assertEquals("", run.out());
    }
}
