package dev.sightline.apps.report;

import dev.sightline.perception.geometry.Vec3;
import java.util.List;

/**
 * A line on the ground: where one drove, drives or could have driven.
 *
 * @param points metres, ego frame at the reference time; fewer than two draw nothing
 * @param style what it means
 * @param cost lower is better, any scale; orders candidates, NaN where it means nothing
 */
public record GroundPath(List<Vec3> points, Style style, double cost) {

    /** What a path means; drawn in this order, so that the chosen one lies on top. */
    public enum Style {
        REJECTED("rejected"),
        CANDIDATE("candidate"),
        DRIVEN("driven by the recorded driver"),
        CHOSEN("chosen plan");

        private final String words;

        Style(String words) {
            this.words = words;
        }

        /** What a legend says. */
        public String words() {
            return words;
        }

        int rgb() {
            return Palette.standard().of("plan." + name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    public GroundPath {
        points = List.copyOf(points);
    }

    /** A path without cost. */
    public static GroundPath of(List<Vec3> points, Style style) {
        return new GroundPath(points, style, Double.NaN);
    }
}
