package dev.sightline.apps.report;

import java.util.List;

/**
 * Colours for a value between low and high, blended from a few anchors that are ordered by lightness.
 *
 * @param anchors at least two, 0xRRGGBB, evenly spaced from low to high
 */
public record Ramp(List<Integer> anchors) {

    public Ramp {
        anchors = List.copyOf(anchors);
        if (anchors.size() < 2) {
            throw new IllegalArgumentException(
                    "a ramp needs at least 2 anchors, had " + anchors.size());
        }
    }

    /** The colour 0xRRGGBB at {@code t} in 0..1; values outside are clamped, NaN counts as 0. */
    public int at(double t) {
        double k = t > 0 ? Math.min(t, 1) * (anchors.size() - 1) : 0;
        int i = Math.min((int) k, anchors.size() - 2);
        return Colours.mix(anchors.get(i), anchors.get(i + 1), k - i);
    }

    /** The colour of a value on a scale that runs from {@code low} to {@code high}. */
    public int at(double value, double low, double high) {
        return at((value - low) / (high - low));
    }
}
