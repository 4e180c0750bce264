package dev.sightline.dtof.rival;

import dev.sightline.dtof.emit.EyeSafety;
import dev.sightline.dtof.emit.Flood;
import dev.sightline.dtof.emit.Radiometry;
import dev.sightline.dtof.emit.Receiver;
import dev.sightline.dtof.emit.Reflector;
import dev.sightline.dtof.emit.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Computes the tables of `docs/dtof/rivals.md`; {@code main} prints them. */
public final class RivalTables {

    private static final double LIGHT = 299_792_458.0;
    private static final double FRAMES = 30; // per second
    private static final EyeSafety EYE = new EyeSafety(940e-9, 5);
    private static final Flood FLOOD = new Flood(1, 0.85, Math.toRadians(60), Math.toRadians(48));
    private static final Receiver PIXEL =
            new Receiver(10e-6, 2e-3, 1.4, 0.7, 1, 0.28, 25e-9, 940e-9);

    private RivalTables() {}

    /** Prints all tables as Markdown. */
    public static void main(String[] args) {
        for (List<String> table : all()) {
            table.forEach(System.out::println);
            System.out.println();
        }
    }

    static List<List<String>> all() {
        return List.of(equalPhotons(), equalSafety(), frequencies(), multipath(), motion());
    }

    /** Standard deviation, millimetres, at 5 m: same signal photons, same background over 100 ns of window. */
    static List<String> equalPhotons() {
        List<String> rows = new ArrayList<>();
        rows.add(
                "| photons | SBR | dToF 1 ns | cw 100/80 MHz (unwrapped) | cw 10 MHz | gated 20 ns | APD, one pulse |");
        rows.add("|---|---|---|---|---|---|---|");
        for (double s : new double[] {100, 1000, 10_000}) {
            for (double sbr : new double[] {0.1, 1, 10}) {
                double b = s / sbr;
                double pulses = 1e6; // so many that pile-up is nil
                rows.add(
                        row(
                                "%.0f | %.1f | %.1f | %.1f (%.3f) | %.0f | %.0f | %.0f",
                                s,
                                sbr,
                                1e3 * Contest.direct(5, s / pulses, b / pulses, pulses),
                                1e3 * Contest.indirect(Contest.PAIR, s, b),
                                Contest.unwrapped(Contest.PAIR, s, b, 601),
                                1e3 * Contest.indirect(Contest.SLOW, s, b),
                                1e3 * Contest.gated(5, s, b),
                                1e3 * Contest.edge(s, b)));
            }
        }
        return rows;
    }

    /** Standard deviation, millimetres, reflectance 0.5, one frame at 30 Hz, each at its own class-1 limit. */
    static List<String> equalSafety() {
        List<String> rows = new ArrayList<>();
        rows.add(
                "| design at the limit | mJ per frame | peak W | open for, ms | signal per pulse at 5 m | 5 m, dark | 5 m, 10 klux | 5 m, 100 klux | 7 m, dark | 7 m, 100 klux |");
        rows.add("|---|---|---|---|---|---|---|---|---|---|");
        for (double rate : new double[] {10e3, 100e3, 1e6, 10e6}) {
            rows.add(pulsed("dToF 1 ns, " + kilo(rate), rate, 1e-9, Principle.DIRECT));
        }
        for (double rate : new double[] {10e3, 1e6}) {
            rows.add(pulsed("gated 20 ns, " + kilo(rate), rate, Contest.GATE, Principle.GATED));
        }
        rows.add(pulsed("APD 3 ns, 10 kHz", 10e3, Contest.EDGE_PULSE, Principle.EDGE));
        double share = FLOOD.shareThrough(EyeSafety.APERTURE, EyeSafety.DISTANCE);
        double joules = EYE.longPower() / FRAMES / share;
        rows.add(wave("cw 100/20 MHz, shortest burst", joules, shortestBurst()));
        rows.add(wave("cw 100/20 MHz, whole frame", joules, 1 / FRAMES));
        return rows;
    }

    private enum Principle {
        DIRECT,
        GATED,
        EDGE
    }

