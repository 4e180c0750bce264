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

    /** Levenshtein distance, case ignored. */
    static int distance(String a, String b) {
        String x = a.toLowerCase(Locale.ROOT);
        String y = b.toLowerCase(Locale.ROOT);
        int[] row = new int[y.length() + 1];
        for (int j = 0; j <= y.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= x.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= y.length(); j++) {
                int substitute = diagonal + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[y.length()];
    }
}
