package dev.sightline.datasets.pointcloud;

import dev.sightline.perception.sensor.PointCloud;

/**
 * The usable points of a file.
 *
 * @param cloud all points with finite coordinates, in the file's order
 * @param dropped how many others the file holds: an organised cloud marks pixels without a return by NaN
 */
public record CloudFile(PointCloud cloud, int dropped) {}
