package dev.sightline.occupancy.metric;

import dev.sightline.perception.geometry.GridSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sorts rays into bands by what the truth shows them, so that a score can be read by distance or by occlusion. Immutable.
 */
public final class RaySplit {

    /** Every ray in one band. */
    public static final RaySplit NONE = new RaySplit(List.of("all"), new float[0], new byte[0]);

    private final List<String> bands;
    private final float[] edges; // metres, where bands are distances
    private final byte[] bandOfVoxel; // where bands are voxels

    private RaySplit(List<String> bands, float[] edges, byte[] bandOfVoxel) {
        this.bands = bands;
        this.edges = edges;
        this.bandOfVoxel = bandOfVoxel;
    }

    /**
     * Bands by the truth's distance from the ray's origin: below the first edge, from each edge to the next, from the last edge on.
     *
     * @param edges metres, positive and ascending
     */
    public static RaySplit byDistance(double... edges) {
        float[] metres = new float[edges.length];
        List<String> names = new ArrayList<>();
        double from = 0;
        for (int i = 0; i < edges.length; i++) {
            if (!(edges[i] > from)) {
                throw new IllegalArgumentException(
                        "edge " + i + " of the distance bands is " + edges[i] + " m after " + from);
            }
            names.add(String.format(Locale.ROOT, "%s-%s m", plain(from), plain(edges[i])));
            metres[i] = (float) edges[i];
            from = edges[i];
        }
        names.add(plain(from) + " m and beyond");
        return new RaySplit(List.copyOf(names), metres, new byte[0]);
    }

    private static String plain(double metres) {
        return metres == Math.rint(metres) ? Long.toString((long) metres) : Double.toString(metres);
    }

    /**
     * Bands by the voxel in which the truth stops the ray, such as "visible now" and "seen at another time".
     *
     * @param bands their names
     * @param bandOfVoxel the number of a band per voxel in grid order; copied
     * @throws IllegalArgumentException naming the first voxel that is in no band
     */
    public static RaySplit byVoxel(GridSpec spec, List<String> bands, byte[] bandOfVoxel) {
        if (bandOfVoxel.length != spec.size()) {
            throw new IllegalArgumentException(
                    bandOfVoxel.length + " bands for " + spec.size() + " voxels");
        }
        for (int i = 0; i < bandOfVoxel.length; i++) {
            if (bandOfVoxel[i] < 0 || bandOfVoxel[i] >= bands.size()) {
                throw new IllegalArgumentException(
                        "voxel " + i + " is in band " + bandOfVoxel[i] + " of " + bands);
            }
        }
        return new RaySplit(List.copyOf(bands), new float[0], bandOfVoxel.clone());
    }

    /** Names of the bands. */
    public List<String> bands() {
        return bands;
    }

    /** Number of the band of a ray. */
    int bandOf(RayHits hits, int ray) {
        if (bandOfVoxel.length > 0) {
            return bandOfVoxel[hits.truthVoxel(ray)];
        }
        int band = 0;
        while (band < edges.length && hits.truthDistance(ray) >= edges[band]) {
            band++;
        }
        return band;
    }
}
