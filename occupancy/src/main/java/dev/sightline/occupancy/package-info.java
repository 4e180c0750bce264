/** Bird's-eye view in; voxels, flow and drivable surface out; and the metrics. */
package dev.sightline.occupancy;
