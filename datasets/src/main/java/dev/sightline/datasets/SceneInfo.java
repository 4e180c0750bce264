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
 */
public record SceneInfo(String name, int samples, long fromNs, long toNs, List<String> channels) {

    public SceneInfo {
        channels = List.copyOf(channels);
    }
}
