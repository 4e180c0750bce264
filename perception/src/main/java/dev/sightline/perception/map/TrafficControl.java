package dev.sightline.perception.map;

import dev.sightline.perception.geometry.Vec3;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What tells traffic to stop, yield or slow down, and which lanes it governs. Metres in the lane graph's frame. */
public sealed interface TrafficControl {

    String id();

    /** Ids of the lanes it governs. */
    List<String> lanes();

    /** State of a light. */
    enum LightState {
        RED,
        RED_YELLOW,
        YELLOW,
        GREEN,
        OFF,
        UNKNOWN
    }

    /**
     * One phase of a light's cycle.
     *
     * @param state what it shows
     * @param durationNs for how long
     */
    record Phase(LightState state, long durationNs) {}

    /**
     * Where to stop.
     *
     * @param id unique
     * @param line across the lane
     * @param lanes lanes it governs
     */
    record StopLine(String id, Polyline line, List<String> lanes) implements TrafficControl {
        public StopLine {
            lanes = List.copyOf(lanes);
        }
    }

    /**
     * A traffic light.
     *
     * @param id unique
     * @param position of the lamp
     * @param lanes lanes it governs
     * @param cycle its programme, empty if unknown
     * @param offsetNs time at which the cycle starts, ns of the recording's clock
     */
    record Light(String id, Vec3 position, List<String> lanes, List<Phase> cycle, long offsetNs)
            implements TrafficControl {
        public Light {
            lanes = List.copyOf(lanes);
            cycle = List.copyOf(cycle);
        }

        /** What it shows at a time; UNKNOWN without a programme. */
        public LightState stateAt(long timeNs) {
            long period = cycle.stream().mapToLong(Phase::durationNs).sum();
            if (period <= 0) {
                return LightState.UNKNOWN;
            }
            long t = Math.floorMod(timeNs - offsetNs, period);
            for (Phase phase : cycle) {
                if (t < phase.durationNs()) {
                    return phase.state();
                }
                t -= phase.durationNs();
            }
            return LightState.UNKNOWN;
        }
    }

    /** What a sign says. */
    enum SignKind {
        STOP,
        YIELD,
        PRIORITY,
        SPEED_LIMIT,
        NO_ENTRY,
        OTHER
    }

    /**
     * A traffic sign.
     *
     * @param id unique
     * @param position of the sign
     * @param kind what it says
     * @param value the number on it in SI (m/s for a speed limit), if any
     * @param text national code or text, if known
     * @param lanes lanes it governs
     */
    record Sign(
            String id,
            Vec3 position,
            SignKind kind,
            OptionalDouble value,
            Optional<String> text,
            List<String> lanes)
            implements TrafficControl {
        public Sign {
            lanes = List.copyOf(lanes);
        }
    }

    /**
     * A pedestrian crossing.
     *
     * @param id unique
     * @param outline its border
     * @param lanes lanes it crosses
     */
    record Crosswalk(String id, Polyline outline, List<String> lanes) implements TrafficControl {
        public Crosswalk {
            lanes = List.copyOf(lanes);
        }
    }
}
