package dev.sightline.dtof.readout;

import java.util.Locale;
import java.util.Optional;

/**
 * The data in two chips side by side, as the processor sees them through the address decode: little-endian words, and byte lanes that
 * let 8- and 16-bit stores leave the other bytes alone (DQM).
 *
 * <p>Addresses beyond the chips mirror, as they do on the board; a SCAN that does not fit the chips makes different addresses share a
 * cell. Cells never written hold 0. Timing is {@link SdramModel}'s; here a cycle only tells whether the chips are awake. Not safe for
 * several threads.
 */
public final class SdramStore {

    private final SdramChip chip;
    private final AddressDecode decode;
    private final SdramLifeCycle lifeCycle;
    private int[][] rows;

    /** Chips that were just powered. */
    public SdramStore(SdramChip chip, AddressDecode decode, SdramLifeCycle lifeCycle) {
        this.chip = chip;
        this.decode = decode;
        this.lifeCycle = lifeCycle;
        this.rows = new int[chip.banks() * chip.rows()][];
    }

    /** Stores 8 bits; one lane is open. */
    public void store8(int address, int value, long cycle) {
        int shift = 8 * decode.lane(address);
        write(address, value << shift, 0xff << shift, cycle);
    }

    /** Stores 16 bits; the lanes of one chip are open. */
    public void store16(int address, int value, long cycle) {
        aligned(address, 2);
        int shift = 8 * decode.lane(address);
        write(address, value << shift, 0xffff << shift, cycle);
    }

    /** Stores 32 bits. */
    public void store32(int address, int value, long cycle) {
        aligned(address, 4);
        write(address, value, -1, cycle);
    }

    /** Loads 8 bits, 0 to 255. */
    public int load8(int address, long cycle) {
        return read(address, cycle) >>> 8 * decode.lane(address) & 0xff;
    }

    /** Loads 16 bits, 0 to 65535. */
    public int load16(int address, long cycle) {
        aligned(address, 2);
        return read(address, cycle) >>> 8 * decode.lane(address) & 0xffff;
    }

    /** Loads 32 bits. */
    public int load32(int address, long cycle) {
        aligned(address, 4);
        return read(address, cycle);
    }

    /** Leaves power-down; if the chips slept for too long the contents are lost, and this throws as the life cycle does. */
    public void leavePowerDown(long cycle) {
        try {
            lifeCycle.leavePowerDown(cycle);
        } catch (IllegalStateException lost) {
            if (lifeCycle.state() == SdramLifeCycle.State.POWERED) {
                rows = new int[rows.length][];
            }
            throw lost;
        }
    }

    /** {@code mask} is what DQM leaves open. */
    private void write(int address, int value, int mask, long cycle) {
        lifeCycle.requireAccess(inside(address, cycle));
        int at = rowIndex(address);
        if (rows[at] == null) {
            rows[at] = new int[chip.columns()];
        }
        int column = column(address);
        rows[at][column] = rows[at][column] & ~mask | value & mask;
    }

    private int read(int address, long cycle) {
        lifeCycle.requireAccess(inside(address, cycle));
        return Optional.ofNullable(rows[rowIndex(address)])
                .map(row -> row[column(address)])
                .orElse(0);
    }

    private static long inside(int address, long cycle) {
        if (address >>> 28 != AddressDecode.BASE >>> 28) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "0x%08X is not in bank 6 or 7, which begin at 0x30000000",
                            address));
        }
        return cycle;
    }

    private int rowIndex(int address) {
        return decode.bank(address) * chip.rows() + (decode.row(address) & chip.rows() - 1);
    }

    private int column(int address) {
        return decode.column(address) & chip.columns() - 1;
    }

    private static void aligned(int address, int bytes) {
        if ((address & bytes - 1) != 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "a %d-bit access is aligned to %d bytes, not at 0x%08X",
                            8 * bytes,
                            bytes,
                            address));
        }
    }
}
