package dev.sightline.dtof.rival;

/**
 * One number about a sensor.
 *
 * @param what it is, with its unit: "range m"
 * @param value in SI units
 * @param known whether it was published, or is assumed here (or only recalled, which counts as assumed)
 * @param source who published it, or why it is assumed
 */
public record Fact(String what, double value, boolean known, String source) {

    static Fact published(String what, double value, String source) {
        return new Fact(what, value, true, source);
    }

    static Fact assumed(String what, double value, String why) {
        return new Fact(what, value, false, why);
    }
}
