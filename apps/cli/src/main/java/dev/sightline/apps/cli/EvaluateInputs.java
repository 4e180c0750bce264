package dev.sightline.apps.cli;

import dev.sightline.apps.eval.Benchmark;
import dev.sightline.apps.eval.EvaluationPlan;
import dev.sightline.apps.eval.EvaluationState;
import dev.sightline.apps.eval.FrameKey;
import dev.sightline.apps.eval.FrameListing;
import dev.sightline.apps.eval.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What is looked at before the first frame is scored. */
final class EvaluateInputs {

    private static final int NAMED = 20;

    private final EvaluateOptions options;
    private final PrintWriter err;

    EvaluateInputs(EvaluateOptions options, PrintWriter err) {
        this.options = options;
        this.err = err;
    }

    /**
     * Checks that every truth has a prediction and that all headers fit.
     *
     * @throws UserError if something is missing or wrong, and partial data was not allowed
     */
    FrameListing checked(Benchmark benchmark, FrameListing listing) {
        listing.layouts().forEach(l -> err.println("layout: " + l));
        listing.notes().forEach(n -> err.println("note: " + n));
        long total = listing.frames().size() + (long) listing.missing().size();
        if (total == 0) {
            throw UserError.failed("the split selects no frame of the truth");
        }
        if (listing.extra() > 0) {
            err.println("note: " + listing.extra() + " predictions have no truth; not scored");
        }
        if (!listing.missing().isEmpty()) {
            String named = first(listing.missing());
            String sentence =
                    listing.missing().size()
                            + " of "
                            + total
                            + " frames have no prediction: "
                            + named;
            if (!options.allowPartial) {
                throw UserError.failed(
                        sentence + ". Predict them, or score the rest with --allow-partial");
            }
            err.println("note: " + sentence);
        }
        List<String> wrong = wrong(benchmark, listing.frames());
        if (!wrong.isEmpty()) {
            String sentence = wrong.size() + " files cannot be used: " + first(wrong);
            if (!options.allowPartial) {
                throw UserError.failed(sentence + " To skip them: --allow-partial");
            }
            err.println("note: " + sentence);
        }
        err.println(
                String.format(
                        Locale.ROOT,
                        "coverage: %d of %d frames (%.1f %%)",
                        listing.frames().size(),
                        total,
                        100.0 * listing.frames().size() / total));
        err.flush();
        return listing;
    }

    private static List<String> wrong(Benchmark benchmark, List<FrameKey> frames) {
        List<List<String>> found =
                IntStream.range(0, frames.size())
                        .parallel()
                        .mapToObj(i -> benchmark.check(frames.get(i)))
                        .toList();
        List<String> all = new ArrayList<>();
        found.forEach(all::addAll);
        return all;
    }

    private static String first(List<String> words) {
        return String.join(", ", words.subList(0, Math.min(NAMED, words.size())))
                + (words.size() > NAMED ? " and " + (words.size() - NAMED) + " more" : "");
    }

    /**
     * Reads every frame as scoring does: labels out of range and damage further in show only then.
     *
     * @throws UserError naming the first frames that cannot be used, if partial data was not allowed
     */
    void readAll(Benchmark benchmark, FrameListing listing) {
        EvaluationState state =
                EvaluationPlan.of(benchmark, listing).shards().parallelStream()
                        .map(shard -> shard.score(benchmark))
                        .reduce(EvaluationState.empty(), EvaluationState::merge);
        if (state.skipped() > 0) {
            String sentence =
                    state.skipped()
                            + " frames cannot be used: "
                            + first(state.lost().stream().map(l -> l.reason()).toList());
            if (!options.allowPartial) {
                throw UserError.failed(sentence + " To skip them: --allow-partial");
            }
            err.println("note: " + sentence);
            err.flush();
        }
    }

    /** Says that the inputs are good. */
    int answer(PrintWriter out, FrameListing listing) {
        if (options.json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("schema", "sightline/evaluate/1");
            tree.put("valid", true);
            tree.put("frames", listing.frames().size());
            tree.put("missing", listing.missing());
            tree.put("layouts", listing.layouts());
            tree.put("listing_sha256", listing.sha256());
            out.print(Json.text(tree));
        } else {
            out.println(listing.frames().size() + " frames can be scored");
        }
        out.flush();
        return ExitCode.DONE;
    }
}
