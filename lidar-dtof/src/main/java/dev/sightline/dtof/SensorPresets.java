package dev.sightline.dtof;

import dev.sightline.perception.sensor.DtofModel;
import java.util.List;
import java.util.Locale;

/** Known dToF sensors, each field marked public or assumed in {@link SensorPreset#facts}, and why in the Javadoc. */
public final class SensorPresets {

    /**
     * The LiDAR of a 2020 tablet: a 10 um SPAD array behind 24 x 24 projected dots.
     *
     * <p>Public: 24 x 24 zones, about 60 x 48 degrees, range 5 m, 15 to 60 frames per second. Assumed: 128 bins of 0.30 ns (0.25 ns
     * would end at 4.8 m), a response of 1 ns full width at half maximum (deviation 0.4247 ns), 1,000 pulses per histogram; signal from
     * 252 photons per pulse at 1 m (a 0.625 nJ dot through F/1.4, f = 2 mm, 28 % detection); background from 5.92e7 photons/s at
     * reflectance 0.5 and 100 klux; 100 dark counts per second. No pile-up: near targets are brighter here than a real counter would
     * show; {@link dev.sightline.dtof.receive.ExpectedCounts} knows it.
     */
    public static final SensorPreset TABLET = tablet();

    /**
     * ST VL53L5CX.
     *
     * <p>Public: 8 x 8 zones, 45 x 45 degrees, 4 m, 15 frames per second, bins of 37.5 mm (of the sibling L7/L8CH). Assumed: 128 of those
     * bins, deviation of the response 0.5 ns, 1,000 pulses, 5,400 photons at 1 m and 4.8 background counts per bin and kilolux (300
     * photons from reflectance 0.5 at 3 m on 1.2 per bin in a room of 500 lux), 0.01 dark counts per bin.
     */
    public static final SensorPreset VL53L5CX = vl53l5cx();

    /**
     * An automotive flash sensor that no one sells [assumed, all of it]: 25 x 120 zones of one degree, 1,000 bins of 1 ns (150 m),
     * 1,000 pulses of 10 uJ, deviation of the response 0.65 ns, 10 frames per second.
     *
     * <p>The link is set by its budget: reflectance 0.1 at 100 m returns 470 photons on 1,700 per bin in 100 klux. {@link
     * dev.sightline.dtof.receive.LongRangeFlash} has the physics behind it.
     */
    public static final SensorPreset LONGRANGE_FLASH = longRangeFlash();

    private static final List<SensorPreset> ALL = List.of(TABLET, VL53L5CX, LONGRANGE_FLASH);

    private SensorPresets() {}

    private static SensorPreset tablet() {
        DtofModel model =
                new DtofModel(
                        24,
                        24,
                        Math.toRadians(60),
                        Math.toRadians(48),
                        128,
                        0.30e-9,
                        0.4247e-9,
                        1000);
        // 5.92e7 /s / 0.5 / 100 klux x 0.3 ns x 1000 pulses; 100 /s x 0.3 ns x 1000
        Link link = new Link(252e3, 0.355, 3e-5);
        PresetFacts facts =
                new PresetFacts(model, link, 60)
                        .published("24 x 24 dots, teardowns", "rows", "cols")
                        .published("teardowns, about", "horizontalRad", "verticalRad")
                        .published("teardowns, 15 to 60", "framesPerSecond")
                        .assumed("0.25 ns would end at 4.8 m", "bins", "binSeconds")
                        .assumed("1 ns full width", "pulseSigmaSeconds")
                        .assumed("chosen, nothing published", "cycles", "darkPerBin")
                        .assumed(
                                "F/1.4, f 2 mm, 28 % detection, 0.625 nJ a dot",
                                "signalAtOneMetre", "backgroundPerKlux");
        return new SensorPreset("tablet", model, link, 60, facts.all());
    }

    private static SensorPreset vl53l5cx() {
        DtofModel model =
                new DtofModel(
                        8,
                        8,
                        Math.toRadians(45),
                        Math.toRadians(45),
                        128,
                        2 * 0.0375 / DtofModel.C,
                        0.5e-9,
                        1000);
        Link link = new Link(5400, 4.8, 0.01);
        PresetFacts facts =
                new PresetFacts(model, link, 15)
                        .published("maker", "rows", "cols", "horizontalRad", "verticalRad")
                        .published("maker, at 8 x 8", "framesPerSecond")
                        .published("maker, of the L7CH and L8CH", "binSeconds")
                        .assumed("of the L7CH and L8CH", "bins")
                        .assumed(
                                "chosen, nothing published",
                                "pulseSigmaSeconds",
                                "cycles",
                                "darkPerBin")
                        .assumed(
                                "300 photons on 1.2 per bin at 3 m, 500 lux, reflectance 0.5",
                                "signalAtOneMetre",
                                "backgroundPerKlux");
        return new SensorPreset("vl53l5cx", model, link, 15, facts.all());
    }

    private static SensorPreset longRangeFlash() {
        DtofModel model =
                new DtofModel(
                        25,
                        120,
                        Math.toRadians(120),
                        Math.toRadians(25),
                        1000,
                        1e-9,
                        0.65e-9,
                        1000);
        // 470 x 100^2 / 0.1; 1700 / (0.1 x 100 klux)
        Link link = new Link(4.7e7, 170, 0.15);
        PresetFacts facts =
                new PresetFacts(model, link, 10)
                        .assumed(
                                "no such sensor is sold",
                                "rows",
                                "cols",
                                "horizontalRad",
                                "verticalRad",
                                "bins",
                                "binSeconds",
                                "pulseSigmaSeconds",
                                "cycles",
                                "framesPerSecond")
                        .assumed(
                                "10 uJ, 10 mm aperture, 10 nm filter: its own link budget, rounded",
                                "signalAtOneMetre",
                                "backgroundPerKlux")
                        .assumed("150 SPADs of 1,000 counts per second", "darkPerBin");
        return new SensorPreset("longrange-flash", model, link, 10, facts.all());
    }

    public static List<SensorPreset> all() {
        return ALL;
    }

    /**
     * The preset of a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists all
     */
    public static SensorPreset named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(p -> p.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(wanted));
    }

    private static IllegalArgumentException unknown(String wanted) {
        return new IllegalArgumentException(
                "no dToF preset '"
                        + wanted
                        + "': known are "
                        + String.join(", ", ALL.stream().map(SensorPreset::name).toList()));
    }
}
