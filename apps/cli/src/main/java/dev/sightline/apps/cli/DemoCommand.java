package dev.sightline.apps.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sightline demo}: a generated drive through the whole chain. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Generate a short drive, run everything on it, and say where the report is. Needs no data.",
        footer = {"", "Example:", "  sightline demo --out first-look"})
final class DemoCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results go (default: the next sightline-out/demo-NNN).")
    Path out;

    @Option(names = "--force", description = "Replace DIR if it exists.")
    boolean force;

    @Override
    public Integer call() throws Exception {
        ReplayOptions options = new ReplayOptions();
        options.out = out;
        options.force = force;
        return new Replay(options, null, "demo", spec).run();
    }
}
