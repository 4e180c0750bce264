package dev.sightline.apps.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.perception.map.ObjectKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The colours of the product, from {@code palette.json} beside this class. Immutable. */
public final class Palette {

    /** Name of the resource, for whoever serves it to a browser. */
    public static final String RESOURCE = "palette.json";

    private final Map<ObjectKind, Integer> kinds;
    private final Map<String, Integer> named;
    private final Map<String, Ramp> ramps;

    private Palette(
            Map<ObjectKind, Integer> kinds, Map<String, Integer> named, Map<String, Ramp> ramps) {
        this.kinds = kinds;
        this.named = named;
        this.ramps = ramps;
    }

    /** The palette every picture uses. */
    public static Palette standard() {
        return Holder.STANDARD;
    }

    /** Reads late: a command that draws nothing does not parse it. */
    private static final class Holder {
        static final Palette STANDARD = load();
    }

    private static Palette load() {
        try (InputStream in = Palette.class.getResourceAsStream(RESOURCE)) {
            return of(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the palette is part of the program and must be readable", e);
        }
    }

    /**
     * A palette from its JSON tree.
     *
     * @throws IllegalArgumentException if a kind has no colour or a colour is not {@code #RRGGBB}
     */
    static Palette of(JsonNode root) {
        Map<ObjectKind, Integer> kinds = new EnumMap<>(ObjectKind.class);
        for (ObjectKind kind : ObjectKind.values()) {
            JsonNode colour = root.path("kinds").path(kind.label());
            if (!colour.isTextual()) {
                throw new IllegalArgumentException("no colour for '" + kind.label() + "'");
            }
            kinds.put(kind, Colours.parse(colour.asText()));
        }
        Map<String, Integer> named = new HashMap<>();
        root.path("groups")
                .properties()
                .forEach(
                        group ->
                                group.getValue()
                                        .properties()
                                        .forEach(
                                                c ->
                                                        named.put(
                                                                group.getKey() + "." + c.getKey(),
                                                                Colours.parse(
                                                                        c.getValue().asText()))));
        Map<String, Ramp> ramps = new HashMap<>();
        root.path("ramps")
                .properties()
                .forEach(
                        ramp -> {
                            List<Integer> anchors = new ArrayList<>();
                            ramp.getValue().forEach(c -> anchors.add(Colours.parse(c.asText())));
                            ramps.put(ramp.getKey(), new Ramp(anchors));
                        });
        return new Palette(kinds, named, ramps);
    }

    /** The colour of a kind of thing, 0xRRGGBB. */
    public int of(ObjectKind kind) {
        return kinds.get(kind);
    }

    /**
     * A colour by group and name, for example {@code plan.chosen}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public int of(String name) {
        Integer rgb = named.get(name);
        if (rgb == null) {
            throw new IllegalArgumentException("no colour '" + name + "' in the palette");
        }
        return rgb;
    }

    /**
     * A ramp by name: {@code distance}, {@code height}, {@code ground}, {@code density}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Ramp ramp(String name) {
        Ramp ramp = ramps.get(name);
        if (ramp == null) {
            throw new IllegalArgumentException("no ramp '" + name + "' in the palette");
        }
        return ramp;
    }
}
