package dev.sightline.perception.sensor;

/**
 * A raw mosaic packed to four half-resolution planes R, Gr, Gb, B: the only form in which raw pixels may be remapped, because
 * remapping the mosaic mixes colours.
 *
 * <p>Sample {@code (u, v)} of a plane was measured at the full-resolution pixel {@code (2u + du, 2v + dv)}, du and dv in {0, 1}; in
 * half-resolution pixels that is {@link #phaseU} = du/2 - 1/4 and {@link #phaseV} = dv/2 - 1/4 off the block's centre.
 */
public final class RawPlanes {

    private final int width;
    private final int height;
    private final BayerPattern pattern;
    private final short[][] planes; // [4][height][width]

    private RawPlanes(int width, int height, BayerPattern pattern, short[][] planes) {
        this.width = width;
        this.height = height;
        this.pattern = pattern;
        this.planes = planes;
    }

    /** Packs a mosaic {@code [2 height][2 width]} of even size. */
    static RawPlanes pack(int fullWidth, int fullHeight, BayerPattern pattern, short[] mosaic) {
        int w = fullWidth / 2;
        int h = fullHeight / 2;
        short[][] planes = new short[4][w * h];
        for (int v = 0; v < fullHeight; v++) {
            for (int u = 0; u < fullWidth; u++) {
                planes[pattern.plane(u, v)][(v / 2) * w + u / 2] = mosaic[v * fullWidth + u];
            }
        }
        return new RawPlanes(w, h, pattern, planes);
    }

    /** Width of a plane, pixels. */
    public int width() {
        return width;
    }

    /** Height of a plane, pixels. */
    public int height() {
        return height;
    }

    /** Raw value of plane 0..3 (R, Gr, Gb, B), unsigned. */
    public int at(int plane, int u, int v) {
        return planes[plane][v * width + u] & 0xffff;
    }

    /** Horizontal offset of a plane's samples from the block centre, half-resolution pixels: -1/4 or +1/4. */
    public double phaseU(int plane) {
        return (position(plane) & 1) / 2.0 - 0.25;
    }

    /** Vertical offset, as {@link #phaseU}. */
    public double phaseV(int plane) {
        return (position(plane) >> 1) / 2.0 - 0.25;
    }

    private int position(int plane) {
        for (int at = 0; at < 4; at++) {
            if (pattern.plane(at & 1, at >> 1) == plane) {
                return at;
            }
        }
        throw new IllegalArgumentException("planes are 0..3, not " + plane);
    }
}
