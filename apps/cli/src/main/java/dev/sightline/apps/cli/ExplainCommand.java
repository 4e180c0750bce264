package dev.sightline.apps.cli;

import dev.sightline.apps.eval.Json;
import dev.sightline.occupancy.metric.Protocol;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline explain P}: the exact definition of a protocol, its JSON keys, its traps. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Print the exact definition of a protocol, its JSON keys and its traps. Without a name, list the protocols.",
        footer = {
            "",
            "Examples:",
            "  sightline explain",
            "  sightline explain occ3d-nuscenes",
            "  sightline explain nuscenes-detection --json | jq -r .text"
        })
final class ExplainCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "P", arity = "0..1", description = "Name of a protocol.")
    String protocol;

    @Option(names = "--json", description = "Print one JSON object on stdout.")
    boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (protocol == null) {
            list(out);
        } else if (Protocol.NAMES.contains(protocol)) {
            explain(Protocol.of(protocol), out);
        } else {
            throw DidYouMean.unknown("protocol", protocol, Protocol.NAMES);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private void list(PrintWriter out) {
        Map<String, Object> protocols = new LinkedHashMap<>();
        for (String name : Protocol.NAMES) {
            String title = Protocol.of(name).explanation().lines().findFirst().orElse("");
            protocols.put(name, title.replaceFirst("^" + name + ":\\s*", ""));
        }
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("schema", "sightline/explain/1");
            tree.put("protocols", protocols);
            out.print(Json.text(tree));
        } else {
            protocols.forEach((name, title) -> out.printf("%-20s %s%n", name, title));
        }
    }

    private void explain(Protocol definition, PrintWriter out) {
        if (!json) {
            out.print(definition.explanation());
            return;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", "sightline/explain/1");
        tree.put("protocol", definition.name());
        tree.put("protocol_version", definition.version());
        tree.put("protocol_sha256", definition.sha256());
        tree.put("source", definition.source());
        tree.put("classes", definition.classes());
        tree.put("text", definition.explanation());
        out.print(Json.text(tree));
    }
}
