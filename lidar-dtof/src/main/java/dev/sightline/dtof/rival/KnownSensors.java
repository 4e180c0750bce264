package dev.sightline.dtof.rival;

import static dev.sightline.dtof.rival.Fact.assumed;
import static dev.sightline.dtof.rival.Fact.published;

import java.util.List;

/**
 * The sensors that the comparison speaks of, as data. Not simulation presets: those with a link budget are in {@link
 * dev.sightline.dtof.SensorPresets}. "reference text" is the user's text on dToF sensors that the design works from.
 */
public final class KnownSensors {

    private static final String TEXT = "reference text";
    private static final String RECALLED = "recalled from the data sheet, not checked";
    private static final String CHOSEN = "chosen, nothing published";
    private static final String MAP = "dot count public, field unpublished: that of the tablet's";

    /** LiDAR of a 2020 tablet: SPAD array behind projected dots. */
    public static final KnownSensor TABLET =
            new KnownSensor(
                    "iPad Pro 2020 LiDAR",
                    Principle.DIRECT,
                    List.of(
                            published("pixel pitch m", 10e-6, TEXT),
                            published("pixels", 30_000, TEXT),
                            published("dots", 576, "24 x 24, teardowns"),
                            published("field x rad", Math.toRadians(60), "teardowns, about"),
                            published("field y rad", Math.toRadians(48), "teardowns, about"),
                            published("wavelength m", 940e-9, "teardowns"),
                            published("range m", 5, "maker"),
                            published("frames per second", 60, "teardowns, 15 to 60"),
                            assumed("f-number", 1.4, CHOSEN),
                            assumed("focal length m", 2e-3, CHOSEN),
                            assumed("photon detection efficiency", 0.28, "that of the IMX611"),
                            assumed("pulse width s", 1e-9, CHOSEN),
                            assumed("dead time s", 10e-9, CHOSEN),
                            assumed("bins", 128, CHOSEN),
                            assumed("bin s", 0.30e-9, "0.25 ns would end at 4.8 m")));

    /** Face ID: structured light, here for its dots only. */
    public static final KnownSensor FACE_ID =
            new KnownSensor(
                    "Face ID dot projector",
                    Principle.STRUCTURED_LIGHT,
                    List.of(
                            published("dots", 30_000, "maker, \"over 30,000\""),
                            assumed("field x rad", Math.toRadians(60), MAP),
                            assumed("field y rad", Math.toRadians(48), MAP)));

    /** Gated pulses on a CCD. */
    public static final KnownSensor VIVO_NEX =
            new KnownSensor(
                    "vivo NEX dual screen, Panasonic CCD",
                    Principle.GATED,
                    List.of(
                            assumed("frames per second", 30, CHOSEN),
                            assumed("gates", 3, CHOSEN),
                            assumed("gate s", 20e-9, CHOSEN),
                            assumed("gate jitter s", 0.1e-9, CHOSEN)));

    /** The first single-zone sensor for phones. */
    public static final KnownSensor VL6180X =
            new KnownSensor(
                    "ST VL6180X",
                    Principle.DIRECT,
                    List.of(
                            published("zones", 1, "maker"),
                            assumed("frames per second", 10, CHOSEN),
                            assumed("wavelength m", 850e-9, RECALLED),
                            assumed("range m", 0.1, RECALLED)));

    /** The first with a histogram's reach. */
    public static final KnownSensor VL53L0X =
            new KnownSensor(
                    "ST VL53L0X",
                    Principle.DIRECT,
                    List.of(
                            published("zones", 1, "maker"),
                            published("wavelength m", 940e-9, "maker"),
                            published("range m", 2, "maker"),
                            published("field x rad", Math.toRadians(25), "maker"),
                            published("field y rad", Math.toRadians(25), "maker"),
                            assumed("frames per second", 30, CHOSEN),
                            assumed("SPADs", 256, "16 x 16"),
                            assumed("pulse width s", 1.5e-9, CHOSEN)));

