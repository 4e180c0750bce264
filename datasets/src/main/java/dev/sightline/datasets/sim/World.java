package dev.sightline.datasets.sim;

import dev.sightline.perception.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;

/** Ground, fixed things and actors: everything that can be seen, at any time. Immutable and thread-safe. */
public final class World {

    private final Ground ground;
    private final PartIndex fixed;
    private final List<Actor> actors;
    private final Vec3 towardsSun;

    /**
     * Assembles a world.
     *
     * @param fixed parts that never move and have no box
     * @param actors all that have a box, moving or not; instance numbers differ
     * @param towardsSun any length, above the horizon
     */
    public World(Ground ground, List<Part> fixed, List<Actor> actors, Vec3 towardsSun) {
        if (actors.stream().map(Actor::instance).distinct().count() != actors.size()) {
            throw new IllegalArgumentException("two actors share an instance number");
        }
        if (!(towardsSun.z() > 0)) {
            throw new IllegalArgumentException(
                    "the sun must be above the horizon, was at " + towardsSun);
        }
        this.ground = ground;
        this.fixed = new PartIndex(fixed);
        this.actors = List.copyOf(actors);
        this.towardsSun = towardsSun.unit();
    }

    public Ground ground() {
        return ground;
    }

    public List<Actor> actors() {
        return actors;
    }

    /** Parts that never move and belong to no actor. */
    public List<Part> fixedParts() {
        return fixed.parts();
    }

    public Vec3 towardsSun() {
        return towardsSun;
    }

    /** The world at an instant, nanoseconds since its time zero; also before zero. */
    public Scene at(long timeNs) {
        double seconds = timeNs * 1e-9;
        List<List<Part>> bodies = new ArrayList<>(actors.size());
        for (Actor actor : actors) {
            bodies.add(actor.at(seconds));
        }
        return new Scene(this, timeNs, fixed, bodies);
    }
}
