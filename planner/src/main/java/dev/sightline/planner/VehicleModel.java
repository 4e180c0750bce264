package dev.sightline.planner;

/**
 * The size of a vehicle and what its tyres, brakes and steering can do. The reference point of every path is the middle of the
 * rear axle, because the kinematic bicycle model has no side slip there.
 *
 * @param name for messages
 * @param length over the bumpers, metres
 * @param width without mirrors, metres
 * @param rearAxleX x of the rear axle in the ego frame, metres: 0 where the recording puts its ego frame there
 * @param rearOverhang from the rear axle back to the bumper, metres
 * @param wheelbase metres
 * @param maxSteeringAngle of the bicycle model's front wheel, radians
 * @param maxSteeringRate rad/s
 * @param maxAcceleration m/s^2
 * @param maxDeceleration with full brakes, m/s^2, positive
 * @param maxLateralAcceleration m/s^2
 */
public record VehicleModel(
        String name,
        double length,
        double width,
        double rearAxleX,
        double rearOverhang,
        double wheelbase,
        double maxSteeringAngle,
        double maxSteeringRate,
        double maxAcceleration,
        double maxDeceleration,
        double maxLateralAcceleration) {

    public VehicleModel {
        require("length", length);
        require("width", width);
        require("rear overhang", rearOverhang);
        require("wheelbase", wheelbase);
        require("steering angle", maxSteeringAngle);
        require("steering rate", maxSteeringRate);
        require("acceleration", maxAcceleration);
        require("deceleration", maxDeceleration);
        require("lateral acceleration", maxLateralAcceleration);
        if (!Double.isFinite(rearAxleX)
                || rearOverhang + wheelbase > length
                || maxSteeringAngle >= Math.PI / 2) {
            throw new IllegalArgumentException(
                    name
                            + ": rear axle at "
                            + rearAxleX
                            + " m, overhang "
                            + rearOverhang
                            + " m + wheelbase "
                            + wheelbase
                            + " m must fit in "
                            + length
                            + " m, steering "
                            + maxSteeringAngle
                            + " rad below pi/2");
        }
    }

    private static void require(String what, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " must be positive, was " + value);
        }
    }

    /**
     * The Renault Zoe of nuScenes; ego frame at the rear axle. Length, width and wheelbase as published by the maker (4.084 m, 1.730 m,
     * 2.588 m); overhang, steering and tyre limits are assumed (turning circle 10.6 m gives about 0.58 rad).
     */
    public static VehicleModel nuscenesZoe() {
        return new VehicleModel(
                "Renault Zoe (nuScenes)", 4.084, 1.730, 0, 0.66, 2.588, 0.58, 0.4, 3.5, 8.0, 6.0);
    }

    /**
     * The Volkswagen Passat Variant of KITTI; ego frame on the ground under the Velodyne, 0.76 m ahead of the rear axle (KITTI's set-up
     * drawing). Length, width and wheelbase as published by the maker (4.774 m, 1.820 m, 2.709 m); the rest is assumed.
     */
    public static VehicleModel kittiPassat() {
        return new VehicleModel(
                "VW Passat Variant (KITTI)",
                4.774,
                1.820,
                -0.76,
                1.11,
                2.709,
                0.60,
                0.4,
                3.5,
                8.0,
                6.0);
    }

    /**
     * The Ford Fusion of Argoverse 2; ego frame at the rear axle. Length, width and wheelbase as published by the maker (4.872 m,
     * 1.852 m, 2.850 m); overhang, steering and tyre limits are assumed.
     */
    public static VehicleModel argoverseFusion() {
        return new VehicleModel(
                "Ford Fusion (Argoverse 2)",
                4.872,
                1.852,
                0,
                1.08,
                2.850,
                0.58,
                0.4,
                3.5,
                8.0,
                6.0);
    }

    /** From the rear axle forward to the bumper, metres. */
    public double front() {
        return length - rearOverhang;
    }

    /** The tightest curvature of the rear axle's path, 1/m: {@code tan(delta) / wheelbase}. */
    public double maxCurvature() {
        return StrictMath.tan(maxSteeringAngle) / wheelbase;
    }
}
