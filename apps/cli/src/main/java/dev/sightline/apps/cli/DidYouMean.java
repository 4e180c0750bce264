package dev.sightline.apps.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a mistyped word was probably meant to be. */
final class DidYouMean {

    private DidYouMean() {}

    /** The nearest candidate by edit distance, if it is near: at most a third of the word's letters differ. */
    static Optional<String> nearest(String word, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String c) -> distance(word, c)).thenComparing(c -> c))
                .filter(c -> distance(word, c) <= Math.max(1, word.length() / 3));
    }

    /** A usage error that names the word, the nearest candidate and the choice. */
    static UserError unknown(String what, String word, Collection<String> candidates) {
        String hint = nearest(word, candidates).map(c -> "; did you mean '" + c + "'?").orElse(".");
        String choice =
                candidates.size() <= 12
                        ? " There are: " + String.join(", ", candidates)
                        : " There are "
                                + candidates.size()
                                + ", such as "
                                + candidates.iterator().next();
        return UserError.usage("no " + what + " '" + word + "'" + hint + choice);
    }

    /** Edit distance, case ignored: a letter put in, left out, replaced, or swapped with its neighbour counts one. */
    static int distance(String a, String b) {
        String x = a.toLowerCase(Locale.ROOT);
        String y = b.toLowerCase(Locale.ROOT);
        int[][] d = new int[x.length() + 1][y.length() + 1];
        for (int i = 0; i <= x.length(); i++) {
            for (int j = 0; j <= y.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                boolean same = x.charAt(i - 1) == y.charAt(j - 1);
                int edited = Math.min(d[i - 1][j], d[i][j - 1]) + 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), edited);
                boolean swapped =
                        i > 1
                                && j > 1
                                && x.charAt(i - 1) == y.charAt(j - 2)
                                && x.charAt(i - 2) == y.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[x.length()][y.length()];
    }
}