    /** The multi-zone one. */
    public static final KnownSensor VL53L5CX =
            new KnownSensor(
                    "ST VL53L5CX",
                    Principle.DIRECT,
                    List.of(
                            published("zones", 64, "maker"),
                            published("targets per zone", 4, "maker"),
                            published("range m", 4, "maker"),
                            published("field x rad", Math.toRadians(45), "maker"),
                            published("field y rad", Math.toRadians(45), "maker"),
                            published("frames per second", 15, "maker, at 8 x 8; 60 at 4 x 4"),
                            published("bin m", 0.0375, "maker, of the L7CH and L8CH"),
                            assumed("bins", 128, CHOSEN)));

    public static final KnownSensor IMX316 = wave("Sony IMX316", 240 * 180, 10e-6);

    public static final KnownSensor IMX516 = wave("Sony IMX516", 640 * 480, 5e-6);

    public static final KnownSensor IMX556 = wave("Sony IMX556", 640 * 480, 10e-6);

    /** Long range by gated avalanche pixels. */
    public static final KnownSensor VAPD =
            new KnownSensor(
                    "Panasonic VAPD",
                    Principle.GATED,
                    List.of(
                            published("pixels", 1e6, TEXT),
                            published("range m", 250, TEXT),
                            published("resolution m", 0.1, TEXT),
                            assumed("frames per second", 30, CHOSEN),
                            assumed("pixel pitch m", 6e-6, "recalled, not checked"),
                            assumed("gate s", 15e-9, CHOSEN)));

    /** A pixel, not a sensor: no timing circuit on the chip. */
    public static final KnownSensor EPFL_4_UM =
            new KnownSensor(
                    "EPFL and Canon SPAD, 4 um",
                    Principle.DIRECT,
                    List.of(
                            published("pixel pitch m", 4e-6, "abstract"),
                            published("fill factor", 0.424, "abstract"),
                            published("detection probability", 0.335, "abstract"),
                            published("dark counts per s", 2.5, "abstract"),
                            published("jitter s", 88e-12, "abstract"),
                            published("crosstalk", 0.0357, "abstract"),
                            published("afterpulsing", 0.0021, "abstract")));

    /** Its smaller sister. */
    public static final KnownSensor EPFL_2_UM =
            new KnownSensor(
                    "EPFL and Canon SPAD, 2.2 um",
                    Principle.DIRECT,
                    List.of(
                            published("pixel pitch m", 2.2e-6, "abstract"),
                            assumed("fill factor", 0.195, "recalled, not checked"),
                            assumed("detection probability", 0.103, "recalled, not checked"),
                            assumed("dark counts per s", 751, "recalled, not checked"),
                            assumed("jitter s", 72e-12, "recalled, not checked"),
                            assumed("crosstalk", 0.0275, "recalled, not checked")));

    /** The newer reference for efficiency. */
    public static final KnownSensor IMX611 =
            new KnownSensor(
                    "Sony IMX611",
                    Principle.DIRECT,
                    List.of(
                            published("pixels", 23_000, "maker"),
                            published("pixel pitch m", 10e-6, "maker"),
                            published("photon detection efficiency", 0.28, "maker"),
                            assumed("frames per second", 30, CHOSEN)));

    private static final List<KnownSensor> ALL =
            List.of(
                    TABLET, FACE_ID, VIVO_NEX, VL6180X, VL53L0X, VL53L5CX, IMX316, IMX516, IMX556,
                    VAPD, EPFL_4_UM, EPFL_2_UM, IMX611);

    private KnownSensors() {}

    /** All of them. */
    public static List<KnownSensor> all() {
        return ALL;
    }

    private static KnownSensor wave(String name, int pixels, double pitchM) {
        return new KnownSensor(
                name,
                Principle.CONTINUOUS_WAVE,
                List.of(
                        published("pixels", pixels, TEXT),
                        published("pixel pitch m", pitchM, TEXT),
                        assumed("frames per second", 30, CHOSEN),
                        assumed("highest frequency Hz", 100e6, CHOSEN),
                        assumed("lowest frequency Hz", 20e6, CHOSEN),
                        assumed("contrast", 0.8, CHOSEN)));
    }
}
