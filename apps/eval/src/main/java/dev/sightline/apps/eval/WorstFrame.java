package dev.sightline.apps.eval;

import java.util.Comparator;

/**
 * A frame with a low score, to look at.
 *
 * @param score the protocol's score of this frame alone, finite
 * @param scene its drive
 * @param token its name
 */
public record WorstFrame(double score, String scene, String token)
        implements Comparable<WorstFrame> {

    private static final Comparator<WorstFrame> ORDER =
            Comparator.comparingDouble(WorstFrame::score)
                    .thenComparing(WorstFrame::scene)
                    .thenComparing(WorstFrame::token);

    @Override
    public int compareTo(WorstFrame other) {
        return ORDER.compare(this, other);
    }
}
