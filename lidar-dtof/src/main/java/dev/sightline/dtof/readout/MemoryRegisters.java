package dev.sightline.dtof.readout;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The 13 words of the memory controller at 0x48000000, in the order in which boot code writes them in one loop: BWSCON, BANKCON0 to 7,
 * REFRESH, BANKSIZE, MRSRB6, MRSRB7.
 *
 * <p>Bits that have no meaning are kept, so words survive a round trip.
 */
public final class MemoryRegisters {

    /** Where the first word lies; the others follow every 4 bytes. */
    public static final int BASE = 0x4800_0000;

    private static final List<String> NAMES =
            List.of(
                    "BWSCON",
                    "BANKCON0",
                    "BANKCON1",
                    "BANKCON2",
                    "BANKCON3",
                    "BANKCON4",
                    "BANKCON5",
                    "BANKCON6",
                    "BANKCON7",
                    "REFRESH",
                    "BANKSIZE",
                    "MRSRB6",
                    "MRSRB7");

    private final int[] words;

    private MemoryRegisters(int[] words) {
        this.words = words;
    }

    /**
     * Registers from their words.
     *
     * @throws IllegalArgumentException unless there are 13
     */
    public static MemoryRegisters of(int... words) {
        if (words.length != NAMES.size()) {
            throw new IllegalArgumentException(
                    "the controller has " + NAMES.size() + " words, not " + words.length);
        }
        return new MemoryRegisters(words.clone());
    }

    /** The values after reset; the mode registers and BANKSIZE have none that is known, and are 0. */
    public static MemoryRegisters reset() {
        int[] words = new int[NAMES.size()];
        Arrays.fill(words, 1, 7, 0x0700);
        words[7] = 0x18008;
        words[8] = 0x18008;
        words[9] = 0xAC0000;
        return new MemoryRegisters(words);
    }

    /** What concerns the frame buffer in bank 6, and the same chips' values for bank 7; the rest after reset. */
    public static MemoryRegisters of(SdramSettings settings) {
        return reset().with(settings);
    }

    /** These registers with other SDRAM settings for banks 6 and 7; banks 0 to 5 and bank 0's read-only width stay. */
    public MemoryRegisters with(SdramSettings s) {
        int[] w = words.clone();
        int width = s.busWidth().code();
        w[0] = w[0] & 0x00ff_ffff | width << 24 | width << 28;
        int bankcon = s.sdram() ? 3 << 15 | s.tRcd() - 2 << 2 | s.scan() - 8 : w[7] & ~(3 << 15);
        w[7] = bankcon;
        w[8] = bankcon;
        w[9] =
                (s.refreshEnabled() ? 1 << 23 : 0)
                        | (s.selfRefresh() ? 1 << 22 : 0)
                        | s.tRp() - 2 << 20
                        | s.tSrc() - 4 << 18
                        | s.refreshCount();
        w[10] =
                (s.burst() ? 1 << 7 : 0)
                        | (s.powerDown() ? 1 << 5 : 0)
                        | (s.clockOnAccess() ? 1 << 4 : 0)
                        | s.bankMap().code();
        w[11] = s.cl() << 4;
        w[12] = w[11];
        return new MemoryRegisters(w);
    }

    /**
     * The meaning of the words, as far as bank 6 is concerned.
     *
     * @throws IllegalArgumentException if a field holds a code that the controller does not know
     */
    public SdramSettings settings() {
        int bankcon = words[7];
        int refresh = words[9];
        int trp = refresh >>> 20 & 3;
        int trcd = bankcon >>> 2 & 3;
        int scan = bankcon & 3;
        require(trp < 3, "REFRESH", "Trp [21:20] = 11");
        int type = bankcon >>> 15 & 3;
        require(type == 0 || type == 3, "BANKCON6", "MT [16:15] is neither SRAM nor SDRAM");
        require(trcd < 3 || type == 0, "BANKCON6", "Trcd [3:2] = 11");
        require(scan < 3 || type == 0, "BANKCON6", "SCAN [1:0] = 11");
        int mode = words[11];
        require((mode & 0x38f) == 0, "MRSRB6", "only WBL, TM, BT and BL of 0 are supported");
        int cl = mode >>> 4 & 7;
        require(cl >= 1 && cl <= 3, "MRSRB6", "CL [6:4] is not 1 to 3");
        return new SdramSettings(
                SdramSettings.BusWidth.of(words[0] >>> 24 & 3),
                type == 3,
                Math.min(trcd, 2) + 2,
                Math.min(scan, 2) + 8,
                (refresh >>> 23 & 1) == 1,
                (refresh >>> 22 & 1) == 1,
                trp + 2,
                (refresh >>> 18 & 3) + 4,
                refresh & 0x7ff,
                (words[10] >>> 7 & 1) == 1,
                (words[10] >>> 5 & 1) == 1,
                (words[10] >>> 4 & 1) == 1,
                SdramSettings.BankMap.of(words[10] & 7),
                cl);
    }

    private void require(boolean legal, String name, String problem) {
        if (!legal) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s = 0x%X: %s", name, word(name), problem));
        }
    }

    /** The 13 words. */
    public int[] words() {
        return words.clone();
    }

    /** Names of the words, in order. */
    public static List<String> names() {
        return NAMES;
    }

    /** A word by its name. */
    public int word(String name) {
        int i = NAMES.indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException("no register '" + name + "'; there are " + NAMES);
        }
        return words[i];
    }

    /** These registers with one word replaced. */
    public MemoryRegisters with(String name, int word) {
        word(name);
        int[] w = words.clone();
        w[NAMES.indexOf(name)] = word;
        return new MemoryRegisters(w);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemoryRegisters m && Arrays.equals(words, m.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    /** Name and value of every word, such as {@code REFRESH=0x8404F4}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            text.append(i == 0 ? "" : " ").append(NAMES.get(i));
            text.append(String.format(Locale.ROOT, "=0x%X", words[i]));
        }
        return text.toString();
    }
}
