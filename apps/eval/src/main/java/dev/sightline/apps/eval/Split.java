package dev.sightline.apps.eval;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The part of a data set that is scored: names of scenes, or tokens. Immutable.
 *
 * @param name how reports call it
 * @param members scenes and tokens; empty for all
 */
public record Split(String name, NavigableSet<String> members) {

    /** Everything that has truth. */
    public static final Split ALL = new Split("all", new TreeSet<>());

    public Split {
        members = Collections.unmodifiableNavigableSet(new TreeSet<>(members));
    }

    public static Split of(String name, Collection<String> members) {
        return new Split(name, new TreeSet<>(members));
    }

    /** Whether a frame is scored. */
    public boolean contains(String scene, String token) {
        return members.isEmpty() || members.contains(token) || members.contains(scene);
    }

    String sha256() {
        Sha256 sha = new Sha256();
        members.forEach(sha::text);
        return members.isEmpty() ? "all" : sha.hex();
    }
}
