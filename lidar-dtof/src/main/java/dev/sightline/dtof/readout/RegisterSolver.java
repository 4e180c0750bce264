package dev.sightline.dtof.readout;

/** Finds the register values that run two chips side by side at a clock as fast as their sheet allows, and no faster. */
public final class RegisterSolver {

    private RegisterSolver() {}

    /**
     * The best legal settings.
     *
     * @param chip one of the two chips on the 32-bit bus
     * @param hclkHz clock of the memory bus, hertz
     * @throws IllegalArgumentException if the chip, or a field of the controller, cannot do it; the message says which
     */
    public static SdramSettings settings(SdramChip chip, long hclkHz) {
        int cl = chip.casLatency(hclkHz);
        int tRcd = Math.max(2, SdramChip.clocks(chip.tRcdNs(), hclkHz));
        int tRp = Math.max(2, SdramChip.clocks(chip.tRpNs(), hclkHz));
        int cycle = SdramChip.clocks(Math.max(chip.tRcNs(), chip.tRfcNs()), hclkHz);
        int tSrc = Math.max(4, cycle - tRp);
        long interval = hclkHz * chip.refreshMs() / (1000L * chip.rows());
        reach("Trcd", tRcd, 4, hclkHz);
        reach("Trp", tRp, 4, hclkHz);
        reach("Tsrc", tSrc, 7, hclkHz);
        if (interval < 2L * (tRp + tSrc)) {
            throw new IllegalArgumentException(
                    "at "
                            + hclkHz
                            + " Hz a refresh is due every "
                            + interval
                            + " clocks and takes "
                            + (tRp + tSrc)
                            + ": the clock is too slow to keep the data and move any");
        }
        // The counter reaches 2049 clocks; a slower count only refreshes more often than it must.
        int count = (int) Math.max(0, 2049 - interval);
        return new SdramSettings(
                SdramSettings.BusWidth.BITS_32,
                true,
                tRcd,
                chip.columnBits(),
                true,
                false,
                tRp,
                tSrc,
                count,
                true,
                true,
                true,
                SdramSettings.BankMap.ofBytes(chip.pairBytes()),
                cl);
    }

    /** The 13 words of {@link #settings}; banks 0 to 5 as after reset. */
    public static MemoryRegisters registers(SdramChip chip, long hclkHz) {
        return MemoryRegisters.of(settings(chip, hclkHz));
    }

    private static void reach(String what, int needed, int most, long hclkHz) {
        if (needed > most) {
            throw new IllegalArgumentException(
                    what
                            + " of "
                            + needed
                            + " clocks is needed at "
                            + hclkHz
                            + " Hz, the register ends at "
                            + most);
        }
    }
}
