package dev.sightline.dtof;

import dev.sightline.dtof.rival.Fact;
import dev.sightline.perception.sensor.DtofModel;
import java.util.List;

/**
 * A sensor that exists, or might.
 *
 * @param name as the command line spells it
 * @param model zones, bins, response
 * @param link light budget
 * @param framesPerSecond at full resolution
 * @param facts every number above, each marked public or assumed, named like the component that holds it
 */
public record SensorPreset(
        String name, DtofModel model, Link link, double framesPerSecond, List<Fact> facts) {

    public SensorPreset {
        facts = List.copyOf(facts);
        if (!(framesPerSecond > 0 && framesPerSecond < 1e6)) {
            throw new IllegalArgumentException(
                    name + " has " + framesPerSecond + " frames per second");
        }
    }

    /** What is known about one number: {@code "bins"}, {@code "signalAtOneMetre"}, {@code "framesPerSecond"}. */
    public Fact fact(String what) {
        return facts.stream()
                .filter(f -> f.what().equals(what))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(name + " has no fact '" + what + "'"));
    }
}
