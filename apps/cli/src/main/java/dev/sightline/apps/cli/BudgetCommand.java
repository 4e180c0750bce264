package dev.sightline.apps.cli;

import dev.sightline.apps.eval.Json;
import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.spad.SensorDescription;
import dev.sightline.dtof.readout.AddressDecode;
import dev.sightline.dtof.readout.FrameBuffer;
import dev.sightline.dtof.readout.MemoryRegisters;
import dev.sightline.dtof.readout.RegisterSolver;
import dev.sightline.dtof.readout.SdramChip;
import dev.sightline.dtof.readout.SdramTiming;
import dev.sightline.dtof.readout.SensorStream;
import dev.sightline.dtof.readout.StreamFit;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline budget --sensor PRESET|FILE --memory s3c2440}: does the sensor's stream fit its frame-buffer memory. */
@Command(
        name = "budget",
        mixinStandardHelpOptions = true,
        description =
                "Tell whether a sensor's stream fits its frame-buffer memory, what limits it, how to lay it out, and the register values.",
        footer = {
            "",
            "Examples:",
            "  sightline budget --sensor tablet --memory s3c2440",
            "  sightline budget --sensor longrange-flash --memory s3c2440 --fps 60",
            "  sightline budget --sensor mine.json --memory s3c2440 --hclk 133e6 --json"
        })
final class BudgetCommand implements Callable<Integer> {

    private static final List<String> MEMORIES = List.of("s3c2440");

    @Spec CommandSpec spec;

    @Option(
            names = "--sensor",
            required = true,
            paramLabel = "PRESET|FILE",
            description = "A dToF preset such as tablet, or a description (.json).")
    String sensor;

    @Option(
            names = "--memory",
            required = true,
            paramLabel = "NAME",
            description = "s3c2440: its controller and two HY57V561620, 64 MB on 32 bits.")
    String memory;

    @Option(
            names = "--hclk",
            paramLabel = "HZ",
            description = "Clock of the memory bus (default: 100e6).")
    double hclk = 100e6;

    @Option(
            names = "--fps",
            paramLabel = "HZ",
            description = "Frames per second (default: the description's, else 30).")
    Double fps;

    @Option(
            names = "--count-bytes",
            paramLabel = "N",
            description = "Bytes of a bin's count: 1, 2 or 4 (default: the description's, else 2).")
    Integer countBytes;

    @Option(
            names = "--photons",
            paramLabel = "N",
            description =
                    "Photons per zone and frame, for counting them in this memory one by one (default: the description's, else 200).")
    Double photons;

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    boolean json;

