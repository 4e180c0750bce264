package dev.sightline.dtof.readout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Explains what is wrong with register values for given chips and a given clock: what loses data, what wastes time, what surprises.
 *
 * <p>Codes that the controller does not know are findings too, not exceptions.
 */
public final class RegisterChecker {

    /** How bad a finding is. */
    public enum Severity {
        /** Legal and worth knowing: time given away, or a trap. */
        NOTE,
        /** Breaks the chips' datasheet or the controller's: data may be lost. */
        VIOLATION
    }

    /**
     * One thing to say about the values.
     *
     * @param severity how bad
     * @param register name of the word
     * @param text what, how much, and what would be right
     */
    public record Finding(Severity severity, String register, String text) {}

    private final SdramChip chip;
    private final long hclkHz;
    private final List<Finding> findings = new ArrayList<>();

    private RegisterChecker(SdramChip chip, long hclkHz) {
        this.chip = chip;
        this.hclkHz = hclkHz;
    }

    /**
     * Checks the words against two of the chips side by side on bank 6.
     *
     * @return violations first, else in the order of the registers; empty if nothing is to be said
     */
    public static List<Finding> findings(MemoryRegisters registers, SdramChip chip, long hclkHz) {
        RegisterChecker checker = new RegisterChecker(chip, hclkHz);
        checker.check(registers);
        List<Finding> sorted = new ArrayList<>();
        for (Severity severity : List.of(Severity.VIOLATION, Severity.NOTE)) {
            checker.findings.stream().filter(f -> f.severity() == severity).forEach(sorted::add);
        }
        return sorted;
    }

    /** Whether nothing in the values breaks a datasheet. */
    public static boolean legal(MemoryRegisters registers, SdramChip chip, long hclkHz) {
        return findings(registers, chip, hclkHz).stream()
                .noneMatch(f -> f.severity() == Severity.VIOLATION);
    }

    private void check(MemoryRegisters registers) {
        SdramSettings s;
        try {
            s = registers.settings();
        } catch (IllegalArgumentException unknownCode) {
            String text = String.valueOf(unknownCode.getMessage());
            String name =
                    MemoryRegisters.names().stream()
                            .filter(text::startsWith)
                            .findFirst()
                            .orElse("registers");
            violation(name, text);
            return;
        }
        if (hclkHz < 1 || hclkHz > chip.cl3MaxHz()) {
            violation("HCLK", chip.name() + " runs at 1 to " + chip.cl3MaxHz() + " Hz");
            return;
        }
        bank(s);
        refresh(s);
        size(s);
        mode(s);
    }

    private void bank(SdramSettings s) {
        if (s.busWidth() != SdramSettings.BusWidth.BITS_32) {
            violation(
                    "BWSCON", "bank 6 is " + s.busWidth().bits() + " bits wide; two chips make 32");
        }
        if (!s.sdram()) {
            violation("BANKCON6", "bank 6 is set to SRAM: the chips are never opened");
            return;
        }
        atLeast("BANKCON6", "Trcd", s.tRcd(), SdramChip.clocks(chip.tRcdNs(), hclkHz));
        if (s.scan() != chip.columnBits()) {
            violation(
                    "BANKCON6",
                    "SCAN = "
                            + s.scan()
                            + " but the chip has "
                            + chip.columnBits()
                            + " column bits: different addresses share a cell");
        }
    }

    private void refresh(SdramSettings s) {
        if (!s.refreshEnabled()) {
            violation("REFRESH", "REFEN is off: the data fade");
        }
        if (s.selfRefresh()) {
            violation("REFRESH", "TREFMD = self refresh: the chips cannot be used");
        }
        atLeast("REFRESH", "Trp", s.tRp(), SdramChip.clocks(chip.tRpNs(), hclkHz));
        int cycle = SdramChip.clocks(Math.max(chip.tRcNs(), chip.tRfcNs()), hclkHz);
        atLeast("REFRESH", "Trp + Tsrc = tRC", s.tRc(), cycle);
        period(s);
    }

