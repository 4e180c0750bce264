package dev.sightline.bev;

import dev.sightline.perception.geometry.GridSpec;
import java.util.List;

/**
 * Named values per ground cell, {@code [channel][x][y]}: what a bird sees. Immutable; NaN where nothing is known.
 */
public final class BevGrid {

    private final GridSpec spec;
    private final List<String> channels;
    private final float[][] values;

    /**
     * Takes over the values.
     *
     * @param spec a grid of one layer ({@code nz} = 1)
     * @param channels their names, unique
     * @param values {@code [channel][ix * ny + iy]}; handed over, not copied
     */
    public BevGrid(GridSpec spec, List<String> channels, float[][] values) {
        if (spec.nz() != 1) {
            throw new IllegalArgumentException("a BEV grid has one layer, had " + spec.nz());
        }
        if (channels.size() != values.length
                || channels.stream().distinct().count() != values.length) {
            throw new IllegalArgumentException(
                    channels + " must name " + values.length + " channels, each once");
        }
        for (float[] channel : values) {
            if (channel.length != spec.size()) {
                throw new IllegalArgumentException(
                        "channel of " + channel.length + " values on " + spec.size() + " cells");
            }
        }
        this.spec = spec;
        this.channels = List.copyOf(channels);
        this.values = values;
    }

    public GridSpec spec() {
        return spec;
    }

    public List<String> channels() {
        return channels;
    }

    /** The value of a channel at a cell. */
    public float at(int channel, int ix, int iy) {
        return values[channel][spec.index(ix, iy, 0)];
    }

    /**
     * Index of a channel.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public int channel(String name) {
        int i = channels.indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException("no channel '" + name + "': there are " + channels);
        }
        return i;
    }

    /** A copy of one channel, {@code [ix * ny + iy]}. */
    public float[] values(int channel) {
        return values[channel].clone();
    }

    /** The channels of both grids, this one's first. */
    public BevGrid plus(BevGrid other) {
        if (!spec.equals(other.spec)) {
            throw new IllegalArgumentException("grids differ: " + spec + " and " + other.spec);
        }
        java.util.ArrayList<String> names = new java.util.ArrayList<>(channels);
        names.addAll(other.channels);
        float[][] all = java.util.Arrays.copyOf(values, names.size());
        System.arraycopy(other.values, 0, all, values.length, other.values.length);
        return new BevGrid(spec, names, all);
    }
}