    @Override
    public Integer call() throws DatasetException {
        SensorDescription known = SensorChoice.of(sensor);
        if (!MEMORIES.contains(memory.toLowerCase(Locale.ROOT))) {
            throw DidYouMean.unknown("memory", memory, MEMORIES);
        }
        double rate = fps != null ? fps : known.framesPerSecond().orElse(30);
        int bytes = countBytes != null ? countBytes : known.countBytes().orElse(2);
        double counted = photons != null ? photons : known.photonsPerZone().orElse(200);
        if (bytes != 1 && bytes != 2 && bytes != 4) {
            throw UserError.usage("--count-bytes is 1, 2 or 4, not " + bytes);
        }
        if (!(counted >= 0 && counted <= 1e12)) {
            throw UserError.usage("--photons is 0 to 1e12, not " + counted);
        }
        if (!(hclk >= 1 && hclk <= 1e12)) {
            throw UserError.usage("--hclk is a clock in hertz, such as 100e6, not " + hclk);
        }
        long hz = Math.round(hclk);
        Answer answer;
        try {
            SensorStream stream =
                    new SensorStream(
                            known.model().rows(),
                            known.model().cols(),
                            known.model().bins(),
                            bytes,
                            rate);
            SdramChip chip = SdramChip.HY57V561620;
            MemoryRegisters registers = RegisterSolver.registers(chip, hz);
            FrameBuffer buffer = new FrameBuffer(chip, hz);
            answer =
                    new Answer(
                            known.name(),
                            hz,
                            chip,
                            registers,
                            buffer,
                            buffer.fit(stream),
                            counted * stream.zones() * rate);
        } catch (IllegalArgumentException impossible) {
            throw UserError.usage(String.valueOf(impossible.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.text(answer.tree()));
        } else {
            answer.print(out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    /** Everything the command tells. */
    private record Answer(
            String sensor,
            long hclkHz,
            SdramChip chip,
            MemoryRegisters registers,
            FrameBuffer buffer,
            StreamFit fit,
            double photonsPerSecond) {

        void print(PrintWriter out) {
            SensorStream s = fit.stream();
            SdramTiming t = SdramTiming.of(chip, hclkHz);
            line(out, "%s: %s", sensor, s.describe());
            line(
                    out,
                    "  %.3f MB a frame, %.1f MB/s over the bus (written once, read back once)",
                    s.frameBytes() * 1e-6,
                    s.busBytesPerSecond() * 1e-6);
            line(
                    out,
                    "s3c2440 with two %s: %d MB, 32 bits at %.2f MHz, peak %.0f MB/s",
                    chip.name(),
                    buffer.capacityBytes() >> 20,
                    hclkHz * 1e-6,
                    buffer.peak() * 1e-6);
            out.println();
            line(out, "verdict: %s", fit.verdict());
            line(out, "  limited by %s", fit.limit().text());
            if (fit.fits()) {
                line(out, "  layout: %s", fit.layout());
                line(
                        out,
                        fit.limit() == StreamFit.Limit.NONE
                                ? "  even both buffers in one internal bank would move %.1f MB/s; the stream takes %.1f %% of it"
                                : "  that layout moves %.1f MB/s; the stream takes %.1f %% of it",
                        fit.availableBytesPerSecond() * 1e-6,
                        100 * s.busBytesPerSecond() / fit.availableBytesPerSecond());
            }
            if (fit.mostFramesPerSecond() > 0) {
                line(
                        out,
                        "  at most %.1f frames/s, with the processor idle",
                        fit.mostFramesPerSecond());
            }
            if (!fit.remedies().isEmpty()) {
                out.println("  what would fit:");
                for (StreamFit.Remedy remedy : fit.remedies()) {
                    line(out, "    %s: %s", remedy.what(), remedy.stream().describe());
                }
            }
            out.println();
            out.println("what the bus moves, two buffers (model N1, refresh on; an upper bound)");
            line(out, "  both in one internal bank   %7.1f MB/s", buffer.oneBank() * 1e-6);
            line(out, "  in different banks          %7.1f MB/s", buffer.splitBanks() * 1e-6);
            line(out, "  different banks, row chunks %7.1f MB/s", buffer.rowChunks() * 1e-6);
            line(
                    out,
                    "  photons counted one by one  %7.1f M/s; this sensor: %.1f M/s, %s",
                    buffer.incrementsPerSecond() * 1e-6,
                    photonsPerSecond * 1e-6,
                    overload());
            out.println();
            line(
                    out,
                    "timing in clocks: CL %d, tRCD %d, tRP %d, tRAS %d, tRC %d, tRRD %d, tWR %d, refresh every %d",
                    t.cl(),
                    t.tRcd(),
                    t.tRp(),
                    t.tRas(),
                    t.tRc(),
                    t.tRrd(),
                    t.tWr(),
                    t.tRefi());
            line(out, "addresses: %s", AddressDecode.of(chip).describe());
            line(out, "registers from 0x%08X:", MemoryRegisters.BASE);
            int[] words = registers.words();
            for (int i = 0; i < words.length; i++) {
                line(out, "  %-9s 0x%08X", MemoryRegisters.names().get(i), words[i]);
            }
        }

        private String overload() {
            double ratio = photonsPerSecond / buffer.incrementsPerSecond();
            return ratio <= 1
                    ? "fits"
                    : String.format(
                            Locale.ROOT, "%.1fx over: count on chip, or batch per zone", ratio);
        }

        Map<String, Object> tree() {
            SensorStream s = fit.stream();
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("schema", "sightline/budget/1");
            tree.put("sensor", sensor);
            tree.put("memory", "s3c2440");
            tree.put("hclk_hz", hclkHz);
            tree.put("frames_per_second", s.framesPerSecond());
            tree.put("frame_bytes", s.frameBytes());
            tree.put("need_bytes_per_second", s.busBytesPerSecond());
            tree.put("fits", fit.fits());
            tree.put("verdict", fit.verdict());
            tree.put("limit", fit.limit().name().toLowerCase(Locale.ROOT));
            tree.put("chunk_words", fit.fits() ? fit.chunkWords() : null);
            tree.put("available_bytes_per_second", fit.availableBytesPerSecond());
            tree.put("most_frames_per_second", fit.mostFramesPerSecond());
            tree.put("layout", layout());
            tree.put("remedies", fit.remedies().stream().map(Answer::remedy).toList());
            tree.put("peak_bytes_per_second", buffer.peak());
            tree.put("one_bank_bytes_per_second", buffer.oneBank());
            tree.put("split_banks_bytes_per_second", buffer.splitBanks());
            tree.put("row_chunks_bytes_per_second", buffer.rowChunks());
            tree.put("increments_per_second", buffer.incrementsPerSecond());
            tree.put("photons_per_second", photonsPerSecond);
            Map<String, Object> words = new LinkedHashMap<>();
            for (String name : MemoryRegisters.names()) {
                words.put(name, Integer.toUnsignedLong(registers.word(name)));
            }
            tree.put("registers", words);
            return tree;
        }

        private List<String> layout() {
            return fit.fits()
                    ? List.of(hex(fit.firstBuffer()), hex(fit.secondBuffer()))
                    : List.of();
        }

        private static Map<String, Object> remedy(StreamFit.Remedy remedy) {
            SensorStream s = remedy.stream();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("what", remedy.what());
            one.put("rows", s.rows());
            one.put("cols", s.cols());
            one.put("samples", s.samples());
            one.put("bytes_per_sample", s.bytesPerSample());
            one.put("frames_per_second", s.framesPerSecond());
            return one;
        }

        private static String hex(int address) {
            return String.format(Locale.ROOT, "0x%08X", address);
        }

        private static void line(PrintWriter out, String pattern, Object... values) {
            out.println(String.format(Locale.ROOT, pattern, values));
        }
    }
}
