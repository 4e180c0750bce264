package dev.sightline.dtof.readout;

/**
 * Times between commands, in clocks: the numbers of model N1.
 *
 * @param cl RD to the first word
 * @param tRcd ACT to RD or WR
 * @param tRp PRE to ACT or REF
 * @param tRas ACT to PRE
 * @param tRc ACT to ACT of one bank
 * @param tRrd ACT to ACT of another bank
 * @param tWr last written word to PRE
 * @param tRfc REF to the next ACT or REF
 * @param tRefi one refresh to the next
 */
public record SdramTiming(
        int cl, int tRcd, int tRp, int tRas, int tRc, int tRrd, int tWr, int tRfc, int tRefi) {

    public SdramTiming {
        int least =
                Math.min(
                        Math.min(Math.min(cl, tRcd), Math.min(tRp, tRas)),
                        Math.min(Math.min(tRc, tRrd), Math.min(tWr, tRfc)));
        if (least < 1) {
            throw new IllegalArgumentException("every time is at least one clock");
        }
        if (tRefi <= tRp + tRfc + tRas) {
            throw new IllegalArgumentException(
                    "a refresh every " + tRefi + " clocks leaves no time for data");
        }
    }

    /**
     * The least legal times of a chip at a clock.
     *
     * @throws IllegalArgumentException if the chip is not made for that clock
     */
    public static SdramTiming of(SdramChip chip, long hclkHz) {
        int cl = chip.casLatency(hclkHz);
        return new SdramTiming(
                cl,
                SdramChip.clocks(chip.tRcdNs(), hclkHz),
                SdramChip.clocks(chip.tRpNs(), hclkHz),
                SdramChip.clocks(chip.tRasNs(), hclkHz),
                SdramChip.clocks(chip.tRcNs(), hclkHz),
                SdramChip.clocks(chip.tRrdNs(), hclkHz),
                chip.tWrClocks(),
                SdramChip.clocks(chip.tRfcNs(), hclkHz),
                chip.refreshIntervalClocks(hclkHz));
    }
}
