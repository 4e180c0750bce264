package dev.sightline.apps.eval;

import java.util.Comparator;

/**
 * A frame that was there but could not be used.
 *
 * @param scene its drive
 * @param token its name
 * @param reason what, where, why
 */
public record LostFrame(String scene, String token, String reason)
        implements Comparable<LostFrame> {

    private static final Comparator<LostFrame> ORDER =
            Comparator.comparing(LostFrame::scene)
                    .thenComparing(LostFrame::token)
                    .thenComparing(LostFrame::reason);

    @Override
    public int compareTo(LostFrame other) {
        return ORDER.compare(this, other);
    }
}
