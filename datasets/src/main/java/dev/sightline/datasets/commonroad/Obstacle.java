package dev.sightline.datasets.commonroad;

import dev.sightline.perception.map.ObjectKind;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A thing in the scene other than the ego vehicle. It does not react to anybody.
 *
 * @param id as in the file
 * @param type the file's own word, such as {@code parkedVehicle}
 * @param kind the nearest kind
 * @param fixed whether it stands at every step where it is at first
 * @param shape in its own frame: origin at its state, x along its heading
 * @param states by step, the initial one first; may have gaps. After the last one a moving thing is gone
 * @param occupied by step: what it covers, in world coordinates, where the file gives regions instead of states
 */
public record Obstacle(
        String id,
        String type,
        ObjectKind kind,
        boolean fixed,
        List<Region> shape,
        NavigableMap<Integer, State> states,
        NavigableMap<Integer, List<Region>> occupied) {

    public Obstacle {
        shape = List.copyOf(shape);
        states = Collections.unmodifiableNavigableMap(new TreeMap<>(states));
        occupied = Collections.unmodifiableNavigableMap(new TreeMap<>(occupied));
    }

    /** What it covers at a step, in world coordinates; empty where it is not there. */
    public List<Region> at(int step) {
        State state =
                fixed && !states.isEmpty() ? states.firstEntry().getValue() : states.get(step);
        if (state == null) {
            return occupied.getOrDefault(step, List.of());
        }
        return shape.stream().map(r -> r.at(state.x(), state.y(), state.heading())).toList();
    }

    /** The last step at which anything is known of it. */
    public int lastStep() {
        int last = states.isEmpty() ? 0 : states.lastKey();
        return occupied.isEmpty() ? last : Math.max(last, occupied.lastKey());
    }
}