    private void period(SdramSettings s) {
        int clocks = s.refreshClocks();
        double us = clocks * 1e6 / hclkHz;
        double limit = chip.refreshIntervalUs();
        // In whole numbers: clocks / hclk > ms / (1000 rows).
        if (clocks * 1000L * chip.rows() > hclkHz * chip.refreshMs()) {
            violation(
                    "REFRESH",
                    format(
                            "a row every %.2f us is %s too slow for %d rows in %d ms (%.4f us): the array takes %.0f ms; "
                                    + "legal from HCLK %.1f MHz, or with count %d",
                            us,
                            slowness(us / limit),
                            chip.rows(),
                            chip.refreshMs(),
                            limit,
                            us * chip.rows() * 1e-3,
                            clocks / limit,
                            Math.max(0, 2049 - chip.refreshIntervalClocks(hclkHz))));
            return;
        }
        double share = 100.0 * s.tRc() / clocks;
        // The counter ends at 2049 clocks, so a fast clock may have to refresh more often than the
        // chip asks.
        int best = Math.min(2049, chip.refreshIntervalClocks(hclkHz));
        if (clocks < 0.95 * best) {
            note(
                    "REFRESH",
                    format(
                            "a row every %.2f us is safe but takes %.1f %% of the bus; count %d takes %.2f %%",
                            us, share, 2049 - best, 100.0 * s.tRc() / best));
        }
    }

    private static String slowness(double factor) {
        return factor >= 1.5
                ? format("%.1fx", factor)
                : format(factor < 1.1 ? "%.1f %%" : "%.0f %%", 100 * (factor - 1));
    }

    private void size(SdramSettings s) {
        long mapped = s.bankMap().bytes();
        if (mapped > chip.pairBytes()) {
            note(
                    "BANKSIZE",
                    format(
                            "the map gives bank 6 %d MB, fitted are %d MB: the upper part mirrors the lower",
                            s.bankMap().megabytes(), chip.pairBytes() >> 20));
        } else if (mapped < chip.pairBytes()) {
            note(
                    "BANKSIZE",
                    format(
                            "the map gives bank 6 %d MB, fitted are %d MB: the rest is out of reach",
                            s.bankMap().megabytes(), chip.pairBytes() >> 20));
        }
        if (!s.burst()) {
            note("BANKSIZE", "BURST_EN is off: cache fills move word by word");
        }
    }

    private void mode(SdramSettings s) {
        int needed = chip.casLatency(hclkHz);
        if (s.cl() == 1) {
            violation("MRSRB6", "CL 1: the chip knows 2 and 3");
        } else if (s.cl() < needed) {
            violation(
                    "MRSRB6",
                    format(
                            "CL %d is legal up to %d MHz; %.2f MHz needs CL %d",
                            s.cl(), chip.cl2MaxHz() / 1_000_000, hclkHz * 1e-6, needed));
        } else if (s.cl() > needed) {
            note("MRSRB6", format("CL %d is legal here and saves %d clk", needed, s.cl() - needed));
        }
    }

    private void atLeast(String register, String field, int has, int needed) {
        int least = field.startsWith("Trp +") ? Math.max(6, needed) : Math.max(2, needed);
        if (has < needed) {
            violation(register, format("%s of %d clk is short of %d", field, has, needed));
        } else if (has > least) {
            note(register, format("%s is %d clk more than needed", field, has - least));
        }
    }

    private void violation(String register, String text) {
        findings.add(new Finding(Severity.VIOLATION, register, text));
    }

    private void note(String register, String text) {
        findings.add(new Finding(Severity.NOTE, register, text));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** The share of the bus that refreshing takes, 0 to 1: {@code (Trp + Tsrc) / period}. */
    public static double refreshShare(SdramSettings settings) {
        return (double) settings.tRc() / settings.refreshClocks();
    }

    /** Time from one refreshed row to the next, seconds. */
    public static double refreshSeconds(SdramSettings settings, long hclkHz) {
        return (double) settings.refreshClocks() / hclkHz;
    }
}
