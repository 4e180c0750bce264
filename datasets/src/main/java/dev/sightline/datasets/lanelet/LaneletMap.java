package dev.sightline.datasets.lanelet;

import dev.sightline.perception.map.LaneGraph;

/**
 * The contents of a Lanelet2 file.
 *
 * @param origin where the local frame touches the earth: the middle of the map, unless one was given
 * @param lanes its lanelets; a relation's id is the lane's
 * @param droppedReferences members that the file names but does not hold
 */
public record LaneletMap(LocalPlane origin, LaneGraph lanes, int droppedReferences) {}
