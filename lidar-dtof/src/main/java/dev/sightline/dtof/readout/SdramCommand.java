package dev.sightline.dtof.readout;

/**
 * A command on the bus between controller and chips.
 *
 * @param kind what
 * @param bank internal bank, or -1 where all are meant
 * @param cycle clock edge
 */
public record SdramCommand(Kind kind, int bank, long cycle) {

    /** The commands that model N1 issues. */
    public enum Kind {
        /** Opens a row. */
        ACT,
        /** Reads a burst from the open row. */
        RD,
        /** Writes a burst into the open row. */
        WR,
        /** Closes one bank's row. */
        PRE,
        /** Closes all rows. */
        PREA,
        /** Refreshes the next row of every bank. */
        REF
    }

    @Override
    public String toString() {
        return kind.name() + cycle;
    }
}
