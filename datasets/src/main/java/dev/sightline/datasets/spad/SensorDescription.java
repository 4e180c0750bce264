package dev.sightline.datasets.spad;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.json.JsonRow;
import dev.sightline.datasets.json.JsonTable;
import dev.sightline.dtof.SensorPreset;
import dev.sightline.dtof.estimate.Counting;
import dev.sightline.perception.sensor.DtofModel;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A dToF sensor as a user describes it in a JSON file; the members are in {@code docs/formats/sensor.md}.
 *
 * @param name how the user calls it
 * @param model zones, field of view, bins; its response is the Gaussian part, or the Gaussian as wide as a measured response
 * @param facts bins, response, detection
 * @param framesPerSecond read out, hertz
 * @param countBytes bytes of a bin's count in memory: 1, 2 or 4
 * @param photonsPerZone detected per zone and frame
 */
public record SensorDescription(
        String name,
        DtofModel model,
        SensorFacts facts,
        OptionalDouble framesPerSecond,
        OptionalInt countBytes,
        OptionalDouble photonsPerZone) {

    /** What the member {@code schema} says. */
    public static final String SCHEMA = "sightline/sensor/1";

    private static final List<String> MEMBERS =
            List.of(
                    "schema",
                    "name",
                    "rows",
                    "cols",
                    "horizontal_deg",
                    "vertical_deg",
                    "bins",
                    "bin_ns",
                    "first_edge_ns",
                    "irf_sigma_ns",
                    "irf_tau_ns",
                    "irf_samples",
                    "irf_step_ns",
                    "irf_zero_index",
                    "detection",
                    "cycles",
                    "dead_time_ns",
                    "frames_per_second",
                    "count_bytes",
                    "photons_per_zone");

    /** A sensor that ships with the library. It tells neither its frame rate nor how it counts beyond "all photons". */
    public static SensorDescription of(SensorPreset preset) {
        DtofModel model = preset.model();
        return new SensorDescription(
                preset.name(),
                model,
                SensorFacts.of(
                                new BinTimes(model.binSeconds(), 0),
                                PulseShape.gaussian(model.pulseSigmaSeconds()))
                        .cycles(model.cycles()),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());
    }

    /**
     * Reads a description.
     *
     * @throws DatasetException if it is missing, no JSON object, of another schema, or a member is unknown, absent or impossible
     */
    public static SensorDescription read(DatasetRoot root, String file) throws DatasetException {
        try (JsonTable.Reader reader = JsonTable.of(root, file).reader()) {
            return new Members(file, reader.row(0)).sensor();
        }
    }

    /** The object's members, with the limits that each must keep. */
    private record Members(String file, JsonRow row) {

        SensorDescription sensor() throws DatasetException {
            for (String member : row.names()) {
                if (!MEMBERS.contains(member)) {
                    throw bad(member, "is no member of a sensor", "Known are " + MEMBERS + ".");
                }
            }
            if (!row.text("schema").equals(SCHEMA)) {
                throw bad(
                        "schema",
                        "is '" + row.text("schema") + "'",
                        "This version reads " + SCHEMA + ".");
            }
            PulseShape response = response();
            double bin = number("bin_ns", 1e-6, 1e6) * 1e-9;
            SensorFacts facts =
                    SensorFacts.of(
                            new BinTimes(bin, optional("first_edge_ns", -1e6, 1e6, 0) * 1e-9),
                            response);
            facts = detection(facts);
            DtofModel model =
                    new DtofModel(
                            whole("rows", 10_000),
                            whole("cols", 10_000),
                            Math.toRadians(number("horizontal_deg", 1e-3, 360)),
                            Math.toRadians(number("vertical_deg", 1e-3, 180)),
                            whole("bins", 65_536),
                            bin,
                            response.sigmaSeconds(),
                            facts.cycles().orElse(1));
            return new SensorDescription(
                    row.text("name"),
                    model,
                    facts,
                    row.has("frames_per_second")
                            ? OptionalDouble.of(number("frames_per_second", 1e-3, 1e6))
                            : OptionalDouble.empty(),
                    countBytes(),
                    row.has("photons_per_zone")
                            ? OptionalDouble.of(number("photons_per_zone", 0, 1e12))
                            : OptionalDouble.empty());
        }

        private PulseShape response() throws DatasetException {
            boolean measured = row.has("irf_samples");
            if (measured == row.has("irf_sigma_ns")) {
                throw bad(
                        "irf_sigma_ns",
                        measured ? "stands beside irf_samples" : "is missing, and irf_samples too",
                        "Give one: a deviation with or without irf_tau_ns, or samples.");
            }
            try {
                return measured
                        ? PulseShape.measured(
                                number("irf_step_ns", 1e-9, 1e6) * 1e-9,
                                number("irf_zero_index", 0, 1e9),
                                row.numbers("irf_samples"))
                        : PulseShape.emg(
                                number("irf_sigma_ns", 1e-9, 1e6) * 1e-9,
                                optional("irf_tau_ns", 0, 1e6, 0) * 1e-9);
            } catch (IllegalArgumentException impossible) {
                throw bad(
                        measured ? "irf_samples" : "irf_sigma_ns",
                        String.valueOf(impossible.getMessage()),
                        "Give a response that could be.");
            }
        }

        private SensorFacts detection(SensorFacts known) throws DatasetException {
            SensorFacts facts = known;
            if (row.has("cycles")) {
                facts = facts.cycles(whole("cycles", Integer.MAX_VALUE));
            }
            if (row.has("dead_time_ns")) {
                facts = facts.deadSeconds(number("dead_time_ns", 0, 1e6) * 1e-9);
            }
            if (!row.has("detection")) {
                return facts;
            }
            return switch (row.text("detection")) {
                case "linear" -> facts.detection(Counting.Kind.POISSON);
                case "first-photon" -> facts.detection(Counting.Kind.FIRST_PHOTON);
                case "free-running" -> facts.detection(Counting.Kind.FREE_RUNNING);
                default ->
                        throw bad(
                                "detection",
                                "is '" + row.text("detection") + "'",
                                "Known are linear, first-photon and free-running.");
            };
        }

        private OptionalInt countBytes() throws DatasetException {
            if (!row.has("count_bytes")) {
                return OptionalInt.empty();
            }
            int bytes = whole("count_bytes", 4);
            if (bytes == 3) {
                throw bad("count_bytes", "cannot be 3", "Give 1, 2 or 4.");
            }
            return OptionalInt.of(bytes);
        }

        private int whole(String member, int most) throws DatasetException {
            long value = row.integer(member);
            if (value < 1 || value > most) {
                throw bad(member, "cannot be " + value, "Give a whole number from 1 to " + most);
            }
            return (int) value;
        }

        private double number(String member, double least, double most) throws DatasetException {
            double value = row.number(member);
            if (!(value >= least && value <= most)) {
                throw bad(member, "cannot be " + value, "Give " + least + " to " + most + ".");
            }
            return value;
        }

        private double optional(String member, double least, double most, double otherwise)
                throws DatasetException {
            return row.has(member) ? number(member, least, most) : otherwise;
        }

        private DatasetException bad(String member, String reason, String remedy) {
            return new DatasetException(file, member, reason, remedy);
        }
    }
}
