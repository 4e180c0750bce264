package dev.sightline.apps.report;

/**
 * Outline of the vehicle around the origin of its frame, metres.
 *
 * @param front from the origin forward, positive
 * @param rear from the origin back, positive
 * @param width over all
 * @param height over the ground
 */
public record EgoFootprint(double front, double rear, double width, double height) {

    /** A passenger car whose frame has its origin under the rear axle, as nuScenes' and Argoverse's. */
    public static final EgoFootprint CAR = new EgoFootprint(3.7, 1.0, 1.85, 1.55);

    public EgoFootprint {
        if (!(front > 0 && rear > 0 && width > 0 && height > 0)
                || !Double.isFinite(front + rear + width + height)) {
            throw new IllegalArgumentException(
                    "footprint needs positive sizes, had "
                            + front
                            + ", "
                            + rear
                            + ", "
                            + width
                            + ", "
                            + height);
        }
    }
}
