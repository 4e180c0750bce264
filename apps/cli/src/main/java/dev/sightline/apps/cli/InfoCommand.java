package dev.sightline.apps.cli;

import dev.sightline.apps.eval.Json;
import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.Recordings;
import dev.sightline.datasets.SceneInfo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline info PATH}: what a recording holds, from its index only. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Tell what a recording holds, from its index only.",
        footer = {"", "Example:", "  sightline info /data/nuscenes --json | jq .scenes"})
final class InfoCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "PATH", description = "Folder of a recording.")
    Path path;

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (Dataset dataset = Recordings.open(path)) {
            if (json) {
                out.print(Json.text(tree(dataset)));
            } else {
                print(dataset, out);
            }
            out.flush();
        }
        return ExitCode.DONE;
    }

    private static void print(Dataset dataset, PrintWriter out) {
        List<SceneInfo> scenes = dataset.scenes();
        int samples = scenes.stream().mapToInt(SceneInfo::samples).sum();
        out.println(dataset.format() + ": " + scenes.size() + " scenes, " + samples + " samples");
        for (SceneInfo scene : scenes) {
            double seconds = (scene.toNs() - scene.fromNs()) * 1e-9;
            out.println(
                    String.format(
                            Locale.ROOT,
                            "  %s: %d samples over %.1f s",
                            scene.name(),
                            scene.samples(),
                            seconds));
            out.println("    " + String.join(", ", scene.channels()));
        }
        dataset.remarks().forEach(remark -> out.println("note: " + remark));
    }

    private static Map<String, Object> tree(Dataset dataset) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", "sightline/info/1");
        tree.put("format", dataset.format());
        tree.put(
                "scenes",
                dataset.scenes().stream()
                        .map(
                                scene -> {
                                    Map<String, Object> one = new LinkedHashMap<>();
                                    one.put("name", scene.name());
                                    one.put("samples", scene.samples());
                                    one.put("from_ns", scene.fromNs());
                                    one.put("to_ns", scene.toNs());
                                    one.put("channels", scene.channels());
                                    return one;
                                })
                        .toList());
        tree.put("remarks", dataset.remarks());
        return tree;
    }
}
