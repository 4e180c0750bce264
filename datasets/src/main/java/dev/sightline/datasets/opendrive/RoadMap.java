package dev.sightline.datasets.opendrive;

import dev.sightline.perception.map.LaneGraph;
import java.util.Optional;

/**
 * The contents of an OpenDRIVE file.
 *
 * @param version of the format, {@code 1.6}
 * @param name of the map, may be empty
 * @param geoReference how its coordinates lie on the earth, as a PROJ string, if given
 * @param lanes its lanes, id {@code road:section:lane}
 * @param droppedLinks links of lanes to something that does not exist or cannot be driven
 */
public record RoadMap(
        String version,
        String name,
        Optional<String> geoReference,
        LaneGraph lanes,
        int droppedLinks) {}
