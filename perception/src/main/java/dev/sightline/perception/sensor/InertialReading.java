package dev.sightline.perception.sensor;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Vec3;

/**
 * One reading of an inertial unit.
 *
 * @param frame the unit's frame
 * @param startNs time, ns
 * @param angularVelocity rad/s about the frame's axes
 * @param specificForce m/s2 along the frame's axes, gravity included (at rest: +9.81 up)
 */
public record InertialReading(Frame frame, long startNs, Vec3 angularVelocity, Vec3 specificForce)
        implements Measurement {

    public InertialReading {
        if (!angularVelocity.isFinite() || !specificForce.isFinite()) {
            throw new IllegalArgumentException(
                    "inertial reading must be finite: " + angularVelocity + ", " + specificForce);
        }
    }

    @Override
    public long endNs() {
        return startNs;
    }
}