    private static String pulsed(String name, double rate, double seconds, Principle how) {
        double pulse = EYE.largestPulse(FLOOD, seconds, rate);
        double n = rate / FRAMES;
        double[] mm = new double[SCENES.length];
        for (int i = 0; i < mm.length; i++) {
            double s = signal(pulse, SCENES[i][0]);
            double b = daylight(SCENES[i][1]) * Contest.WINDOW;
            double d = SCENES[i][0];
            mm[i] =
                    1e3
                            * switch (how) {
                                case DIRECT -> Contest.direct(d, s, b, n);
                                case GATED -> Contest.gated(d, s * n, b * n);
                                case EDGE -> Contest.edge(s, b) / Math.sqrt(n);
                            };
        }
        return safetyRow(
                name,
                pulse * n,
                pulse / seconds,
                n * Contest.WINDOW,
                String.format(Locale.ROOT, "%.3g", signal(pulse, 5)),
                mm);
    }

    /** Range in metres, daylight in kilolux. */
    private static final double[][] SCENES = {{5, 0}, {5, 10}, {5, 100}, {7, 0}, {7, 100}};

    private static String wave(String name, double joules, double seconds) {
        double[] mm = new double[SCENES.length];
        for (int i = 0; i < mm.length; i++) {
            mm[i] =
                    1e3
                            * Contest.indirect(
                                    Contest.TWO,
                                    signal(joules, SCENES[i][0]),
                                    daylight(SCENES[i][1]) * seconds);
        }
        // a sine's peak is twice its mean
        return safetyRow(name, joules, 2 * joules / seconds, seconds, "-", mm);
    }

    private static String safetyRow(
            String name, double joules, double peak, double open, String perPulse, double[] mm) {
        return row(
                "%s | %.1f | %.3g | %.3g | %s | %.2f | %.2f | %.2f | %.2f | %.2f",
                name, 1e3 * joules, peak, 1e3 * open, perPulse, mm[0], mm[1], mm[2], mm[3], mm[4]);
    }

