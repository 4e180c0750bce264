package dev.sightline.apps.cli;

import dev.sightline.apps.eval.DataFiles;
import dev.sightline.apps.eval.Folders;
import dev.sightline.apps.eval.Json;
import dev.sightline.apps.eval.PackPlan;
import dev.sightline.apps.eval.PackWriter;
import dev.sightline.apps.eval.PackedFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline pack DIR OUT}: many small files into a few archives that {@code evaluate} reads like the folder. */
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Pack a folder of truth or of predictions into a few tar archives, each with an index beside it. evaluate reads them like the folder.",
        footer = {
            "",
            "Files ending in .npz, .npy, .label or .invalid are packed, those of a frame side by side;",
            "an annotations.json is copied. All is read back before OUT gets its name. `tar xf` unpacks it.",
            "",
            "Examples:",
            "  sightline pack /data/occ3d/gts gts-packed",
            "  sightline pack results results-packed --shard-mb 128",
            "  sightline evaluate --protocol occ3d-nuscenes --gt gts-packed --pred results"
        })
final class PackCommand implements Callable<Integer> {

    private static final String ANNOTATIONS = "annotations.json";

    @Spec CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "Folder of truth or predictions.")
    Path source;

    @Parameters(index = "1", paramLabel = "OUT", description = "New folder of archives.")
    Path out;

    @Option(
            names = "--shard-mb",
            paramLabel = "N",
            description = "Size of an archive in MiB, 1 to 65536 (default: 256).")
    int shardMb = 256;

    @Option(names = "--force", description = "Replace OUT if it is from an earlier run.")
    boolean force;

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        if (shardMb < 1 || shardMb > 65536) {
            throw UserError.usage("--shard-mb is 1..65536, not " + shardMb);
        }
        if (!force && Files.isRegularFile(out.resolve("run.json"))) {
            throw UserError.usage(
                    out
                            + " exists and is not overwritten: give another OUT, or --force to replace it");
        }
        RunFolder.requireFree(out, force);
        DataFiles files = Folders.of(source);
        if (files instanceof PackedFiles) {
            throw UserError.usage(source + " is packed already");
        }
        if (out.toAbsolutePath().normalize().startsWith(source.toRealPath())) {
            throw UserError.usage(out + " lies inside " + source + ": give another OUT");
        }
        PackPlan plan = PackPlan.of(files, (long) shardMb << 20);
        long startNs = System.nanoTime();
        try (RunFolder folder = RunFolder.open(out, force)) {
            try {
                write(files, plan, folder);
            } catch (IOException | UserError e) {
                RunFolder.discard(folder.partial()); // half a pack is good for nothing
                throw e;
            }
            finish(plan, folder, startNs);
        }
        answer(plan);
        return ExitCode.DONE;
    }

    private void write(DataFiles files, PackPlan plan, RunFolder folder) throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        PrintWriter err = spec.commandLine().getErr();
        PackWriter writer = new PackWriter(files, plan, folder.partial());
        try (Interrupt interrupt = new Interrupt(() -> stop.set(true));
                Progress progress = new Progress("pack, then read back", 2L * plan.files(), err)) {
            PackWriter.Step step =
                    file -> {
                        progress.step();
                        if (stop.get()) {
                            throw UserError.failed("interrupted: nothing was packed");
                        }
                    };
            writer.write(step);
            writer.verify(step);
        }
    }

    private void finish(PackPlan plan, RunFolder folder, long startNs) throws IOException {
        Path annotations = source.resolve(ANNOTATIONS);
        if (Files.isRegularFile(annotations)) {
            Files.copy(annotations, folder.file(ANNOTATIONS));
        }
        RunRecord record =
                new RunRecord("pack", spec.commandLine().getParseResult())
                        .put("packed", tree(plan))
                        .put("wall_s", (System.nanoTime() - startNs) * 1e-9);
        folder.write("run.json", Json.bytes(record.tree()));
        folder.publish();
    }

    private static Map<String, Object> tree(PackPlan plan) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("files", plan.files());
        tree.put("archives", plan.packs().size());
        tree.put("bytes", plan.bytes());
        return tree;
    }

    private void answer(PackPlan plan) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("schema", "sightline/pack/1");
            tree.putAll(tree(plan));
            tree.put("out", out.toString());
            stdout.print(Json.text(tree));
        } else {
            stdout.println(
                    String.format(
                            Locale.ROOT,
                            "%s: %d files in %d archives, %.1f MB, read back and whole",
                            out,
                            plan.files(),
                            plan.packs().size(),
                            plan.bytes() * 1e-6));
        }
        stdout.flush();
    }
}
