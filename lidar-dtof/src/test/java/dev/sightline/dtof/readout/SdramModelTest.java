package dev.sightline.dtof.readout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.testing.SampleData;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdramModelTest {

    private static final SdramTiming AT_100_MHZ = new SdramTiming(2, 2, 2, 5, 7, 2, 2, 7, 781);

    @Test
    void theChipsSheetGivesTheTimesOfTheHandTrace() {
        assertEquals(AT_100_MHZ, SdramTiming.of(SdramChip.HY57V561620, 100_000_000L));
        assertEquals(
                new SdramTiming(3, 3, 3, 6, 9, 2, 2, 9, 1041),
                SdramTiming.of(SdramChip.HY57V561620, 133_333_000L));
    }

    /** Requests are op, bank, row and optionally @arrival; refresh is on, as nothing before cycle 781 sees it. */
    @ParameterizedTest(name = "{0}: {2}, BL {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1|1|R0.0|ACT0 RD2|4",
                "2|4|R0.0|ACT0 RD2|4-7",
                "3|8|R0.0|ACT0 RD2|4-11",
                "4|4|R0.0 R0.0|ACT0 RD2 RD6|4-7, 8-11",
                "5|1|R0.0 R0.1|ACT0 RD2 PRE5 ACT7 RD9|4, 11",
                "6|8|R0.0 R0.1|ACT0 RD2 PRE10 ACT12 RD14|4-11, 16-23",
                "7|4|R0.0 R1.0|ACT0 RD2 ACT3 RD6|4-7, 8-11",
                "8|8|R0.0 R1.0 R2.0 R3.0|ACT0 RD2 ACT3 RD10 ACT11 RD18 ACT19 RD26|4-11, 12-19, 20-27, 28-35",
                "9|4|W0.0 R0.0|ACT0 WR2 RD6|2-5, 8-11",
                "10|4|R0.0 W0.0|ACT0 RD2 WR9|4-7, 9-12",
                "11|1|W0.0 R0.1|ACT0 WR2 PRE5 ACT7 RD9|2, 11",
                "12|8|W0.0 W0.1|ACT0 WR2 PRE11 ACT13 WR15|2-9, 15-22",
                "13|1|W0.0 W0.0 W0.0 W0.0|ACT0 WR2 WR3 WR4 WR5|2, 3, 4, 5",
                "14|2|R0.0 R0.0 R0.0|ACT0 RD2 RD4 RD6|4-5, 6-7, 8-9",
                "15|4|W0.1 R0.2 W0.1|ACT0 WR2 PRE7 ACT9 RD11 PRE15 ACT17 WR19|2-5, 13-16, 19-22",
                "16|4|W0.0 R1.0 W0.0|ACT0 WR2 ACT3 RD6 WR13|2-5, 8-11, 13-16",
                "17|4|R0.0 R0.0@781|ACT0 RD2 PREA781 REF783 ACT790 RD792|4-7, 794-797",
                "18|4|R0.0@800|REF781 ACT800 RD802|804-807",
                "19|1|R3.0 R3.0@1562|ACT0 RD2 PREA781 REF783 REF1562 ACT1569 RD1571|4, 1573",
                "20|8|R1.0 R1.0@780 R1.0@780|ACT0 RD2 RD780 PREA788 REF790 ACT797 RD799|4-11, 782-789, 801-808",
            })
    void theHandTracesComeOutCycleByCycle(
            int number, int burst, String requests, String commands, String beats) {
        List<String> issued = new ArrayList<>();
        List<String> words = new ArrayList<>();
        SdramModel model =
                new SdramModel(AT_100_MHZ, burst, true).telling(c -> issued.add(c.toString()));
        for (String request : requests.split(" ")) {
            String[] parts = request.substring(1).split("[.@]");
            boolean write = request.startsWith("W");
            long arrival = parts.length > 2 ? Long.parseLong(parts[2]) : 0;
            int bank = Integer.parseInt(parts[0]);
            long first =
                    model.firstBeat(
                            model.request(arrival, write, bank, Integer.parseInt(parts[1])), write);
            words.add(burst == 1 ? "" + first : first + "-" + (first + burst - 1));
            assertEquals(first + burst, model.busyUntil());
        }
        assertEquals(commands, String.join(" ", issued), "trace " + number);
        assertEquals(beats, String.join(", ", words), "trace " + number);
    }

    @Test
    void theVectorsComeOutCycleByCycle() throws Exception {
        List<String> lines =
                Files.readAllLines(SampleData.path("dtof_vectors").resolve("sdram_traces.csv"));
        SdramModel model = null;
        String current = "";
        int compared = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] f = line.split(",");
            int burst = Integer.parseInt(f[2]);
            if (!f[0].equals(current)) {
                current = f[0];
                long hz = Math.round(Double.parseDouble(f[1]) * 1e6);
                SdramTiming timing = SdramTiming.of(SdramChip.HY57V561620, hz);
                model = new SdramModel(timing, burst, f[3].equals("1"));
            }
            int address = Integer.decode(f[6]);
            AddressDecode decode = AddressDecode.BOARD;
            assertEquals(Integer.parseInt(f[7]), decode.bank(address), line);
            assertEquals(Integer.parseInt(f[8]), decode.row(address), line);
            assertEquals(Integer.parseInt(f[9]), decode.column(address), line);
            boolean write = f[5].equals("W");
            long at =
                    model.request(
                            Long.parseLong(f[4]), write, decode.bank(address), decode.row(address));
            assertEquals(Long.parseLong(f[11]), at, line);
            assertEquals(Long.parseLong(f[12]), model.firstBeat(at, write), line);
            assertEquals(Long.parseLong(f[13]), model.busyUntil() - 1, line);
            compared++;
        }
        assertEquals(720, compared);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 2024})
    void theStateMachineAgreesWithAHistoryThatChecksEveryPairOfCommands(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 40; run++) {
            SdramTiming timing =
                    SdramTiming.of(
                            SdramChip.HY57V561620,
                            random.nextBoolean()
                                    ? 100_000_000L
                                    : 20_000_000L + random.nextInt(110_000_000));
            int burst = 1 << random.nextInt(4);
            boolean refresh = random.nextInt(4) > 0;
            List<SdramCommand> issued = new ArrayList<>();
            SdramModel model = new SdramModel(timing, burst, refresh).telling(issued::add);
            HistorySdram history = new HistorySdram(timing, burst, refresh);
            long arrival = 0;
            for (int i = 0; i < 200; i++) {
                arrival += random.nextInt(3) == 0 ? random.nextInt(200) : random.nextInt(6);
                boolean write = random.nextBoolean();
                int bank = random.nextInt(4);
                int row = random.nextInt(3);
                assertEquals(
                        history.request(arrival, write, bank, row),
                        model.request(arrival, write, bank, row));
            }
            assertEquals(history.commands(), issued);
            assertTrue(issued.size() > 200);
        }
    }
}
