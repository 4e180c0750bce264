package dev.sightline.dtof.readout;

import java.util.List;
import java.util.Locale;

/**
 * The answer to: does this sensor's stream fit its frame buffer?
 *
 * @param stream what was asked
 * @param limit what stands in the way of a simpler layout, or of fitting at all
 * @param chunkWords words to move in one direction before turning; 0 if the stream does not fit
 * @param availableBytesPerSecond what the least demanding layout that suffices moves, or the best one if none does; 0 if a frame is too
 *     large
 * @param mostFramesPerSecond frames per second that the best layout moves with the processor idle; 0 if a frame is too large
 * @param banksPerBuffer internal banks that each of the two buffers takes
 * @param remedies smaller streams that fit; empty if this one does
 */
public record StreamFit(
        SensorStream stream,
        Limit limit,
        int chunkWords,
        double availableBytesPerSecond,
        double mostFramesPerSecond,
        int banksPerBuffer,
        List<Remedy> remedies) {

    public StreamFit {
        remedies = List.copyOf(remedies);
    }

    /** The term that limits. */
    public enum Limit {
        /** Nothing: any layout does. */
        NONE(true, "nothing"),
        /** With both buffers in one internal bank each access opens a row; in two it does not. */
        ROW_CONFLICTS(true, "row conflicts: both buffers in one internal bank would be too slow"),
        /** The bus loses three clocks each time it goes from writing to reading and back. */
        BUS_TURNAROUND(true, "bus turn-around between writing and reading"),
        /** Every clock would do, but refreshes and new rows take their share. */
        REFRESH_AND_ROWS(false, "refresh and row changes, on a bus that would just do"),
        /** The bus itself. */
        BUS_PEAK(false, "the peak of the bus"),
        /** Two frames do not fit into the chips. */
        CAPACITY(false, "the size of the memory");

        private final boolean fits;
        private final String text;

        Limit(boolean fits, String text) {
            this.fits = fits;
            this.text = text;
        }

        /** Whether a stream with this limit still fits. */
        public boolean fits() {
            return fits;
        }

        /** The term in words. */
        public String text() {
            return text;
        }
    }

    /**
     * A way to make a stream fit.
     *
     * @param what in words
     * @param stream what is left; it fits
     */
    public record Remedy(String what, SensorStream stream) {}

    public boolean fits() {
        return limit.fits();
    }

    /** Byte address of the first buffer: internal bank 0. */
    public int firstBuffer() {
        return AddressDecode.BASE;
    }

    /** Byte address of the second buffer: the next free internal bank, so that A[25:24] differ. */
    public int secondBuffer() {
        return AddressDecode.BOARD.address(banksPerBuffer, 0, 0);
    }

    /** The verdict in a few words. */
    public String verdict() {
        return switch (limit) {
            case NONE -> "fits anywhere";
            case ROW_CONFLICTS -> "fits with the two buffers in different internal banks";
            case BUS_TURNAROUND ->
                    "fits with the two buffers in different internal banks and chunks of at least "
                            + chunkWords
                            + " words";
            case REFRESH_AND_ROWS, BUS_PEAK, CAPACITY -> "does not fit";
        };
    }

    /** How to lay out the two buffers, or nothing to lay out. */
    public String layout() {
        if (!fits()) {
            return "none";
        }
        return String.format(
                Locale.ROOT,
                "buffer A at 0x%08X, buffer B at 0x%08X; move %s in one direction before turning",
                firstBuffer(),
                secondBuffer(),
                chunkWords == 1 ? "any number of words" : "at least " + chunkWords + " words");
    }
}
