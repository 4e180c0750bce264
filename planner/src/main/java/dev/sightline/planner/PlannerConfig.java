package dev.sightline.planner;

import java.util.List;

/**
 * All figures of the planner that do not belong to a vehicle.
 *
 * @param step seconds between samples
 * @param horizon seconds that a candidate looks ahead, a whole number of steps; also how far constant velocity is believed
 * @param bounds limits of comfort and feasibility
 * @param lookaheads seconds in which a sideways move is completed
 * @param offsets target positions beside the route, metres to the left
 * @param obstacles what counts as an obstacle
 * @param weights of the cost terms
 */
public record PlannerConfig(
        double step,
        double horizon,
        ComfortBounds bounds,
        List<Double> lookaheads,
        List<Double> offsets,
        Obstacles obstacles,
        Weights weights) {

    /**
     * How space is judged.
     *
     * @param groundClearance what is lower above the ground is driven over, metres
     * @param vehicleHeight what is higher above the ground is driven under, metres
     * @param margin kept around the vehicle beside half a cell, metres
     * @param stopGap left to what stands in the way when stopping for it, metres
     * @param movingSpeed flow slower than this stands still, m/s
     * @param observedFraction share of a column's voxels that must have been seen for it to be known
     * @param unknownPatch unknown patches narrower than this hide nothing, metres (Autoware's occlusion_spot takes 1 m)
     * @param nearField beside and behind the vehicle that sensors on its roof cannot see and that it has just come past, metres (assumed)
     * @param commitSeconds after which the next plan has taken over: until then every plan can stop in space that has been seen (assumed)
     * @param timeGap to what moves ahead, seconds (ISO 15622 asks for at least 0.8)
     * @param objectsSuffice whether a scene without occupancy counts as free but for its objects; otherwise it is all unknown
     */
    public record Obstacles(
            double groundClearance,
            double vehicleHeight,
            double margin,
            double stopGap,
            double movingSpeed,
            double observedFraction,
            double unknownPatch,
            double nearField,
            double commitSeconds,
            double timeGap,
            boolean objectsSuffice) {

        public Obstacles {
            require("ground clearance", groundClearance, 0, 2);
            require("vehicle height", vehicleHeight, groundClearance, 10);
            require("margin", margin, 0, 5);
            require("stop gap", stopGap, 0, 20);
            require("moving speed", movingSpeed, 0, 10);
            require("observed fraction", observedFraction, 0, 1);
            require("unknown patch", unknownPatch, 0, 20);
            require("near field", nearField, 0, 20);
            require("commit time", commitSeconds, 0, 10);
            require("time gap", timeGap, 0, 10);
        }
    }

    /**
     * Weights, not negative. They were set by hand on the scenario tests.
     *
     * @param progress of a speed that is wrong by all of the goal's speed
     * @param route of one metre beside the route
     * @param steering of 0.1 rad/s of wheel rate
     * @param comfort of one unit of what is pleasant
     * @param clearance of touching
     * @param headway of the whole horizon inside the time gap
     * @param unknown of the whole horizon in unknown space
     * @param consistency of one metre beside the previous plan
     */
    public record Weights(
            double progress,
            double route,
            double steering,
            double comfort,
            double clearance,
            double headway,
            double unknown,
            double consistency) {

        public Weights {
            double[] all = {
                progress, route, steering, comfort, clearance, headway, unknown, consistency
            };
            for (double weight : all) {
                require("weight", weight, 0, 1e6);
            }
        }
    }

    public PlannerConfig {
        require("step", step, 0.01, 0.5);
        require("horizon", horizon, step, 15);
        if (Math.abs(horizon / step - Math.rint(horizon / step)) > 1e-9) {
            throw new IllegalArgumentException(horizon + " s is no whole number of " + step + " s");
        }
        lookaheads = List.copyOf(lookaheads);
        offsets = List.copyOf(offsets);
        if (lookaheads.isEmpty() || lookaheads.size() > 16 || offsets.size() > 64) {
            throw new IllegalArgumentException(
                    lookaheads.size()
                            + " lookaheads (1..16), "
                            + offsets.size()
                            + " offsets (..64)");
        }
        lookaheads.forEach(t -> require("lookahead", t, 0.5, 15));
        offsets.forEach(d -> require("offset", d, -20, 20));
    }

    public static PlannerConfig standard() {
        return new PlannerConfig(
                0.1,
                5.0,
                ComfortBounds.standard(),
                List.of(2.0, 3.5),
                List.of(0.0, 0.5, -0.5, 1.0, -1.0, 1.75, -1.75, 2.5, -2.5, 3.5, -3.5),
                new Obstacles(0.3, 2.0, 0.2, 2.0, 0.5, 0.5, 1.0, 2.5, 1.0, 0.8, false),
                new Weights(10, 0.8, 0.1, 0.3, 2, 4, 2, 0.5));
    }

    /** Number of steps in the horizon. */
    public int steps() {
        return (int) Math.rint(horizon / step);
    }

    public long stepNs() {
        return Math.round(step * 1e9);
    }

    private static void require(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    what + " must be " + least + ".." + most + ", was " + value);
        }
    }
}
