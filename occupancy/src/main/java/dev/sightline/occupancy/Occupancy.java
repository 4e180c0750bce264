package dev.sightline.occupancy;

import java.util.Optional;

/**
 * What is known of the space around the vehicle at one instant.
 *
 * @param voxels what is where, unknown kept apart from free
 * @param flow how it moves, if estimated
 * @param surface ground height and drivability, if estimated
 */
public record Occupancy(
        OccupancyGrid voxels, Optional<OccupancyFlow> flow, Optional<DrivableSurface> surface) {

    public static Occupancy of(OccupancyGrid voxels) {
        return new Occupancy(voxels, Optional.empty(), Optional.empty());
    }
}
