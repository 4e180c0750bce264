package dev.sightline.dtof.readout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.readout.StreamFit.Limit;
import dev.sightline.dtof.readout.StreamFit.Remedy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameBufferTest {

    private static final FrameBuffer AT_100_MHZ =
            new FrameBuffer(SdramChip.HY57V561620, 100_000_000L);

    @ParameterizedTest
    @CsvSource({
        "8, 8, 128, 4, 60, 3.9, NONE, 1",
        "150, 200, 1, 16, 30, 28.8, NONE, 1",
        "150, 200, 16, 2, 30, 57.6, ROW_CONFLICTS, 1",
        "150, 200, 128, 1, 30, 230, BUS_TURNAROUND, 3",
        "150, 200, 128, 2, 15, 230, BUS_TURNAROUND, 3",
        "150, 200, 128, 2, 30, 461, BUS_PEAK, 0",
        "480, 640, 8, 2, 30, 295, BUS_TURNAROUND, 5",
        "1000, 1000, 128, 2, 1, 512, CAPACITY, 0",
    })
    void theStreamsOfTheTableGetTheirVerdicts(
            int rows,
            int cols,
            int samples,
            int bytes,
            double fps,
            double need,
            Limit limit,
            int chunk) {
        SensorStream stream = new SensorStream(rows, cols, samples, bytes, fps);
        StreamFit fit = AT_100_MHZ.fit(stream);
        // Rounded to the digits of the table.
        assertEquals(need, stream.busBytesPerSecond() * 1e-6, need < 100 ? 0.05 : 0.5);
        assertEquals(limit, fit.limit());
        assertEquals(chunk, fit.chunkWords());
        assertEquals(limit.fits(), fit.fits());
        assertEquals(fit.fits(), fit.availableBytesPerSecond() >= stream.busBytesPerSecond());
    }

    @Test
    void theStreamThatDoesNotFitRunsAtTwentyFiveFramesWithTheProcessorIdle() {
        StreamFit fit = AT_100_MHZ.fit(new SensorStream(150, 200, 128, 2, 30));
        assertEquals(25, (int) fit.mostFramesPerSecond());
        assertTrue(AT_100_MHZ.fit(fit.stream().atRate(25)).fits());
        assertFalse(AT_100_MHZ.fit(fit.stream().atRate(26)).fits());
    }

    @Test
    void histogramsPerPhotonAreEighteenTimesOver() {
        double photons = 30e3 * 200 * 30;
        assertEquals(18, photons / AT_100_MHZ.incrementsPerSecond(), 0.5);
    }

    @Test
    void everyRemedyFits() {
        for (SensorStream stream :
                List.of(
                        new SensorStream(150, 200, 128, 2, 30),
                        new SensorStream(1000, 1000, 128, 2, 30),
                        new SensorStream(25, 120, 1000, 4, 60),
                        new SensorStream(1, 1, 1_000_000, 64, 1000))) {
            StreamFit fit = AT_100_MHZ.fit(stream);
            assertFalse(fit.fits());
            for (Remedy remedy : fit.remedies()) {
                assertTrue(AT_100_MHZ.fit(remedy.stream()).fits(), remedy.toString());
            }
        }
        List<String> ways =
                AT_100_MHZ.fit(new SensorStream(150, 200, 128, 2, 30)).remedies().stream()
                        .map(Remedy::what)
                        .toList();
        assertEquals(
                List.of(
                        "slower frames",
                        "region of interest: 127 rows of zones",
                        "zones binned 2 x 2",
                        "values binned 2 to 1",
                        "1 byte per value (ends at 255)"),
                ways);
    }

    @Test
    void theBuffersLieInDifferentInternalBanks() {
        for (SensorStream stream :
                List.of(
                        new SensorStream(8, 8, 128, 4, 60),
                        new SensorStream(1000, 1000, 15, 2, 1))) {
            StreamFit fit = AT_100_MHZ.fit(stream);
            AddressDecode decode = AddressDecode.BOARD;
            int last = (int) (fit.firstBuffer() + stream.frameBytes() - 1);
            assertNotEquals(decode.bank(last), decode.bank(fit.secondBuffer()));
            assertTrue(Integer.compareUnsigned(last, fit.secondBuffer()) < 0);
            long end = Integer.toUnsignedLong(fit.secondBuffer()) + stream.frameBytes();
            assertTrue(end <= 0x3000_0000L + AT_100_MHZ.capacityBytes());
        }
    }

    @Test
    void aStreamBetweenWhatTheBusMovesAndItsPeakIsLimitedByRefreshAndRows() {
        StreamFit fit = AT_100_MHZ.fit(new SensorStream(100, 100, 100, 1, 198));
        assertEquals(Limit.REFRESH_AND_ROWS, fit.limit());
    }
}
