package dev.sightline.perception.sensor;

/** Colours of the upper left 2x2 pixels, row by row. */
public enum BayerPattern {
    RGGB,
    BGGR,
    GRBG,
    GBRG;

    /** The plane (0 R, 1 Gr, 2 Gb, 3 B) of a pixel; Gr is the green in a red row. */
    public int plane(int u, int v) {
        int at = (v & 1) * 2 + (u & 1);
        char c = name().charAt(at);
        if (c == 'R') {
            return 0;
        }
        if (c == 'B') {
            return 3;
        }
        return name().charAt(at ^ 1) == 'R' ? 1 : 2;
    }
}
