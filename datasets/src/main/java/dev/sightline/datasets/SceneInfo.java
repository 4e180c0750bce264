package dev.sightline.datasets;

import java.util.List;

/**
 * What an index tells of a scene without reading sensor files.
 *
 * @param name unique in the dataset
 * @param samples how many instants can be read
 * @param fromNs time of the first, ns
 * @param toNs time of the last, ns
 * @param channels sensors that recorded something in it, with how many measurements each: "CAM_FRONT x40"
 * @param continuous whether its samples follow each other in one drive; otherwise each is a place of its own, and nothing may be fused
 *     or compared over them
 */
public record SceneInfo(
        String name,
        int samples,
        long fromNs,
        long toNs,
        List<String> channels,
        boolean continuous) {

    public SceneInfo {
        channels = List.copyOf(channels);
    }

    /** A scene of one drive. */
    public SceneInfo(String name, int samples, long fromNs, long toNs, List<String> channels) {
        this(name, samples, fromNs, toNs, channels, true);
    }
}
