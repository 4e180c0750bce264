package dev.sightline.apps.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.nuscenes.LidarTrails;
import dev.sightline.datasets.nuscenes.LidarTrails.Stop;
import dev.sightline.occupancy.metric.DistanceRings;
import dev.sightline.occupancy.metric.VoxelMask;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HindsightTest {

    private static final GridSpec GRID = GridSpec.occ3d();
    private static final int FREE = 17;

    @TempDir Path folder;

    /** Tables of one scene whose samples t0, t1, ... have these ego poses, each as {@code x, y, yaw}. */
    private LidarTrails trails(double[]... poses) throws IOException {
        StringBuilder samples = new StringBuilder();
        StringBuilder data = new StringBuilder();
        StringBuilder egos = new StringBuilder();
        for (int i = 0; i < poses.length; i++) {
            String comma = i == 0 ? "" : ",";
            samples.append(comma)
                    .append(
                            "{\"token\":\"t%d\",\"timestamp\":%d,\"scene_token\":\"s\"}"
                                    .formatted(i, i));
            data.append(comma)
                    .append(
                            "{\"sample_token\":\"t%d\",\"ego_pose_token\":\"e%d\",\"calibrated_sensor_token\":\"c\",\"is_key_frame\":true}"
                                    .formatted(i, i));
            egos.append(comma)
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    "{\"token\":\"e%d\",\"translation\":[%s,%s,0.1],\"rotation\":[%s,0,0,%s]}",
                                    i,
                                    poses[i][0],
                                    poses[i][1],
                                    Math.cos(poses[i][2] / 2),
                                    Math.sin(poses[i][2] / 2)));
        }
        Path tables = Files.createDirectories(folder.resolve("v1.0-test"));
        Files.writeString(tables.resolve("sample.json"), "[" + samples + "]");
        Files.writeString(tables.resolve("sample_data.json"), "[" + data + "]");
        Files.writeString(tables.resolve("ego_pose.json"), "[" + egos + "]");
        Files.writeString(
                tables.resolve("scene.json"),
                "[{\"token\":\"s\",\"name\":\"one\",\"nbr_samples\":" + poses.length + "}]");
        Files.writeString(
                tables.resolve("sensor.json"), "[{\"token\":\"q\",\"channel\":\"LIDAR_TOP\"}]");
        Files.writeString(
                tables.resolve("calibrated_sensor.json"),
                "[{\"token\":\"c\",\"sensor_token\":\"q\",\"translation\":[1,0,2],\"rotation\":[1,0,0,0]}]");
        return LidarTrails.find(folder).orElseThrow();
    }

    private static VoxelFrame frame(SplittableRandom random) {
        VoxelFrame frame = new VoxelFrame(GRID.size(), DistanceRings.one(GRID));
        frame.reset();
        byte[] mask = new byte[GRID.size()];
        for (int i = 0; i < mask.length; i++) {
            frame.truth[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(17) : FREE);
            mask[i] = (byte) random.nextInt(2);
        }
        frame.truth[3] = (byte) 255;
        VoxelMask.markCamera(frame.regions, mask);
        return frame;
    }

    private static byte[] mask(SplittableRandom random) {
        byte[] mask = new byte[GRID.size()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (random.nextInt(10) == 0 ? 1 : 0);
        }
        return mask;
    }

    /** The definition, voxel by voxel and pose by pose. */
    private static byte[] plainly(
            LidarTrails trails, VoxelFrame frame, Map<String, byte[]> masks, String token) {
        byte[] hidden = new byte[GRID.size()];
        List<Stop> stops = trails.sceneOf(token);
        Stop here = stops.stream().filter(s -> s.token().equals(token)).findFirst().orElseThrow();
        for (int i = 0; i < hidden.length; i++) {
            int label = frame.truth[i] & 0xff;
            if (label == FREE || label == 255 || VoxelMask.CAMERA.counts(frame.regions[i])) {
                continue;
            }
            Vec3 world = here.worldFromEgo().apply(GRID.centre(i / 16 / 200, i / 16 % 200, i % 16));
            for (Stop other : stops) {
                Vec3 there = other.worldFromEgo().inverse().apply(world);
                int x = GRID.ix(there.x());
                int y = GRID.iy(there.y());
                int z = GRID.iz(there.z());
                boolean seen =
                        !other.token().equals(token)
                                && masks.containsKey(other.token())
                                && GRID.contains(x, y, z)
                                && masks.get(other.token())[GRID.index(x, y, z)] == 1;
                hidden[i] |= (byte) (seen ? 1 : 0);
            }
        }
        return hidden;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 77})
    void findsWhatTheDefinitionFinds(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] poses = new double[4][];
        for (int i = 0; i < poses.length; i++) {
            poses[i] =
                    new double[] {600 + 7.3 * i, 900 + random.nextDouble(), random.nextDouble(6)};
        }
        LidarTrails trails = trails(poses);
        Map<String, byte[]> masks = new HashMap<>();
        masks.put("t0", mask(random));
        masks.put("t3", mask(random)); // t2 has none
        VoxelFrame frame = frame(random);
        byte[] hidden = new byte[GRID.size()];
        boolean known =
                new Hindsight(GRID)
                        .find(
                                "t1",
                                trails,
                                (token, target) -> {
                                    byte[] mask = masks.get(token);
                                    if (mask != null) {
                                        System.arraycopy(mask, 0, target, 0, mask.length);
                                    }
                                    return mask != null;
                                },
                                frame,
                                FREE,
                                hidden);
        assertTrue(known);
        assertArrayEquals(plainly(trails, frame, masks, "t1"), hidden);
    }

    @Test
    void aSampleWithoutOthersSaysNothing() throws IOException {
        LidarTrails trails = trails(new double[] {0, 0, 0});
        VoxelFrame frame = frame(new SplittableRandom(8));
        byte[] hidden = new byte[GRID.size()];
        Hindsight hindsight = new Hindsight(GRID);
        assertFalse(hindsight.find("t0", trails, (t, m) -> true, frame, FREE, hidden));
        assertFalse(hindsight.find("unknown", trails, (t, m) -> true, frame, FREE, hidden));
    }

    /** Real tables, cut to one sample of a scene that announces 39: the LiDAR's own place is the only one to look from. */
    @Test
    void theRealTablesPlaceTheirOneSample() throws IOException {
        LidarTrails trails = LidarTrails.find(SampleData.path("nuscenes")).orElseThrow();
        assertEquals(1, trails.samples());
        assertEquals(1, trails.cutScenes());
        String token = "ca9a282c9e77460f8360f564131a8af5";
        RaySources poses = new RaySources(LocalFiles.of(SampleData.path("nuscenes")));
        assertEquals(List.of(new Vec3(0.943713, 0, 1.84023)), poses.origins(token));
    }
}
