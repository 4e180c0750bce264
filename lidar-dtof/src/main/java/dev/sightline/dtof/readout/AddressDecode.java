package dev.sightline.dtof.readout;

import java.util.Locale;

/**
 * How the controller splits a byte address of the 32-bit bus: lane {@code A[1:0]}, then the column, then the row; the bank lines hang on
 * fixed address pins of the board.
 *
 * <p>SCAN sets the column bits and with them where the row begins: with SCAN = 9 the column is A[10:2] and the row A[23:11]. The
 * wires to BA0 and BA1 do not move, so a SCAN that does not fit the chip makes different addresses share a cell.
 *
 * @param columnBits SCAN: 8, 9 or 10
 * @param rowBits row lines, 11 to 13
 * @param bankBit address line wired to BA0; BA1 is the next
 */
public record AddressDecode(int columnBits, int rowBits, int bankBit) {

    /** Where bank 6, and so the frame buffer, begins. */
    public static final int BASE = 0x3000_0000;

    /** Two HY57V561620: 64 MB, column A[10:2], row A[23:11], bank A[25:24]. */
    public static final AddressDecode BOARD = new AddressDecode(9, 13, 24);

    public AddressDecode {
        if (columnBits < 8 || columnBits > 10) {
            throw new IllegalArgumentException("SCAN is 8, 9 or 10, was " + columnBits);
        }
        if (rowBits < 11 || rowBits > 13) {
            throw new IllegalArgumentException("row lines are 11 to 13, were " + rowBits);
        }
        if (bankBit < 10 || bankBit > 25) {
            throw new IllegalArgumentException("BA0 is wired to A10..A25, was A" + bankBit);
        }
    }

    /** The decode that uses every cell of two chips side by side. */
    public static AddressDecode of(SdramChip chip) {
        return new AddressDecode(
                chip.columnBits(), chip.rowBits(), 2 + chip.columnBits() + chip.rowBits());
    }

    /** The same board with another SCAN. */
    public AddressDecode withScan(int scan) {
        return new AddressDecode(scan, rowBits, bankBit);
    }

    /** Internal bank, 0 to 3. */
    public int bank(int address) {
        return address >>> bankBit & 3;
    }

    public int row(int address) {
        return address >>> 2 + columnBits & (1 << rowBits) - 1;
    }

    /** Column: a 32-bit word of the row, two bytes from each chip. */
    public int column(int address) {
        return address >>> 2 & (1 << columnBits) - 1;
    }

    /** Byte lane, 0 to 3: LDQM and UDQM of the first chip, then of the second. */
    public int lane(int address) {
        return address & 3;
    }

    /** The address of a word. */
    public int address(int bank, int row, int column) {
        return BASE | bank << bankBit | row << 2 + columnBits | column << 2;
    }

    /** Bytes of a row across both chips. */
    public int rowBytes() {
        return 4 << columnBits;
    }

    /** The fields as bit ranges, for people. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "column A[%d:2], row A[%d:%d], bank A[%d:%d]",
                1 + columnBits,
                1 + columnBits + rowBits,
                2 + columnBits,
                bankBit + 1,
                bankBit);
    }
}
