package dev.sightline.dtof.readout;

/**
 * The datasheet of one SDRAM chip: what the timing of a controller must respect.
 *
 * @param name part number
 * @param rows rows per internal bank, a power of two
 * @param columns columns per row, a power of two
 * @param banks internal banks
 * @param widthBits data lines
 * @param tRcdNs ACT to RD or WR, nanoseconds
 * @param tRpNs PRE to ACT
 * @param tRasNs ACT to PRE
 * @param tRcNs ACT to ACT of one bank
 * @param tRrdNs ACT to ACT of another bank
 * @param tRfcNs REF to the next command
 * @param tWrClocks last written word to PRE, clocks
 * @param refreshMs time within which every row must be refreshed once, milliseconds
 * @param cl2MaxHz highest clock at CAS latency 2
 * @param cl3MaxHz highest clock at CAS latency 3, and at all
 */
public record SdramChip(
        String name,
        int rows,
        int columns,
        int banks,
        int widthBits,
        int tRcdNs,
        int tRpNs,
        int tRasNs,
        int tRcNs,
        int tRrdNs,
        int tRfcNs,
        int tWrClocks,
        int refreshMs,
        long cl2MaxHz,
        long cl3MaxHz) {

    /**
     * Hynix HY57V561620, speed grade -H: 4 banks x 4 M x 16.
     *
     * <p>Public: organisation, 8192 rows in 64 ms, CL 2 and 3, 133 MHz. Recalled, not checked against the sheet: the six times and
     * the 100 MHz limit of CL 2.
     */
    public static final SdramChip HY57V561620 =
            new SdramChip(
                    "HY57V561620-H",
                    8192,
                    512,
                    4,
                    16,
                    20,
                    20,
                    45,
                    65,
                    15,
                    65,
                    2,
                    64,
                    100_000_000L,
                    133_333_334L);

    public SdramChip {
        requirePowerOfTwo("rows", rows);
        requirePowerOfTwo("columns", columns);
        if (banks != 4 || widthBits != 16) {
            throw new IllegalArgumentException(
                    "the two-chip 32-bit bus takes chips of 4 banks x 16 bit, was "
                            + banks
                            + " x "
                            + widthBits);
        }
        if (Math.min(
                        Math.min(Math.min(tRcdNs, tRpNs), Math.min(tRasNs, tRcNs)),
                        Math.min(Math.min(tRrdNs, tRfcNs), Math.min(tWrClocks, refreshMs)))
                < 1) {
            throw new IllegalArgumentException("every time of " + name + " must be at least 1");
        }
        if (cl2MaxHz < 1 || cl3MaxHz < cl2MaxHz) {
            throw new IllegalArgumentException(
                    "clock limits must rise with CAS latency, were " + cl2MaxHz + ", " + cl3MaxHz);
        }
    }

    /** Address lines that a row needs. */
    public int rowBits() {
        return Integer.numberOfTrailingZeros(rows);
    }

    /** Address lines that a column needs: the value that SCAN must have. */
    public int columnBits() {
        return Integer.numberOfTrailingZeros(columns);
    }

    /** Bytes of two chips side by side. */
    public long pairBytes() {
        return 4L * rows * columns * banks;
    }

    /** Average time from one refresh command to the next, microseconds: 7.8125 for 8192 rows in 64 ms. */
    public double refreshIntervalUs() {
        return refreshMs * 1e3 / rows;
    }

    /** Clocks from one refresh to the next, rounded down: the sheet's interval is an upper limit. */
    public int refreshIntervalClocks(long hclkHz) {
        return Math.toIntExact(hclkHz * refreshMs / (1000L * rows));
    }

    /** Clocks that cover a time, rounded up, exactly (no floating point). */
    static int clocks(int ns, long hclkHz) {
        return Math.toIntExact((ns * hclkHz + 999_999_999L) / 1_000_000_000L);
    }

    /**
     * The least CAS latency at a clock: 2 or 3.
     *
     * @throws IllegalArgumentException if the chip is not made for that clock
     */
    public int casLatency(long hclkHz) {
        if (hclkHz < 1 || hclkHz > cl3MaxHz) {
            throw new IllegalArgumentException(
                    name + " runs at 1 to " + cl3MaxHz + " Hz, not " + hclkHz);
        }
        return hclkHz <= cl2MaxHz ? 2 : 3;
    }

    private static void requirePowerOfTwo(String what, int value) {
        if (value < 1 || Integer.bitCount(value) != 1) {
            throw new IllegalArgumentException(what + " must be a power of two, was " + value);
        }
    }
}
