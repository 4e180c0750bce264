package dev.sightline.apps.cli;

import dev.sightline.perception.camera.ImageCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** {@code run.json}: everything about a run that does not repeat exactly, and what is needed to repeat it. */
final class RunRecord {

    private final Map<String, Object> tree = new LinkedHashMap<>();

    RunRecord(String command, ParseResult parsed) {
        ParseResult root = parsed;
        tree.put("schema", "sightline/run/1");
        tree.put("command", command);
        tree.put("arguments", arguments(root));
        tree.put("version", Main.Version.text());
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("heap_max_mb", Runtime.getRuntime().maxMemory() >> 20);
        machine.put("opencv", ImageCodec.openCvVersion());
        tree.put("machine", machine);
    }

    /** What the user typed; anyone's home folder is written as ~, because run.json is passed on. */
    static List<String> arguments(ParseResult parsed) {
        String home = System.getProperty("user.home", "");
        return parsed.originalArgs().stream()
                .map(a -> home.length() > 1 ? a.replace(home, "~") : a)
                .map(a -> a.replaceAll("(?:/home|/Users)/[^/]+", "~"))
                .toList();
    }

    RunRecord put(String key, Object value) {
        tree.put(key, value);
        return this;
    }

    Map<String, Object> tree() {
        return tree;
    }
}
