package dev.sightline.dtof.readout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.readout.RegisterChecker.Finding;
import dev.sightline.dtof.readout.RegisterChecker.Severity;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistersTest {

    private static final SdramChip CHIP = SdramChip.HY57V561620;

    private static MemoryRegisters words(int bankcon, int refresh, int banksize, int mode) {
        return MemoryRegisters.reset()
                .with("BWSCON", 0x2211_1110)
                .with("BANKCON6", bankcon)
                .with("BANKCON7", bankcon)
                .with("REFRESH", refresh)
                .with("BANKSIZE", banksize)
                .with("MRSRB6", mode)
                .with("MRSRB7", mode);
    }

    /** A row per boot loader and clock; the last columns are substrings of the one violation (or "legal") and of a note. */
    @ParameterizedTest(name = "{0} at {5} Hz")
    @CsvSource(
            delimiter = '|',
            value = {
                "smdk2410|0x18005|0x8E0459|0x32|0x30|60000000|15.60 us is 2.0x too slow|mirrors",
                "smdk2410|0x18005|0x8E0459|0x32|0x30|100000000|9.36 us is 20 % too slow|mirrors",
                "mini2440|0x18001|0x9C03F4|0xB2|0x30|100000000|10.37 us is 33 % too slow for 8192 rows in 64 ms (7.8125 us): the array takes 85 ms; legal from HCLK 132.7 MHz|mirrors",
                "JZ2440 tutorials|0x18005|0x8C07A3|0xB1|0x30|100000000|legal|every 0.94 us is safe but takes 9.6 % of the bus",
                "yjrqz777|0x18001|0x8404F5|0xB1|0x20|100000000|legal|",
                "other HALs|0x18009|0x8E04EB|0xB2|0x30|100000000|7.90 us is 1.1 % too slow|mirrors",
                "vivi type|0x18009|0xAC03F4|0xB1|0x30|101250000|10.24 us is 31 % too slow|Trcd is 1 clk more",
                "smdk2442|0x18005|0x8E04F5|0x31|0x30|100000000|legal|tRC is 2 clk more than needed",
            })
    void theBootLoadersAreJudgedAsListed(
            String source,
            String bankcon,
            String refresh,
            String banksize,
            String mode,
            long hclkHz,
            String verdict,
            String note) {
        MemoryRegisters registers =
                words(
                        Integer.decode(bankcon),
                        Integer.decode(refresh),
                        Integer.decode(banksize),
                        Integer.decode(mode));
        List<Finding> findings = RegisterChecker.findings(registers, CHIP, hclkHz);
        List<Finding> violations =
                findings.stream().filter(f -> f.severity() == Severity.VIOLATION).toList();
        String all = findings.stream().map(Finding::text).collect(Collectors.joining("\n"));
        if (verdict.equals("legal")) {
            assertEquals(List.of(), violations, source);
        } else {
            assertEquals(1, violations.size(), source + ": " + all);
            assertTrue(violations.get(0).text().contains(verdict), source + ": " + all);
        }
        if (note == null) {
            assertEquals(List.of(), findings, source);
        } else {
            assertTrue(all.contains(note), source + ": " + all);
        }
        assertEquals(
                findings.stream().anyMatch(f -> f.register().equals("MRSRB6")),
                mode.equals("0x30") && hclkHz <= 100_000_000L,
                "CL 3 is more than needed up to 100 MHz: " + all);
    }

    @Test
    void miniBoardsValuesBecomeLegalAtTheClockThatTheVerdictNames() {
        MemoryRegisters registers = words(0x18005, 0x9C03F4, 0xB1, 0x30);
        assertTrue(RegisterChecker.legal(registers, CHIP, 132_740_000L));
        assertFalse(RegisterChecker.legal(registers, CHIP, 132_730_000L));
    }

    @Test
    void theOptimalTableRowSpendsNineTenthsOfAPercentOnRefresh() {
        SdramSettings settings = words(0x18001, 0x8404F5, 0xB1, 0x20).settings();
        assertEquals(0.00897, RegisterChecker.refreshShare(settings), 5e-6);
        assertEquals(7.80e-6, RegisterChecker.refreshSeconds(settings, 100_000_000L), 1e-12);
    }

    @Test
    void theSolverGivesTheWordsOfAHundredMegahertz() {
        MemoryRegisters words = RegisterSolver.registers(CHIP, 100_000_000L);
        assertEquals(0x22, words.word("BWSCON") >>> 24);
        assertEquals(0x18001, words.word("BANKCON6"));
        assertEquals(0x8404F4, words.word("REFRESH"));
        assertEquals(0xB1, words.word("BANKSIZE"));
        assertEquals(0x20, words.word("MRSRB6"));
    }

    @ParameterizedTest
    @ValueSource(longs = {133_300_000L, 133_333_000L, 133_333_333L})
    void theSolverGivesTheWordsOfAHundredAndThirtyThreeMegahertz(long hclkHz) {
        MemoryRegisters words = RegisterSolver.registers(CHIP, hclkHz);
        assertEquals(0x18005, words.word("BANKCON6"));
        assertEquals(0x9803F0, words.word("REFRESH"));
        assertEquals(0x30, words.word("MRSRB6"));
        SdramSettings settings = words.settings();
        assertEquals(3, settings.tRp());
        assertEquals(6, settings.tSrc());
        assertEquals(1008, settings.refreshCount());
    }

    @Test
    void theSolverRefreshesEverySixtyMegahertzRowInTime() {
        assertEquals(1581, RegisterSolver.settings(CHIP, 60_000_000L).refreshCount());
    }

    @Test
    void theCheckerFindsNothingInWhatTheSolverGivesAtAnyClock() {
        for (long hz = 4_000_000L; hz <= 133_333_334L; hz += 333_000L) {
            MemoryRegisters words = RegisterSolver.registers(CHIP, hz);
            assertEquals(List.of(), RegisterChecker.findings(words, CHIP, hz), hz + " Hz");
        }
    }

    @Test
    void settingsAndWordsAreTheSameThing() {
        for (long hz = 5_000_000L; hz <= 133_000_000L; hz += 3_210_000L) {
            SdramSettings settings = RegisterSolver.settings(CHIP, hz);
            MemoryRegisters words = MemoryRegisters.of(settings);
            assertEquals(settings, words.settings());
            assertEquals(words, words.with(words.settings()));
            assertEquals(words, MemoryRegisters.of(words.words()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REFRESH, 0xB404F4, Trp [21:20] = 11",
        "REFRESH, 0x0404F4, REFEN is off",
        "REFRESH, 0xC404F4, self refresh",
        "REFRESH, 0x8004F4, tRC of 6 clk is short of 7",
        "BANKCON6, 0x1800D, Trcd [3:2] = 11",
        "BANKCON6, 0x18003, SCAN [1:0] = 11",
        "BANKCON6, 0x00701, SRAM",
        "BANKCON6, 0x18000, share a cell",
        "BANKCON6, 0x18002, share a cell",
        "BANKSIZE, 0xB3, BK76MAP",
        "BWSCON, 0x11000000, 16 bits wide",
        "BWSCON, 0x33000000, no bus width",
        "MRSRB6, 0x10, the chip knows 2 and 3",
        "MRSRB6, 0x23, only WBL",
        "MRSRB6, 0x00, is not 1 to 3",
    })
    void aBrokenFieldIsNamed(String register, String word, String text) {
        MemoryRegisters broken =
                RegisterSolver.registers(CHIP, 100_000_000L).with(register, Integer.decode(word));
        List<Finding> findings = RegisterChecker.findings(broken, CHIP, 100_000_000L);
        assertEquals(Severity.VIOLATION, findings.get(0).severity());
        assertEquals(register, findings.get(0).register());
        assertTrue(findings.get(0).text().contains(text), findings.toString());
    }

    @Test
    void latencyTwoIsTooFastAboveAHundredMegahertz() {
        MemoryRegisters words = RegisterSolver.registers(CHIP, 133_333_000L).with("MRSRB6", 0x20);
        assertEquals(
                "CL 2 is legal up to 100 MHz; 133.33 MHz needs CL 3",
                RegisterChecker.findings(words, CHIP, 133_333_000L).get(0).text());
    }

    @Test
    void aClockThatTheChipOrTheControllerCannotRunAtIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> RegisterSolver.settings(CHIP, 140_000_000L));
        assertThrows(
                IllegalArgumentException.class, () -> RegisterSolver.settings(CHIP, 1_000_000L));
    }
}
