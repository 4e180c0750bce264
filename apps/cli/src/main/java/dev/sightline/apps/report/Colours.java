package dev.sightline.apps.report;

/** Arithmetic on colours 0xRRGGBB. */
final class Colours {

    private Colours() {}

    /** {@code a} for k = 0, {@code b} for k = 1; k is clamped. */
    static int mix(int a, int b, double k) {
        int w = (int) Math.round(256 * Math.max(0, Math.min(1, k)));
        int r = (a >> 16 & 255) * (256 - w) + (b >> 16 & 255) * w;
        int g = (a >> 8 & 255) * (256 - w) + (b >> 8 & 255) * w;
        int l = (a & 255) * (256 - w) + (b & 255) * w;
        return r >> 8 << 16 | g >> 8 << 8 | l >> 8;
    }

    /** Darker for k below 1 (towards black), lighter above (towards white; 2 is white). */
    static int shade(int rgb, double k) {
        return k <= 1 ? mix(0, rgb, k) : mix(rgb, 0xffffff, k - 1);
    }

    /** Perceived lightness, 0..1 (Rec. 709 weights on gamma-encoded values: enough to choose black or white ink). */
    static double lightness(int rgb) {
        return (0.2126 * (rgb >> 16 & 255) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255))
                / 255;
    }

    /**
     * Parses {@code #RRGGBB}.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    static int parse(String text) {
        if (!text.matches("#[0-9A-Fa-f]{6}")) {
            throw new IllegalArgumentException("a colour is #RRGGBB, was '" + text + "'");
        }
        return Integer.parseInt(text.substring(1), 16);
    }
}
