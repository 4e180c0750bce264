package dev.sightline.dtof;

import dev.sightline.dtof.rival.Fact;
import dev.sightline.perception.sensor.DtofModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marks each number of a preset public or assumed; none can be left out. */
final class PresetFacts {

    private final List<String> names = new ArrayList<>();
    private final Map<String, Fact> facts = new LinkedHashMap<>();
    private final Map<String, Double> values = new LinkedHashMap<>();

    PresetFacts(DtofModel m, Link l, double framesPerSecond) {
        values.put("rows", (double) m.rows());
        values.put("cols", (double) m.cols());
        values.put("horizontalRad", m.horizontalRad());
        values.put("verticalRad", m.verticalRad());
        values.put("bins", (double) m.bins());
        values.put("binSeconds", m.binSeconds());
        values.put("pulseSigmaSeconds", m.pulseSigmaSeconds());
        values.put("cycles", (double) m.cycles());
        values.put("signalAtOneMetre", l.signalAtOneMetre());
        values.put("backgroundPerKlux", l.backgroundPerKlux());
        values.put("darkPerBin", l.darkPerBin());
        values.put("framesPerSecond", framesPerSecond);
        names.addAll(values.keySet());
    }

    PresetFacts published(String source, String... what) {
        return mark(true, source, what);
    }

    PresetFacts assumed(String why, String... what) {
        return mark(false, why, what);
    }

    private PresetFacts mark(boolean known, String source, String... what) {
        for (String w : what) {
            Double value = values.remove(w);
            if (value == null) {
                throw new IllegalArgumentException("'" + w + "' is no number, or marked twice");
            }
            facts.put(w, new Fact(w, value, known, source));
        }
        return this;
    }

    /** All facts, in the order of the records' components. */
    List<Fact> all() {
        if (!values.isEmpty()) {
            throw new IllegalStateException("neither public nor assumed: " + values.keySet());
        }
        return names.stream().map(facts::get).toList();
    }
}
