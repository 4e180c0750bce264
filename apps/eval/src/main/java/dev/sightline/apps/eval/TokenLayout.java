package dev.sightline.apps.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Where the token of a frame stands in the names of files: the layouts that people have. */
enum TokenLayout {
    /** {@code [<scene>/]<token>/labels.npz}: Occ3D's and OpenOcc's own. */
    FOLDER("<token>/<file>") {
        @Override
        int tokenAt(String[] parts) {
            return parts.length - 2;
        }
    },
    /** {@code [<scene>/]<token>.npz}: what most evaluation scripts write. */
    STEM("<token>") {
        @Override
        int tokenAt(String[] parts) {
            return parts.length - 1;
        }
    };

    /** Folders that are no scene. */
    private static final Set<String> NO_SCENE =
            Set.of(
                    "gts",
                    "occ3d",
                    "labels",
                    "pred",
                    "preds",
                    "prediction",
                    "predictions",
                    "results");

    /** Files that win if a folder holds several. */
    private static final String USUAL = "labels.npz";

    private final String words;

    TokenLayout(String words) {
        this.words = words;
    }

    /** The index of the part that is the token; negative if the name is too short. */
    abstract int tokenAt(String[] parts);

    /**
     * A file that was found.
     *
     * @param scene empty if the name does not say
     */
    record Found(String scene, DataFile file) {}

    /** Files of one root, read by one layout. */
    record Reading(TokenLayout layout, NavigableMap<String, Found> byToken, String words) {

        /** How many tokens both have. */
        long shared(Reading other) {
            return byToken.keySet().stream().filter(other.byToken::containsKey).count();
        }
    }

    /** Reads names; of several files with one token {@code labels.npz} wins, else the first. */
    Reading read(List<DataFile> files, String ending) {
        NavigableMap<String, Found> found = new TreeMap<>();
        boolean scenes = false;
        for (DataFile file : inGts(files)) {
            String[] parts = file.name().split("/");
            int at = tokenAt(parts);
            if (at < 0) {
                continue;
            }
            boolean last = at == parts.length - 1;
            String token =
                    last ? parts[at].substring(0, parts[at].length() - ending.length()) : parts[at];
            String scene = at > 0 && !NO_SCENE.contains(parts[at - 1]) ? parts[at - 1] : "";
            scenes |= !scene.isEmpty();
            Found earlier = found.get(token);
            if (earlier == null || (!last && file.base().equals(USUAL))) {
                found.put(token, new Found(scene, file));
            }
        }
        String prefix = scenes ? "<scene>/" : "";
        return new Reading(this, found, prefix + words + (this == STEM ? ending : ""));
    }

    /** A nuScenes folder holds other labels too: if there is {@code gts/}, nothing else counts. */
    private static List<DataFile> inGts(List<DataFile> files) {
        List<DataFile> gts = files.stream().filter(f -> f.name().startsWith("gts/")).toList();
        return gts.isEmpty() ? files : gts;
    }

    /** Both layouts of a root. */
    static List<Reading> readings(List<DataFile> files, String ending) {
        List<Reading> readings = new ArrayList<>();
        for (TokenLayout layout : values()) {
            readings.add(layout.read(files, ending));
        }
        return readings;
    }
}
