package dev.sightline.apps.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sightline evaluate}: scores saved predictions. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Score saved predictions of any model, in any language, as the protocol's reference prints it.",
        footer = {
            "",
            "Examples:",
            "  sightline evaluate --protocol occ3d-nuscenes --gt /data/nuscenes/gts --pred results",
            "  sightline evaluate --protocol occ3d-nuscenes --gt gts --pred results --out e1 --resume",
        })
final class EvaluateCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Mixin EvaluateOptions options;

    @Override
    public Integer call() throws Exception {
        return new Evaluate(options, spec).run();
    }
}
