package dev.sightline.bev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.FrameMismatchException;
import dev.sightline.perception.geometry.GridSpec;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.Pinhole;
import dev.sightline.perception.sensor.PointCloud;
import java.util.List;
import org.junit.jupiter.api.Test;

class BevFusionTest {

    private static final Pinhole CAMERA = new Pinhole(160, 120, 90, 90, 79.5, 59.5);

    private static Sample sample() {
        return new GroundScene((x, y) -> new double[] {0.2, 0.4, 0.6}, 0)
                .rgb(CAMERA, GroundScene.looking("CAM", new Vec3(0, 0, 2), 0, 0.5), 0, 0)
                .sample(0);
    }

    private static PointCloud points() {
        return PointCloud.of(Frame.EGO, 0, new float[] {5.1f, 0.1f, 1, 5.1f, 0.1f, 2, 0, 0, 90})
                .build();
    }

    @Test
    void theStandardFootprintIsThatOfOcc3d() {
        BevGrid bev = new BevFusion(BevFusion.Config.standard()).fuse(sample(), points());
        assertEquals(200, bev.spec().nx());
        assertEquals(200, bev.spec().ny());
        assertEquals(
                List.of(
                        "count",
                        "density",
                        "min_z",
                        "max_z",
                        "mean_z",
                        "mean_intensity",
                        "red",
                        "green",
                        "blue",
                        "weight"),
                bev.channels());
        int ix = bev.spec().ix(5.1);
        int iy = bev.spec().iy(0.1);
        assertEquals(2, bev.at(bev.channel("count"), ix, iy));
        assertEquals(0.4, bev.at(bev.channel("green"), ix, iy), 0.5 / 255);
    }

    @Test
    void anySubsetOfSensorsWillDo() {
        BevFusion fusion = new BevFusion(BevFusion.Config.standard());
        Sample blind = sample().with(sample().rig(), List.of());
        BevGrid onlyPoints = fusion.fuse(blind, points());
        assertEquals(2, onlyPoints.at(0, onlyPoints.spec().ix(5.1), onlyPoints.spec().iy(0.1)));
        assertTrue(Float.isNaN(onlyPoints.at(onlyPoints.channel("red"), 112, 100)));
        BevGrid onlyImages = fusion.fuse(sample());
        assertTrue(Float.isNaN(onlyImages.at(0, 112, 100)), "no sensor, no count: not 0");
        assertEquals(0.2, onlyImages.at(onlyImages.channel("red"), 112, 100), 0.5 / 255);
        BevGrid nothing = fusion.fuse(blind);
        assertEquals(onlyPoints.channels(), nothing.channels());
        assertTrue(Float.isNaN(nothing.at(0, 3, 3)));
    }

    @Test
    void twoRunsGiveTheSameBytes() {
        BevGrid one = new BevFusion(BevFusion.Config.standard()).fuse(sample(), points());
        BevGrid two = new BevFusion(BevFusion.Config.standard()).fuse(sample(), points());
        for (int c = 0; c < one.channels().size(); c++) {
            assertArrayEquals(one.values(c), two.values(c));
        }
    }

    @Test
    void pointsThatAreNotInTheEgoFrameAreRefused() {
        PointCloud lidar = PointCloud.of(new Frame("LIDAR_TOP"), 0, new float[3]).build();
        BevFusion fusion = new BevFusion(BevFusion.Config.standard());
        assertThrows(FrameMismatchException.class, () -> fusion.fuse(sample(), lidar));
    }

    @Test
    void gridsThatDifferAreRefused() {
        PillarScatter.Config coarse = new PillarScatter.Config(GridSpec.occ3d().footprint());
        InversePerspective.Config fine =
                InversePerspective.Config.on(
                        GridSpec.cubic(Frame.EGO, new Vec3(-10, -10, -1), 0.1, 200, 200, 1));
        assertThrows(IllegalArgumentException.class, () -> new BevFusion.Config(coarse, fine));
    }
}
