package dev.sightline.dtof.readout;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Model N1: an in-order, open-page controller that issues one command per clock and never looks ahead.
 *
 * <p>A request names a bank, a row and a direction and moves one burst. The model answers with the cycle of its column command; the
 * first word follows {@code cl} clocks later on a read, at once on a write. It is a state machine on a few longs: what the chips allow
 * next, per bank and for all. Not safe for several threads.
 *
 * <p>Refresh: due at every multiple of tREFI and served before the next request, so a running burst is never cut.
 */
public final class SdramModel {

    private static final int BANKS = 4;
    private static final int CLOSED = -1;

    private final SdramTiming t;
    private final int burst;
    private final boolean refresh;
    private final Consumer<SdramCommand> log;

    private final int[] openRow = new int[BANKS];
    private final long[] actFrom = new long[BANKS];
    private final long[] columnFrom = new long[BANKS];
    private final long[] preFrom = new long[BANKS];
    private long readFrom;
    private long writeFrom;
    private long lastCommand = -1;
    private long refreshDue;
    private long busyUntil;

    /**
     * A model whose chips were just initialised: all rows closed, cycle 0.
     *
     * @param burst words per request: 1, 2, 4 or 8
     * @param refresh whether rows are refreshed
     */
    public SdramModel(SdramTiming timing, int burst, boolean refresh) {
        this(timing, burst, refresh, null);
    }

    private SdramModel(SdramTiming timing, int burst, boolean refresh, Consumer<SdramCommand> log) {
        if (burst < 1 || burst > 8 || Integer.bitCount(burst) != 1) {
            throw new IllegalArgumentException("a burst is 1, 2, 4 or 8 words, was " + burst);
        }
        this.t = timing;
        this.burst = burst;
        this.refresh = refresh;
        this.log = log;
        this.refreshDue = timing.tRefi();
        Arrays.fill(openRow, CLOSED);
    }

    /** A fresh model that also tells every command it issues, in order. */
    public SdramModel telling(Consumer<SdramCommand> listener) {
        return new SdramModel(t, burst, refresh, listener);
    }

    /**
     * Serves a request.
     *
     * @param arrival cycle before which no command of it is issued
     * @param write whether the burst is written
     * @param bank internal bank, 0 to 3
     * @param row row, not negative
     * @return cycle of its RD or WR
     */
    public long request(long arrival, boolean write, int bank, int row) {
        if (refresh) {
            while (refreshDue <= Math.max(arrival, lastCommand + 1)) {
                refresh();
            }
        }
        if (openRow[bank] != row) {
            if (openRow[bank] != CLOSED) {
                long pre = next(arrival, preFrom[bank]);
                close(bank, pre);
                issue(SdramCommand.Kind.PRE, bank, pre);
            }
            activate(arrival, bank, row);
        }
        long at = next(arrival, Math.max(columnFrom[bank], write ? writeFrom : readFrom));
        issue(write ? SdramCommand.Kind.WR : SdramCommand.Kind.RD, bank, at);
        readFrom = at + burst;
        if (write) {
            writeFrom = at + burst;
            preFrom[bank] = Math.max(preFrom[bank], at + burst - 1 + t.tWr());
            busyUntil = at + burst;
        } else {
            // One turn-around clock between the last word read and the first one written.
            writeFrom = at + t.cl() + burst + 1;
            preFrom[bank] = Math.max(preFrom[bank], at + burst);
            busyUntil = at + t.cl() + burst;
        }
        return at;
    }

    /** First word of a request on the data lines, from what {@link #request} returned. */
    public long firstBeat(long columnCommand, boolean write) {
        return columnCommand + (write ? 0 : t.cl());
    }

    /** Cycle after the last word so far. */
    public long busyUntil() {
        return busyUntil;
    }

    private void activate(long arrival, int bank, int row) {
        long at = next(arrival, actFrom[bank]);
        openRow[bank] = row;
        columnFrom[bank] = at + t.tRcd();
        preFrom[bank] = at + t.tRas();
        for (int b = 0; b < BANKS; b++) {
            actFrom[b] = Math.max(actFrom[b], at + (b == bank ? t.tRc() : t.tRrd()));
        }
        issue(SdramCommand.Kind.ACT, bank, at);
    }

    private void refresh() {
        long from = 0;
        for (int b = 0; b < BANKS; b++) {
            from = openRow[b] == CLOSED ? from : Math.max(from, preFrom[b]);
        }
        if (from > 0) {
            long pre = next(refreshDue, from);
            for (int b = 0; b < BANKS; b++) {
                if (openRow[b] != CLOSED) {
                    close(b, pre);
                }
            }
            issue(SdramCommand.Kind.PREA, -1, pre);
        }
        // actFrom holds what a refresh waits for too: tRP since PRE, tRC since ACT, tRFC since REF.
        long ready = refreshDue;
        for (int b = 0; b < BANKS; b++) {
            ready = Math.max(ready, actFrom[b]);
        }
        long at = next(ready, 0);
        Arrays.fill(actFrom, at + t.tRfc());
        issue(SdramCommand.Kind.REF, -1, at);
        refreshDue += t.tRefi();
    }

    private void close(int bank, long pre) {
        openRow[bank] = CLOSED;
        actFrom[bank] = Math.max(actFrom[bank], pre + t.tRp());
    }

    private long next(long arrival, long allowed) {
        return Math.max(Math.max(arrival, allowed), lastCommand + 1);
    }

    private void issue(SdramCommand.Kind kind, int bank, long cycle) {
        lastCommand = cycle;
        if (log != null) {
            log.accept(new SdramCommand(kind, bank, cycle));
        }
    }
}
