package dev.sightline.dtof.rival;

import dev.sightline.dtof.emit.DotPattern;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a sensor that exists, every number marked published or assumed.
 *
 * @param name as its maker or its users call it
 * @param principle how it measures
 * @param facts its numbers
 */
public record KnownSensor(String name, Principle principle, List<Fact> facts) {

    public KnownSensor {
        facts = List.copyOf(facts);
        long distinct = facts.stream().map(Fact::what).distinct().count();
        if (distinct != facts.size()) {
            throw new IllegalArgumentException(name + " has a fact twice: " + facts);
        }
    }

    /** The value of a fact, if there is one of exactly this name. */
    public OptionalDouble value(String what) {
        return facts.stream()
                .filter(f -> f.what().equals(what))
                .mapToDouble(Fact::value)
                .findFirst();
    }

    /** The pattern of its dots, if it projects any. */
    public Optional<DotPattern> dots() {
        OptionalDouble dots = value("dots");
        return dots.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DotPattern(
                                (int) dots.getAsDouble(),
                                value("field x rad").orElseThrow(),
                                value("field y rad").orElseThrow()));
    }
}
