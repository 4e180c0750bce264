package dev.sightline.occupancy;

/**
 * When a column of returns is ground that one can drive on. Lengths in metres, heights above the ground.
 *
 * @param slope the most the ground rises or falls per metre, 0.2 = 20 %
 * @param step the most it jumps from one column to the next besides, a kerb; also the noise of returns
 * @param jump the most it may differ over a gap without returns, however long
 * @param obstacle returns at or below this height are ground
 * @param clearance returns at or above this height are passed under
 * @param contact around the ego's origin, as far as this, the wheels prove the ground
 * @param reach how far the ground is believed to go on where no return shows it
 */
public record GroundRule(
        double slope,
        double step,
        double jump,
        double obstacle,
        double clearance,
        double contact,
        double reach) {

    public GroundRule {
        boolean positive =
                slope >= 0
                        && step > 0
                        && jump >= step
                        && obstacle > 0
                        && clearance > obstacle
                        && contact > 0
                        && reach > 0;
        if (!positive || !Double.isFinite(slope + jump + clearance + contact + reach)) {
            throw new IllegalArgumentException(
                    "ground rule needs finite slope >= 0, 0 < step <= jump, 0 < obstacle < clearance, contact and reach > 0, had slope "
                            + slope
                            + ", step "
                            + step
                            + ", jump "
                            + jump
                            + ", obstacle "
                            + obstacle
                            + ", clearance "
                            + clearance
                            + ", contact "
                            + contact
                            + ", reach "
                            + reach);
        }
    }

    /** A road vehicle: 15 % slope, kerbs of 0.1 m, obstacles from 0.25 m, clearance 2 m. */
    public static GroundRule road() {
        return new GroundRule(0.15, 0.1, 0.5, 0.25, 2.0, 1.0, 10);
    }
}
