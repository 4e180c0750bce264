package dev.sightline.perception.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PoseTrackTest {

    private static Pose at(double x, double yaw) {
        return new Pose(Frame.WORLD, Frame.EGO, Rotation.aboutZ(yaw), new Vec3(x, 0, 0));
    }

    private static final PoseTrack TRACK =
            PoseTrack.of(new long[] {100, 200, 400}, List.of(at(0, 0), at(10, 0.2), at(50, -0.2)));

    @Test
    void anEntryIsReturnedAsItIs() {
        assertSame(TRACK.pose(1), TRACK.at(200));
        assertSame(TRACK.pose(0), TRACK.at(100));
        assertSame(TRACK.pose(2), TRACK.at(400));
    }

    @Test
    void betweenEntriesThePoseMovesAndTurnsEvenly() {
        assertEquals(2.5, TRACK.at(125).translation().x(), 1e-12);
        assertEquals(0.05, TRACK.at(125).rotation().yaw(), 1e-12);
        assertEquals(40, TRACK.at(350).translation().x(), 1e-12);
        assertEquals(-0.1, TRACK.at(350).rotation().yaw(), 1e-12);
    }

    @Test
    void itRefusesToExtrapolateAndSaysByHowMuch() {
        Exception before = assertThrows(IllegalArgumentException.class, () -> TRACK.at(99));
        Exception after = assertThrows(IllegalArgumentException.class, () -> TRACK.at(2_000_400));
        assertTrue(before.getMessage().contains("1.0E-6 ms outside"), before.getMessage());
        assertTrue(after.getMessage().contains("2.0 ms outside"), after.getMessage());
        assertTrue(
                TRACK.covers(100) && TRACK.covers(400) && !TRACK.covers(99) && !TRACK.covers(401));
    }

    @Test
    void velocityIsTheChordOverTheNeighbours() {
        assertEquals(10 / 100e-9, TRACK.velocityAt(150).x(), 1);
        assertEquals(40 / 200e-9, TRACK.velocityAt(300).x(), 1);
        assertTrue(Double.isNaN(PoseTrack.at(5, at(1, 1)).velocityAt(5).x()));
        assertThrows(IllegalArgumentException.class, () -> TRACK.velocityAt(TRACK.toNs() + 1));
    }

    @Test
    void timesMustAscendAndFramesAgree() {
        List<Pose> two = List.of(at(0, 0), at(1, 0));
        assertThrows(IllegalArgumentException.class, () -> PoseTrack.of(new long[] {5, 5}, two));
        assertThrows(IllegalArgumentException.class, () -> PoseTrack.of(new long[] {5}, two));
        assertThrows(IllegalArgumentException.class, () -> PoseTrack.of(new long[0], List.of()));
        List<Pose> mixed = List.of(at(0, 0), Pose.identity(Frame.WORLD, new Frame("LIDAR_TOP")));
        assertThrows(FrameMismatchException.class, () -> PoseTrack.of(new long[] {5, 6}, mixed));
    }

    @Test
    void theCallersArrayMayChangeAfterwards() {
        long[] times = {1, 2};
        PoseTrack track = PoseTrack.of(times, List.of(at(0, 0), at(1, 0)));
        times[0] = 99;
        assertEquals(1, track.fromNs());
    }
}
