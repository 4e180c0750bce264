package dev.sightline.datasets.opendrive;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlElement;
import java.util.Optional;
import java.util.OptionalDouble;

/** Speed limits, brought to m/s. */
final class Speed {

    private Speed() {}

    /** The limit that a {@code <speed max unit>} states; empty for none, "no limit" and "undefined". */
    static OptionalDouble of(Optional<XmlElement> speed) throws DatasetException {
        if (speed.isEmpty()) {
            return OptionalDouble.empty();
        }
        String max = speed.get().attribute("max").orElse("undefined");
        if (max.equals("no limit") || max.equals("undefined")) {
            return OptionalDouble.empty();
        }
        double value = speed.get().number("max");
        return value > 0
                ? OptionalDouble.of(value * metresPerSecond(speed.get()))
                : OptionalDouble.empty();
    }

    /** One unit in m/s; without a unit it is m/s (specification 1.7, section 2.3). */
    static double metresPerSecond(XmlElement e) throws DatasetException {
        String unit = e.attribute("unit").orElse("m/s");
        return switch (unit) {
            case "m/s" -> 1;
            case "km/h" -> 1 / 3.6;
            case "mph" -> 0.44704;
            default -> throw e.error("speed in '" + unit + "'; m/s, km/h and mph are known");
        };
    }
}
