package dev.sightline.dtof.readout;

import java.util.Arrays;

/**
 * What the registers say about the SDRAM in bank 6, in units people use.
 *
 * @param busWidth data lines of bank 6
 * @param sdram whether bank 6 drives SDRAM (else SRAM or ROM)
 * @param tRcd clocks from ACT to RD or WR, 2 to 4
 * @param scan column bits, 8 to 10
 * @param refreshEnabled REFEN
 * @param selfRefresh TREFMD: the chips refresh themselves, and cannot be used meanwhile
 * @param tRp clocks from PRE to ACT, 2 to 4
 * @param tSrc clocks that make up tRC together with tRp, 4 to 7
 * @param refreshCount 11 bits; the period is 2^11 + 1 - count clocks
 * @param burst BURST_EN: the core's cache fills move as bursts
 * @param powerDown SCKE_EN: idle chips power down
 * @param clockOnAccess SCLK_EN: the chips' clock runs only while they are used
 * @param bankMap size that the address decoder gives to bank 6, and to bank 7
 * @param cl CAS latency written to the chips' mode register, 1 to 3
 */
public record SdramSettings(
        BusWidth busWidth,
        boolean sdram,
        int tRcd,
        int scan,
        boolean refreshEnabled,
        boolean selfRefresh,
        int tRp,
        int tSrc,
        int refreshCount,
        boolean burst,
        boolean powerDown,
        boolean clockOnAccess,
        BankMap bankMap,
        int cl) {

    public SdramSettings {
        within("Trcd", tRcd, 2, 4);
        within("SCAN", scan, 8, 10);
        within("Trp", tRp, 2, 4);
        within("Tsrc", tSrc, 4, 7);
        within("refresh count", refreshCount, 0, 2047);
        within("CL", cl, 1, 3);
    }

    /** Clocks from one refresh to the next: {@code 2^11 + 1 - count}. */
    public int refreshClocks() {
        return 2049 - refreshCount;
    }

    /** Clocks that a refresh takes, ACT to ACT: {@code Trp + Tsrc}. */
    public int tRc() {
        return tRp + tSrc;
    }

    private static void within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " is " + least + " to " + most + ", was " + value);
        }
    }

    /** DW: width of a bank's data bus. */
    public enum BusWidth {
        /** 8 lines. */
        BITS_8(0),
        /** 16 lines. */
        BITS_16(1),
        /** 32 lines. */
        BITS_32(2);

        private final int code;

        BusWidth(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static BusWidth of(int code) {
            if (code == 3) {
                throw new IllegalArgumentException("BWSCON: DW6 [25:24] = 11 is no bus width");
            }
            return values()[code];
        }

        /** Data lines. */
        public int bits() {
            return 8 << code;
        }
    }

    /** BK76MAP: megabytes given to each of banks 6 and 7. */
    public enum BankMap {
        /** 2 MB. */
        MB_2(4, 2),
        /** 4 MB. */
        MB_4(5, 4),
        /** 8 MB. */
        MB_8(6, 8),
        /** 16 MB. */
        MB_16(7, 16),
        /** 32 MB. */
        MB_32(0, 32),
        /** 64 MB. */
        MB_64(1, 64),
        /** 128 MB. */
        MB_128(2, 128);

        private final int code;
        private final int megabytes;

        BankMap(int code, int megabytes) {
            this.code = code;
            this.megabytes = megabytes;
        }

        int code() {
            return code;
        }

        static BankMap of(int code) {
            return Arrays.stream(values())
                    .filter(m -> m.code == code)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "BANKSIZE: BK76MAP [2:0] = 011 is no size"));
        }

        /**
         * The map of a fitted size.
         *
         * @throws IllegalArgumentException if the controller has none
         */
        public static BankMap ofBytes(long bytes) {
            return Arrays.stream(values())
                    .filter(m -> m.bytes() == bytes)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "banks 6 and 7 hold 2, 4 .. 128 MB, not "
                                                    + bytes
                                                    + " bytes"));
        }

        public long bytes() {
            return (long) megabytes << 20;
        }

        public int megabytes() {
            return megabytes;
        }
    }
}
