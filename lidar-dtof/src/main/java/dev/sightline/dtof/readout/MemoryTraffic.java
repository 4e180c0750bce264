package dev.sightline.dtof.readout;

import java.util.SplittableRandom;

/** How much of the bus each way of using the frame buffer gets, measured on model N1 with refresh on and every request waiting. */
public final class MemoryTraffic {

    /** Bursts measured: enough for the third digit, and a few milliseconds. */
    private static final int BURSTS = 100_000;

    /** Bytes of an internal bank of the board. */
    private static final int BANK_BYTES = 1 << AddressDecode.BOARD.bankBit();

    private final SdramTiming timing;
    private final int burst;

    /**
     * Traffic in bursts of one length.
     *
     * @param burst words per request: 1, 2, 4 or 8; the S3C2440 programs 1
     */
    public MemoryTraffic(SdramTiming timing, int burst) {
        new SdramModel(timing, burst, true); // refuses what the model refuses
        this.timing = timing;
        this.burst = burst;
    }

    /** Share of clocks that carry data while words are read, or written, one after the other. */
    public double sequential(boolean write) {
        Run run = new Run();
        for (int i = 0; i < BURSTS; i++) {
            run.move(write, i * 4L * burst);
        }
        return run.efficiency();
    }

    /**
     * Share of clocks that carry data while one buffer is written and another read in turn.
     *
     * @param splitBanks whether the buffers lie in different internal banks; else they share one, in different rows
     * @param chunk bursts in one direction before the other has its turn, 1 to 4096
     */
    public double alternating(boolean splitBanks, int chunk) {
        if (chunk < 1 || chunk > 4096) {
            throw new IllegalArgumentException("a chunk is 1 to 4096 bursts, was " + chunk);
        }
        long other = splitBanks ? BANK_BYTES : BANK_BYTES / 2;
        Run run = new Run();
        // Whole turns, so that both directions have moved the same.
        for (int turn = 0; turn <= BURSTS / (2 * chunk); turn++) {
            for (int direction = 0; direction < 2; direction++) {
                for (int i = 0; i < chunk; i++) {
                    long at = ((long) turn * chunk + i) * 4 * burst % (BANK_BYTES / 2);
                    run.move(direction == 0, direction == 0 ? at : other + at);
                }
            }
        }
        return run.efficiency();
    }

    /** Share of clocks that carry data while bursts are read at places drawn evenly from all 64 MB. */
    public double random() {
        SplittableRandom random = new SplittableRandom(11);
        Run run = new Run();
        for (int i = 0; i < BURSTS; i++) {
            run.move(false, random.nextLong(4L * BANK_BYTES) & -4L * burst);
        }
        return run.efficiency();
    }

    /**
     * Photons per clock if each one reads and writes back its histogram's word, and the next finds another row of the same bank: what
     * histogramming in the frame buffer can do.
     */
    public double incrementsPerClock() {
        Run run = new Run();
        int rowBytes = AddressDecode.BOARD.rowBytes();
        for (int i = 0; i < BURSTS; i++) {
            long at = (long) i * rowBytes % BANK_BYTES;
            run.move(false, at);
            run.move(true, at);
        }
        return (double) BURSTS / run.model.busyUntil();
    }

    /** One measurement from an initialised chip on. */
    private final class Run {

        private final SdramModel model = new SdramModel(timing, burst, true);
        private long words;

        void move(boolean write, long offset) {
            int address = (int) (AddressDecode.BASE + offset);
            AddressDecode decode = AddressDecode.BOARD;
            model.request(0, write, decode.bank(address), decode.row(address));
            words += burst;
        }

        double efficiency() {
            return (double) words / model.busyUntil();
        }
    }
}
