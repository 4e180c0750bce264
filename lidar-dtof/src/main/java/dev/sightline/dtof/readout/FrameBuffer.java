package dev.sightline.dtof.readout;

import java.util.ArrayList;
import java.util.List;

/**
 * Two chips behind the controller at a clock, and what fits into them: a double buffer, one half written by the sensor while the other is
 * read. Bursts are single words, the only length the controller programs.
 *
 * <p>Model N1 is an upper bound: the processor, its write buffer and the display share this bus.
 */
public final class FrameBuffer {

    /** Longest chunk that is advised: one row of both chips. */
    static final int ROW_CHUNK = 512;

    private final SdramChip chip;
    private final long hclkHz;
    private final MemoryTraffic traffic;
    private final double oneBank;
    private final double splitBanks;
    private final double rowChunks;

    /**
     * A frame buffer with the least legal timing.
     *
     * @throws IllegalArgumentException if the chip does not run at the clock
     */
    public FrameBuffer(SdramChip chip, long hclkHz) {
        this.chip = chip;
        this.hclkHz = hclkHz;
        this.traffic = new MemoryTraffic(SdramTiming.of(chip, hclkHz), 1);
        this.oneBank = peak() * traffic.alternating(false, 1);
        this.splitBanks = peak() * traffic.alternating(true, 1);
        this.rowChunks = peak() * traffic.alternating(true, ROW_CHUNK);
    }

    /** Bytes per second if every clock carried a word. */
    public double peak() {
        return 4.0 * hclkHz;
    }

    /** Bytes per second with both buffers in one internal bank. */
    public double oneBank() {
        return oneBank;
    }

    /** Bytes per second with the buffers in different internal banks, word by word. */
    public double splitBanks() {
        return splitBanks;
    }

    /** Bytes per second in chunks of a row: the most that a double buffer can move. */
    public double rowChunks() {
        return rowChunks;
    }

    /** Photons per second that could each find and increment their histogram here. */
    public double incrementsPerSecond() {
        return hclkHz * traffic.incrementsPerClock();
    }

    public long capacityBytes() {
        return chip.pairBytes();
    }

    /** Whether a stream fits, by which layout, and what limits it. */
    public StreamFit fit(SensorStream stream) {
        double need = stream.busBytesPerSecond();
        if (2 * stream.frameBytes() > capacityBytes()) {
            return answer(stream, StreamFit.Limit.CAPACITY, 0);
        }
        if (need <= oneBank) {
            return answer(stream, StreamFit.Limit.NONE, 1);
        }
        if (need <= splitBanks) {
            return answer(stream, StreamFit.Limit.ROW_CONFLICTS, 1);
        }
        if (need <= rowChunks) {
            return answer(stream, StreamFit.Limit.BUS_TURNAROUND, chunk(need));
        }
        return answer(
                stream,
                need > peak() ? StreamFit.Limit.BUS_PEAK : StreamFit.Limit.REFRESH_AND_ROWS,
                0);
    }

    /** The least chunk, in words, that moves so much; {@link #ROW_CHUNK} does. */
    private int chunk(double need) {
        int tooShort = 1;
        int enough = ROW_CHUNK;
        while (enough - tooShort > 1) {
            int middle = (tooShort + enough) / 2;
            if (peak() * traffic.alternating(true, middle) >= need) {
                enough = middle;
            } else {
                tooShort = middle;
            }
        }
        return enough;
    }

    private StreamFit answer(SensorStream stream, StreamFit.Limit limit, int chunkWords) {
        double perFrame = 2.0 * stream.frameBytes();
        double available =
                switch (limit) {
                    case NONE -> oneBank;
                    case ROW_CONFLICTS -> splitBanks;
                    case BUS_TURNAROUND -> peak() * traffic.alternating(true, chunkWords);
                    case REFRESH_AND_ROWS, BUS_PEAK -> rowChunks;
                    case CAPACITY -> 0;
                };
        double mostFrames = limit == StreamFit.Limit.CAPACITY ? 0 : rowChunks / perFrame;
        return new StreamFit(
                stream,
                limit,
                chunkWords,
                available,
                mostFrames,
                // Banks are 16 MB: larger frames take two each.
                stream.frameBytes() <= capacityBytes() / chip.banks() ? 1 : 2,
                limit.fits() ? List.of() : remedies(stream, mostFrames));
    }

    private List<StreamFit.Remedy> remedies(SensorStream s, double mostFrames) {
        List<StreamFit.Remedy> found = new ArrayList<>();
        if (mostFrames > 0) {
            double rate = mostFrames >= 1 ? Math.floor(mostFrames) : mostFrames * 0.99;
            propose(found, "slower frames", s.atRate(rate));
        }
        double mostBytes = Math.min(rowChunks / (2 * s.framesPerSecond()), capacityBytes() / 2.0);
        int rows = (int) (mostBytes / s.frameBytes() * s.rows());
        if (rows >= 1) {
            propose(found, "region of interest: " + rows + " rows of zones", s.rowsOnly(rows));
        }
        for (int n = 2; n <= Math.min(Math.min(s.rows(), s.cols()), 16); n *= 2) {
            if (propose(found, "zones binned " + n + " x " + n, s.zonesBinned(n))) {
                break;
            }
        }
        for (int n = 2; n <= s.samples() / 2; n *= 2) {
            if (propose(found, "values binned " + n + " to 1", s.samplesBinned(n))) {
                break;
            }
        }
        for (int bytes = s.bytesPerSample() / 2; bytes >= 1; bytes /= 2) {
            String what =
                    bytes == 1 ? "1 byte per value (ends at 255)" : bytes + " bytes per value";
            if (propose(found, what, s.bytesPerSample(bytes))) {
                break;
            }
        }
        return found;
    }

    private boolean propose(List<StreamFit.Remedy> found, String what, SensorStream smaller) {
        boolean fits =
                2 * smaller.frameBytes() <= capacityBytes()
                        && smaller.busBytesPerSecond() <= rowChunks;
        if (fits) {
            found.add(new StreamFit.Remedy(what, smaller));
        }
        return fits;
    }
}
