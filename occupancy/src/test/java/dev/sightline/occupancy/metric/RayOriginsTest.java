package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Rotation;
import dev.sightline.perception.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RayOriginsTest {

    private static List<Vec3> line(int n) {
        List<Vec3> places = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            places.add(new Vec3(i / 2.0, 0, 1.8));
        }
        return places;
    }

    private static List<Integer> chosen(int n) {
        return RayOrigins.select(line(n)).stream().map(p -> (int) (2 * p.x())).toList();
    }

    @Test
    void upToEightAreKept() {
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), chosen(8));
        assertEquals(List.of(), chosen(0));
    }

    /** numpy.round(numpy.linspace(0, n - 1, 8)), as numpy prints it. (No multiple of 1/7 is a half, so ties do not occur.) */
    @Test
    void moreAreThinnedToEightEvenly() {
        assertEquals(List.of(0, 1, 2, 3, 5, 6, 7, 8), chosen(9));
        assertEquals(List.of(0, 2, 4, 6, 8, 10, 12, 14), chosen(15));
        assertEquals(List.of(0, 6, 11, 17, 22, 28, 33, 39), chosen(40));
        assertEquals(List.of(0, 4, 7, 11, 14, 18, 21, 25), chosen(26));
    }

    /** The bound is strict, and on x and y only. */
    @Test
    void placesBeyondReachAreLeftOut() {
        List<Vec3> places =
                List.of(
                        new Vec3(39, 0, 0),
                        new Vec3(0, -39, 0),
                        new Vec3(38.999, -38.999, 100),
                        new Vec3(-50, 0, 0));
        assertEquals(List.of(places.get(2)), RayOrigins.select(places));
    }

    @Test
    void placesOfTheSceneAreSeenFromTheSample() {
        Frame lidar = new Frame("lidar");
        Pose egoFromLidar =
                new Pose(Frame.EGO, lidar, Rotation.aboutZ(-Math.PI / 2), new Vec3(1, 0, 1.8));
        List<Pose> worldFromLidar = new ArrayList<>();
        for (int i = 0; i < 3; i++) { // drives along world x, the LiDAR looking along it
            worldFromLidar.add(
                    new Pose(Frame.WORLD, lidar, Rotation.IDENTITY, new Vec3(500 + 2 * i, 7, 1.8)));
        }
        List<Vec3> origins = RayOrigins.of(egoFromLidar, worldFromLidar, 1);
        assertEquals(3, origins.size());
        assertEquals(egoFromLidar.translation(), origins.get(1));
        // 2 m ahead in the LiDAR's x is 2 m to the right of an ego turned by a quarter.
        assertEquals(0, origins.get(2).distance(new Vec3(1, -2, 1.8)), 1e-12);
        assertEquals(0, origins.get(0).distance(new Vec3(1, 2, 1.8)), 1e-12);
    }
}
