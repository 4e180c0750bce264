package dev.sightline.apps.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sightline replay [PATH]}: the main job. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Run the pipeline over a recording: sensors, points, bird's-eye view, occupancy, plan, report.",
        footer = {
            "",
            "Examples:",
            "  sightline replay                                  the generated demo drive",
            "  sightline replay /data/nuscenes --out run1        every scene that is there",
            "  sightline replay /data/kitti --scene 00 --from 0 --to 10",
            "  sightline replay /data/nuscenes --drop CAM_FRONT,LIDAR_TOP",
            "  sightline replay /data/semantickitti --lidar-as-dtof longrange-flash",
        })
final class ReplayCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description =
                    "Folder of a nuScenes, KITTI, SemanticKITTI or Argoverse 2 recording (default: the demo drive).")
    Path path;

    @Mixin ReplayOptions options;

    @Override
    public Integer call() throws Exception {
        return new Replay(options, path, "replay", spec).run();
    }
}
