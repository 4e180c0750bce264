package dev.sightline.apps.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found before the first frame is scored.
 *
 * @param frames frames with truth and prediction, sorted by scene and token
 * @param missing tokens of truth without prediction, sorted
 * @param extra number of predictions without truth: not scored
 * @param layouts how the files lie, in words: truth, then predictions
 * @param notes what is absent or assumed
 */
public record FrameListing(
        List<FrameKey> frames,
        List<String> missing,
        long extra,
        List<String> layouts,
        List<String> notes) {

    public FrameListing {
        frames = List.copyOf(frames);
        missing = List.copyOf(missing);
        layouts = List.copyOf(layouts);
        notes = List.copyOf(notes);
    }

    /** SHA-256 over scenes, tokens, and the truth's names and sizes: the same for every model that is scored on these frames. */
    public String sha256() {
        Sha256 sha = new Sha256();
        for (FrameKey frame : frames) {
            sha.text(frame.scene()).text(frame.token());
            for (DataFile file : List.of(frame.truth(), frame.aside())) {
                sha.text(file.name()).number(file.bytes());
            }
        }
        return sha.hex();
    }

    /** A hash of all files with their times of change: a run is only resumed over files that nobody touched since. */
    public String stamp() {
        Sha256 sha = new Sha256();
        for (FrameKey frame : frames) {
            sha.text(frame.scene()).text(frame.token());
            for (DataFile file : List.of(frame.truth(), frame.prediction(), frame.aside())) {
                sha.text(file.name()).number(file.bytes()).number(file.modifiedMs());
            }
        }
        notes.forEach(sha::text); // poses of tables are no frame's file
        return sha.hex();
    }

    /** The same with further notes. */
    FrameListing with(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new FrameListing(frames, missing, extra, layouts, all);
    }
}
