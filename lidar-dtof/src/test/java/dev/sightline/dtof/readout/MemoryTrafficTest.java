package dev.sightline.dtof.readout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTrafficTest {

    private static final SdramTiming AT_100_MHZ =
            SdramTiming.of(SdramChip.HY57V561620, 100_000_000L);

    /** Peak: 32 bits at 100 MHz. The published figures are rounded to the last digit shown. */
    private static double megabytes(double efficiency) {
        return 400 * efficiency;
    }

    @ParameterizedTest
    @CsvSource({"1, 56.6, 157, 383, 72", "4, 187, 287, 392, 276", "8, 254, 333, 393, 351"})
    void thePublishedThroughputsComeOut(
            int burst, double oneBank, double splitBanks, double chunks, double random) {
        MemoryTraffic traffic = new MemoryTraffic(AT_100_MHZ, burst);
        assertEquals(391, megabytes(traffic.sequential(false)), 0.5);
        assertEquals(390, megabytes(traffic.sequential(true)), 0.5);
        assertEquals(oneBank, megabytes(traffic.alternating(false, 1)), burst == 1 ? 0.05 : 0.5);
        assertEquals(splitBanks, megabytes(traffic.alternating(true, 1)), 0.5);
        assertEquals(chunks, megabytes(traffic.alternating(true, 64)), 0.5);
        assertEquals(random, megabytes(traffic.random()), 0.5);
    }

    @Test
    void aPhotonThatFindsItsHistogramTakesTenClocks() {
        double perClock = new MemoryTraffic(AT_100_MHZ, 1).incrementsPerClock();
        assertEquals(9.9, 100 * perClock, 0.05);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5", "16"})
    void chunksFollowTheClosedFormUpToRefreshAndRowChanges(int chunk) {
        double measured = new MemoryTraffic(AT_100_MHZ, 1).alternating(true, chunk);
        // 2n / (2n + 3); refresh takes 1.4 %, new rows up to 0.8 %.
        double closed = 2.0 * chunk / (2 * chunk + 3);
        assertEquals(0.98 * closed, measured, 0.012);
    }

    @Test
    void aChunkOfNothingIsRefused() {
        MemoryTraffic traffic = new MemoryTraffic(AT_100_MHZ, 1);
        assertThrows(IllegalArgumentException.class, () -> traffic.alternating(true, 0));
        assertThrows(IllegalArgumentException.class, () -> new MemoryTraffic(AT_100_MHZ, 3));
    }
}
