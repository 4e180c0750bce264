package dev.sightline.apps.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sightline demo}: a generated drive through the whole chain. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Generate a short drive, run everything on it, and say where the report is. Needs no data.",
        footer = {"", "Example:", "  sightline demo --out first-look"})
final class DemoCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Mixin ReplayOptions options;

    @Override
    public Integer call() throws Exception {
        return new Replay(options, null, "demo", spec).run();
    }
}
