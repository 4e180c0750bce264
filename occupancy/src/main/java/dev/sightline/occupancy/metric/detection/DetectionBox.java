package dev.sightline.occupancy.metric.detection;

import dev.sightline.perception.geometry.Vec3;

/**
 * One box of a sample, true or predicted.
 *
 * @param kind its class
 * @param centre in the world, metres
 * @param width across its heading, metres
 * @param length along its heading, metres
 * @param height metres
 * @param yaw heading in the world, radians
 * @param velocityX in the world, m/s; NaN if unknown
 * @param velocityY in the world, m/s; NaN if unknown
 * @param egoDistance of the centre from the ego in the ground plane, metres
 * @param points returns of lidar and radar in it; negative where nobody counted, as in predictions
 * @param score how sure the prediction is; larger is surer, any finite number. Of no meaning in truth
 * @param attribute such as {@code vehicle.parked}; empty if it has none
 */
public record DetectionBox(
        DetectionClass kind,
        Vec3 centre,
        double width,
        double length,
        double height,
        double yaw,
        double velocityX,
        double velocityY,
        double egoDistance,
        int points,
        double score,
        String attribute) {

    public DetectionBox {
        if (!(width > 0 && length > 0 && height > 0) || !Double.isFinite(width * length * height)) {
            throw new IllegalArgumentException(
                    "box needs positive sizes, had " + width + ", " + length + ", " + height);
        }
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score must be finite, was " + score);
        }
        if (!(egoDistance >= 0) || !Double.isFinite(yaw)) {
            throw new IllegalArgumentException(
                    "box at distance " + egoDistance + " with heading " + yaw);
        }
        score += 0.0; // -0.0 ties with 0.0, as numbers do
    }

    /** Distance of the centres in the ground plane, metres. */
    public double distance(DetectionBox other) {
        double x = other.centre.x() - centre.x();
        double y = other.centre.y() - centre.y();
        return Math.sqrt(x * x + y * y);
    }
}
