package dev.sightline.apps.cli;

import dev.sightline.planner.Trajectory;
import java.nio.charset.StandardCharsets;

/** A planned trajectory as a table: the middle of the rear axle, in the ego frame of the sample it was planned at. */
final class PlanCsv {

    private PlanCsv() {}

    static byte[] bytes(Trajectory trajectory) {
        StringBuilder csv =
                new StringBuilder(
                        "t_s,x_m,y_m,heading_rad,speed_mps,acceleration_mps2,curvature_per_m\n");
        for (int i = 0; i < trajectory.size(); i++) {
            csv.append(trajectory.seconds(i)).append(',');
            csv.append(trajectory.x(i)).append(',').append(trajectory.y(i)).append(',');
            csv.append(trajectory.heading(i)).append(',').append(trajectory.speed(i)).append(',');
            csv.append(trajectory.acceleration(i))
                    .append(',')
                    .append(trajectory.curvature(i))
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
