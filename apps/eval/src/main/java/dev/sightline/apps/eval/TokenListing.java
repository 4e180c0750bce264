package dev.sightline.apps.eval;

import dev.sightline.apps.eval.TokenLayout.Found;
import dev.sightline.apps.eval.TokenLayout.Reading;
import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Lists frames whose truth and prediction are one file each, joined by their token. */
final class TokenListing {

    private final DataFiles truth;
    private final DataFiles predictions;
    private final String truthEnding;
    private final List<String> predictionEndings;

    /**
     * A listing.
     *
     * @param predictionEndings the first that any file has is taken
     */
    TokenListing(
            DataFiles truth,
            DataFiles predictions,
            String truthEnding,
            List<String> predictionEndings) {
        this.truth = truth;
        this.predictions = predictions;
        this.truthEnding = truthEnding;
        this.predictionEndings = predictionEndings;
    }

    /**
     * Finds the frames of a split.
     *
     * @param aside name of a second truth file in the same folder, empty if the protocol has none
     * @throws DatasetException if a root holds nothing, or nothing fits together
     */
    FrameListing list(Split split, String aside) throws IOException {
        List<DataFile> truthFiles = filled(truth, "truth", List.of(truthEnding));
        List<DataFile> predictionFiles = filled(predictions, "predictions", predictionEndings);
        String ending = endingOf(predictionFiles);
        Reading real = null;
        Reading predicted = null;
        long most = -1;
        for (Reading t : TokenLayout.readings(truthFiles, truthEnding)) {
            for (Reading p : TokenLayout.readings(predictionFiles, ending)) {
                long shared = t.shared(p);
                if (shared > most) {
                    most = shared;
                    real = t;
                    predicted = p;
                }
            }
        }
        if (most == 0) {
            throw strangers(truthFiles, predictionFiles);
        }
        return joined(real, predicted, split, asides(aside));
    }

    private Map<String, DataFile> asides(String name) throws IOException {
        NavigableMap<String, DataFile> found = new java.util.TreeMap<>();
        if (!name.isEmpty()) {
            truth.list(name).stream()
                    .filter(f -> f.base().equals(name))
                    .forEach(f -> found.put(f.name(), f));
        }
        return found;
    }

    private static List<DataFile> filled(DataFiles root, String what, List<String> endings)
            throws IOException {
        for (String ending : endings) {
            List<DataFile> files = root.list(ending);
            if (!files.isEmpty()) {
                return files;
            }
        }
        throw new DatasetException(
                root.name(),
                "",
                "holds no " + what + ": no file ending in " + String.join(" or ", endings),
                "Give the folder that holds <scene>/<token> files.");
    }

    private String endingOf(List<DataFile> files) {
        return predictionEndings.stream()
                .filter(e -> files.get(0).name().endsWith(e))
                .findFirst()
                .orElseThrow();
    }

    private DatasetException strangers(List<DataFile> real, List<DataFile> predicted) {
        return new DatasetException(
                predictions.name(),
                "",
                "none of "
                        + predicted.size()
                        + " predictions, such as "
                        + predicted.get(0).name()
                        + ", has the token of one of "
                        + real.size()
                        + " truth files, such as "
                        + real.get(0).name(),
                "Name predictions <scene>/<token>/labels.npz or <token>.npz.");
    }

    private FrameListing joined(
            Reading real, Reading predicted, Split split, Map<String, DataFile> asides) {
        List<FrameKey> frames = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, Found> entry : real.byToken().entrySet()) {
            String token = entry.getKey();
            Found t = entry.getValue();
            Found p = predicted.byToken().get(token);
            String scene = scene(t, p);
            if (!split.contains(scene, token)) {
                continue;
            }
            if (p == null) {
                missing.add(token);
            } else {
                DataFile aside = asides.getOrDefault(t.file().beside("origins.npy"), DataFile.NONE);
                frames.add(new FrameKey(scene, token, t.file(), p.file(), aside));
            }
        }
        frames.sort(Comparator.comparing(FrameKey::scene).thenComparing(FrameKey::token));
        long extra =
                predicted.byToken().keySet().stream()
                        .filter(token -> !real.byToken().containsKey(token))
                        .count();
        return new FrameListing(
                frames,
                missing,
                extra,
                List.of(
                        "truth " + truth.name() + ": " + real.words(),
                        "predictions " + predictions.name() + ": " + predicted.words()),
                List.of());
    }

    private static String scene(Found truth, Found prediction) {
        if (!truth.scene().isEmpty()) {
            return truth.scene();
        }
        return prediction == null || prediction.scene().isEmpty() ? "all" : prediction.scene();
    }
}
