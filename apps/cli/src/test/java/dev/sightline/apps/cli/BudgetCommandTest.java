package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetCommandTest {

    private static MainTest.Run budget(String... more) {
        String[] args = new String[more.length + 1];
        args[0] = "budget";
        System.arraycopy(more, 0, args, 1, more.length);
        return MainTest.Run.of(args);
    }

    @Test
    void aTabletsHistogramsFitAnywhereAndTheRegistersAreThoseOfTheSolver() throws Exception {
        MainTest.Run run = budget("--sensor", "tablet", "--memory", "s3c2440", "--json");
        assertEquals(0, run.code(), run.err());
        JsonNode tree = new ObjectMapper().readTree(run.out());
        assertEquals("sightline/budget/1", tree.get("schema").asText());
        assertTrue(tree.get("fits").asBoolean());
        assertEquals("none", tree.get("limit").asText());
        // 24 x 24 zones x 128 bins x 2 bytes x 30 Hz, written and read.
        assertEquals(8_847_360, tree.get("need_bytes_per_second").asDouble());
        assertEquals("0x31000000", tree.get("layout").get(1).asText());
        assertEquals(0x8404F4, tree.get("registers").get("REFRESH").asInt());
        assertEquals(0x18001, tree.get("registers").get("BANKCON6").asInt());
    }

    @Test
    void aFlashSensorThatDoesNotFitIsToldWhatWould() {
        MainTest.Run run =
                budget("--sensor", "longrange-flash", "--memory", "s3c2440", "--fps", "60");
        assertEquals(0, run.code(), run.err());
        // 3000 zones x 1000 bins x 2 bytes x 60 Hz x 2 = 720 MB/s.
        assertTrue(run.out().contains("verdict: does not fit"), run.out());
        assertTrue(run.out().contains("limited by the peak of the bus"), run.out());
        assertTrue(run.out().contains("zones binned 2 x 2"), run.out());
        assertTrue(run.out().contains("REFRESH   0x008404F4"), run.out());
    }

    @Test
    void theClockChangesTheRegistersAndTheRoom() {
        MainTest.Run run =
                budget("--sensor", "tablet", "--memory", "s3c2440", "--hclk", "133.333e6");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("REFRESH   0x009803F0"), run.out());
        assertTrue(run.out().contains("peak 533 MB/s"), run.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sensor tablt --memory s3c2440|did you mean 'tablet'",
                "--sensor tablet --memory s3c2410|did you mean 's3c2440'",
                "--sensor tablet --memory s3c2440 --hclk 200e6|runs at",
                "--sensor tablet --memory s3c2440 --hclk 1e6|too slow",
                "--sensor tablet --memory s3c2440 --hclk NaN|--hclk",
                "--sensor tablet --memory s3c2440 --fps 0|frames per second",
                "--sensor tablet --memory s3c2440 --count-bytes 3|--count-bytes",
                "--sensor tablet --memory s3c2440 --photons -1|--photons",
                "--sensor tablet|--memory",
            })
    void whatCannotBeIsAUsageErrorInOneSentence(String args, String says) {
        MainTest.Run run = budget(args.split(" "));
        assertEquals(ExitCode.USAGE, run.code(), run.err());
        assertTrue(run.err().contains(says), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertEquals("", run.out(), "stdout is data");
    }
}
