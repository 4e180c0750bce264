package dev.sightline.apps.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes text of unknown origin safe to show in a page: no markup, no home directories, no characters that reorder or hide others. */
final class PlainText {

    private static final Pattern HOMES =
            Pattern.compile("(?i)(?:[a-z]:)?[/\\\\](?:home|users)[/\\\\][^/\\\\\\s\"'<>:;,]+");
    private static final char REPLACEMENT = '\ufffd';

    private final Pattern ownHome; // matches nothing where there is no home worth hiding

    /**
     * A filter.
     *
     * @param home the user's home directory, as the system spells it
     */
    PlainText(String home) {
        String trimmed = home.replaceAll("[/\\\\]+$", "");
        this.ownHome =
                trimmed.length() < 2
                        ? Pattern.compile("(?!)")
                        : Pattern.compile(Pattern.quote(trimmed) + "(?![A-Za-z0-9_.-])");
    }

    /** Text for an element or a quoted attribute. */
    String escaped(String text) {
        String homeless = ownHome.matcher(text).replaceAll("~");
        homeless = HOMES.matcher(homeless).replaceAll(Matcher.quoteReplacement("~"));
        StringBuilder out = new StringBuilder(homeless.length() + 16);
        for (int i = 0; i < homeless.length(); i++) {
            char c = homeless.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(hidden(homeless, i) ? REPLACEMENT : c);
            }
        }
        return out.toString();
    }

    /** Control characters, direction overrides and halves of surrogate pairs. */
    private static boolean hidden(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        return control
                || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069'
                || c >= '\ufffe';
    }
}
