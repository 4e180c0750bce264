/** The nuScenes detection score: boxes of a sample are matched on their own, what comes of it merges, and one pass at the end scores it. */
package dev.sightline.occupancy.metric.detection;
