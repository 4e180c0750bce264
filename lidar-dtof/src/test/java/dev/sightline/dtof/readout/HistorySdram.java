package dev.sightline.dtof.readout;

import dev.sightline.dtof.readout.SdramCommand.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The plain twin of {@link SdramModel}: it keeps every command and tries one cycle after the other until no pair of commands breaks a
 * rule. Slow, and each rule stands in one line.
 */
final class HistorySdram {

    private final SdramTiming t;
    private final int burst;
    private final boolean refresh;
    private final List<SdramCommand> commands = new ArrayList<>();
    private final List<Integer> rows = new ArrayList<>(); // row of each command, or -1
    private long due;

    HistorySdram(SdramTiming timing, int burst, boolean refresh) {
        this.t = timing;
        this.burst = burst;
        this.refresh = refresh;
        this.due = timing.tRefi();
    }

    List<SdramCommand> commands() {
        return commands;
    }

    long request(long arrival, boolean write, int bank, int row) {
        while (refresh && due <= Math.max(arrival, last() + 1)) {
            if (openRow(0) >= 0 || openRow(1) >= 0 || openRow(2) >= 0 || openRow(3) >= 0) {
                issue(due, Kind.PREA, -1, -1);
            }
            issue(due, Kind.REF, -1, -1);
            due += t.tRefi();
        }
        if (openRow(bank) != row) {
            if (openRow(bank) >= 0) {
                issue(arrival, Kind.PRE, bank, -1);
            }
            issue(arrival, Kind.ACT, bank, row);
        }
        return issue(arrival, write ? Kind.WR : Kind.RD, bank, -1);
    }

    private long last() {
        return commands.isEmpty() ? -1 : commands.get(commands.size() - 1).cycle();
    }

    private int openRow(int bank) {
        int open = -1;
        for (int i = 0; i < commands.size(); i++) {
            SdramCommand c = commands.get(i);
            if (c.kind() == Kind.ACT && c.bank() == bank) {
                open = rows.get(i);
            } else if (c.kind() == Kind.PREA || c.kind() == Kind.PRE && c.bank() == bank) {
                open = -1;
            }
        }
        return open;
    }

    private long issue(long from, Kind kind, int bank, int row) {
        long cycle = Math.max(from, last() + 1);
        while (!allowed(kind, bank, cycle)) {
            cycle++;
        }
        commands.add(new SdramCommand(kind, bank, cycle));
        rows.add(row);
        return cycle;
    }

    private boolean allowed(Kind kind, int bank, long cycle) {
        // The longest rule spans a burst and a turn-around: older commands cannot matter.
        for (int i = commands.size() - 1; i >= 0 && commands.get(i).cycle() > cycle - 64; i--) {
            SdramCommand c = commands.get(i);
            boolean meets = bank < 0 || c.bank() < 0 || bank == c.bank();
            if (cycle - c.cycle() < gap(c.kind(), kind, meets)) {
                return false;
            }
        }
        return true;
    }

    /** Least clocks from one command to another; {@code meets}: they concern a common bank. */
    private int gap(Kind first, Kind second, boolean meets) {
        boolean closing = second == Kind.PRE || second == Kind.PREA;
        boolean opening = second == Kind.ACT || second == Kind.REF;
        return switch (first) {
            case ACT -> {
                if (opening) {
                    yield meets ? t.tRc() : t.tRrd();
                }
                yield !meets ? 1 : closing ? t.tRas() : t.tRcd();
            }
            case RD -> {
                if (second == Kind.RD) {
                    yield burst;
                }
                yield second == Kind.WR ? t.cl() + burst + 1 : closing && meets ? burst : 1;
            }
            case WR -> {
                if (second == Kind.RD || second == Kind.WR) {
                    yield burst;
                }
                yield closing && meets ? burst - 1 + t.tWr() : 1;
            }
            case PRE, PREA -> opening && meets ? t.tRp() : 1;
            case REF -> opening ? t.tRfc() : 1;
        };
    }
}