    /** The shortest single burst per frame that carries the mean power's whole energy and stays below the limit of its own length. */
    static double shortestBurst() {
        double joules = EYE.longPower() / FRAMES;
        double low = 5e-6;
        double high = 1 / FRAMES;
        for (int i = 0; i < 60; i++) {
            double middle = Math.sqrt(low * high);
            if (EYE.single(middle) < joules) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    static double signal(double joules, double rangeM) {
        return new Radiometry(FLOOD.withPulseJoules(joules), PIXEL)
                .signalPerPulse(Reflector.lambertian(rangeM, 0.5, 1), Surroundings.clear(0));
    }

    static double daylight(double klux) {
        return new Radiometry(FLOOD, PIXEL).backgroundRate(0.5, 1, Surroundings.clear(klux));
    }

    /** What a frequency costs and gives: 2000 signal photons, 20,000 of background, all samples together. */
    static List<String> frequencies() {
        List<String> rows = new ArrayList<>();
        rows.add(
                "| frequencies, MHz | c/2f or c/2gcd, m | raw samples | sigma, mm | wrap margin, mm | margin / sigma of the difference | unwrapped |");
        rows.add("|---|---|---|---|---|---|---|");
        double[][] sets = {
            {10}, {20}, {60}, {100}, {100, 20}, {100, 60}, {100, 80}, {100, 90}, {60, 50}
        };
        for (double[] set : sets) {
            Waveform w = Waveform.sine(Contest.CONTRAST);
            boolean two = set.length == 2;
            IndirectTof sensor =
                    two
                            ? IndirectTof.of(w, 1e6 * set[0], 1e6 * set[1])
                            : IndirectTof.of(w, 1e6 * set[0]);
            String unwrapped = "-";
            String margin = "-";
            String ratio = "-";
            if (two) {
                double m = 1e3 * sensor.wrapMargin();
                double a = single(set[0], sensor.rawSamples());
                double b = single(set[1], sensor.rawSamples());
                margin = String.format(Locale.ROOT, "%.0f", m);
                ratio = String.format(Locale.ROOT, "%.1f", m / Math.hypot(a, b));
                unwrapped =
                        String.format(
                                Locale.ROOT, "%.3f", Contest.unwrapped(sensor, 2000, 20_000, 602));
            }
            rows.add(
                    row(
                            "%s | %.2f | %d | %.1f | %s | %s | %s",
                            two
                                    ? String.format(Locale.ROOT, "%.0f / %.0f", set[0], set[1])
                                    : String.format(Locale.ROOT, "%.0f", set[0]),
                            sensor.unambiguousRange(),
                            sensor.rawSamples(),
                            1e3 * Contest.indirect(sensor, 2000, 20_000),
                            margin,
                            ratio,
                            unwrapped));
        }
        return rows;
    }

    private static double single(double megahertz, int samples) {
        IndirectTof one = IndirectTof.of(Waveform.sine(Contest.CONTRAST), 1e6 * megahertz);
        return 1e3 * one.sigma(2000.0 / samples, 20_000.0 / samples);
    }

    /** Error, millimetres, of a target at 2 m with a second path of a fifth of the light. */
    static List<String> multipath() {
        List<String> rows = new ArrayList<>();
        rows.add(
                "| second path longer by, m | dToF: peaks apart, widths | cw 20 MHz | cw 100 MHz | cw 100/20 MHz: disagreement, sigma | gated 20 ns |");
        rows.add("|---|---|---|---|---|---|");
        for (double more : new double[] {0.1, 0.3, 0.6, 1, 2, 3}) {
            List<LightPath> paths =
                    List.of(new LightPath(2, 20_000), new LightPath(2 + more, 4000));
            double slow = bias(IndirectTof.of(Waveform.sine(Contest.CONTRAST), 20e6), paths);
            double fast = bias(IndirectTof.of(Waveform.sine(Contest.CONTRAST), 100e6), paths);
            PhaseReading two = Contest.TWO.estimate(Contest.TWO.expected(paths, 2000));
            double[] gates = Contest.GATED.expected(2, 20_000, 100);
            double[] second = Contest.GATED.expected(2 + more, 4000, 0);
            for (int i = 0; i < gates.length; i++) {
                gates[i] += second[i];
            }
            rows.add(
                    row(
                            "%.1f | %.1f | %+.0f | %+.0f | %.1f | %+.0f",
                            more,
                            2 * more / LIGHT / 1e-9,
                            1e3 * slow,
                            1e3 * fast,
                            Math.abs(two.disagreement()),
                            1e3 * (Contest.GATED.estimate(gates).rangeM() - 2)));
        }
        return rows;
    }

    private static double bias(IndirectTof sensor, List<LightPath> paths) {
        double range = sensor.estimate(sensor.expected(paths, 2000)).rangeM();
        double error = (range - 2) % sensor.unambiguousRange();
        double u = sensor.unambiguousRange();
        return error - u * Math.rint(error / u);
    }

    /** Error, millimetres, against the range at mid-exposure: 8 raw samples one after the other over the exposure. */
    static List<String> motion() {
        List<String> rows = new ArrayList<>();
        rows.add(
                "| exposure, ms | speed, m/s | cw 100/20 MHz, moving | cw 100/20 MHz, edge passing | dToF, smear of the mean |");
        rows.add("|---|---|---|---|---|");
        for (double ms : new double[] {1, 10}) {
            for (double speed : new double[] {1, 10}) {
                double[] moving = new double[8];
                double[] edge = new double[8];
                for (int k = 0; k < 8; k++) {
                    double t = (k - 3.5) / 8 * ms * 1e-3;
                    moving[k] = sample(k, 2 + speed * t, 10_000);
                    // halfway an edge passes: from reflectance 0.2 at 3 m to 0.5 at 2 m
                    edge[k] = t < 0 ? sample(k, 3, 10_000 * 0.4 * 4 / 9) : sample(k, 2, 10_000);
                }
                double error = Contest.TWO.estimate(moving).rangeM() - 2;
                double mixed = Contest.TWO.estimate(edge).rangeM();
                rows.add(
                        row(
                                "%.0f | %.0f | %+.1f | reads %.2f m, is 3 then 2 | %.1f",
                                ms, speed, 1e3 * error, mixed, speed * ms / Math.sqrt(12)));
            }
        }
        return rows;
    }

    private static double sample(int k, double rangeM, double photons) {
        return Contest.TWO.expected(List.of(new LightPath(rangeM, photons)), 1000)[k];
    }

    private static String kilo(double hertz) {
        return hertz < 1e6
                ? String.format(Locale.ROOT, "%.0f kHz", hertz / 1e3)
                : String.format(Locale.ROOT, "%.0f MHz", hertz / 1e6);
    }

    private static String row(String format, Object... values) {
        return "| " + String.format(Locale.ROOT, format, values) + " |";
    }
}
