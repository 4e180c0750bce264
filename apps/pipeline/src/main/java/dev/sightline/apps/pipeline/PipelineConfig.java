package dev.sightline.apps.pipeline;

import dev.sightline.bev.BevFusion;
import dev.sightline.dtof.DepthPipeline;
import dev.sightline.occupancy.Hull;
import dev.sightline.occupancy.LogOddsOccupancy;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.planner.PlannerConfig;
import dev.sightline.planner.VehicleModel;
import java.util.EnumSet;
import java.util.Set;

/**
 * One config record per stage, and what the stages share.
 *
 * @param stages which stages run
 * @param depth histograms to points
 * @param bev bird's-eye view
 * @param occupancy memory of space
 * @param planner planner
 * @param vehicle the car: returns inside its outline are its own, and plans move its outline
 * @param grid voxels of the answer, in the ego frame
 * @param goalSpeed speed that the planner aims at where nothing forbids it, m/s; NaN keeps the present speed, but at least walking pace
 */
public record PipelineConfig(
        Set<Stage> stages,
        DepthPipeline.Config depth,
        BevFusion.Config bev,
        LogOddsOccupancy.Config occupancy,
        PlannerConfig planner,
        VehicleModel vehicle,
        GridSpec grid,
        double goalSpeed) {

    public PipelineConfig {
        stages = Set.copyOf(stages);
        FrameMismatchException.require("frame of the grid", Frame.EGO, grid.frame());
        if (goalSpeed < 0) {
            throw new IllegalArgumentException(
                    "goal speed must not be negative, was " + goalSpeed + " m/s");
        }
    }

    /** All stages on the grid of Occ3D, for a car. */
    public static PipelineConfig of(VehicleModel vehicle) {
        GridSpec grid = GridSpec.occ3d();
        return new PipelineConfig(
                EnumSet.allOf(Stage.class),
                DepthPipeline.Config.DEFAULT,
                BevFusion.Config.on(finer(grid)),
                // The vehicle's own returns are gone before they get there: see EgoCloud.
                LogOddsOccupancy.Config.covering(grid).with(Hull.none()),
                PlannerConfig.standard(),
                vehicle,
                grid,
                Double.NaN);
    }

    /** The same area in cells of half the size: a voxel is too coarse for a lane marking. */
    private static GridSpec finer(GridSpec grid) {
        Vec3 cell = new Vec3(grid.cell().x() / 2, grid.cell().y() / 2, grid.cell().z());
        return new GridSpec(
                grid.frame(),
                grid.min(),
                cell,
                2 * grid.nx(),
                2 * grid.ny(),
                grid.nz(),
                grid.order());
    }

    public PipelineConfig with(Set<Stage> others) {
        return new PipelineConfig(others, depth, bev, occupancy, planner, vehicle, grid, goalSpeed);
    }
}
