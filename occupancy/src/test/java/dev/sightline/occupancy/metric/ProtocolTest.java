package dev.sightline.occupancy.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.GridSpec;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProtocolTest {

    @Test
    void everyProtocolOpensWithAVersionAHashAndADefinitionThatFitsAScreen() {
        Set<String> hashes = new HashSet<>();
        for (String name : Protocol.NAMES) {
            Protocol protocol = Protocol.of(name);
            assertEquals(name, protocol.name());
            assertTrue(protocol.version().matches("[1-9][0-9]*"), name);
            assertTrue(protocol.sha256().matches("[0-9a-f]{64}"), name);
            assertTrue(hashes.add(protocol.sha256()), name);
            assertEquals(new HashSet<>(protocol.classes()).size(), protocol.classes().size());
            String text = protocol.explanation();
            assertTrue(text.startsWith(name + ": "), name);
            assertTrue(text.contains("\nTraps\n") && text.contains("\nJSON keys"), name);
            assertTrue(text.lines().count() <= 60, name);
            assertTrue(text.lines().allMatch(line -> line.length() <= 140), name);
        }
    }

    @Test
    void occ3dIsThePublishedOne() {
        Protocol occ3d = Protocol.of("occ3d-nuscenes");
        Protocol.Voxels voxels = occ3d.requireVoxels();
        assertEquals(18, occ3d.classes().size());
        assertEquals("driveable_surface", occ3d.classes().get(11));
        assertEquals(17, voxels.free());
        assertEquals(GridSpec.occ3d(), voxels.grid());
        assertEquals(VoxelMask.CAMERA, voxels.masks().get(0));
        assertEquals(NanRule.NAN_IF_ABSENT_IN_BOTH, voxels.nanRules().get(0));
        assertEquals(
                List.of(
                        "0-10m",
                        "10-20m",
                        "20-30m",
                        "30-40m",
                        "40+m",
                        "fbbev_corner_-1-20m",
                        "fbbev_corner_-1-40m"),
                voxels.windows().stream().map(DistanceWindow::name).toList());
    }

    /** Occ3D's numbers mean other things there: car is 4 in one and 0 in the other. */
    @Test
    void openOccHasAnotherOrderOfTheSameNames() {
        List<String> occ3d = Protocol.of("occ3d-nuscenes").classes();
        List<String> openOcc = Protocol.of("openocc-flow").classes();
        assertEquals(0, openOcc.indexOf("car"));
        assertEquals(4, occ3d.indexOf("car"));
        assertEquals(16, Protocol.of("openocc-flow").requireVoxels().free());
        assertTrue(occ3d.containsAll(openOcc));
    }

    @Test
    void aScoreNamesItsClassesAndTakesOnlyATableOfItsProtocol() {
        Protocol occ3d = Protocol.of("occ3d-nuscenes");
        long[] counters = new long[18 * 18];
        counters[4 * 18 + 4] = 3; // car found
        counters[4 * 18 + 17] = 1; // car missed
        counters[17 * 18 + 17] = 9;
        VoxelScore score =
                VoxelScore.of(occ3d, LabelMatrix.of(18, counters), NanRule.NAN_IF_ABSENT_IN_BOTH);
        assertEquals(0.75, score.iou().get("car"));
        assertEquals(0.9, score.iou().get("free"));
        assertEquals(0.75, score.meanIou()); // free is not in it
        assertEquals(0.75, score.geometryIou());
        assertEquals(occ3d.classes(), List.copyOf(score.iou().keySet()));
        assertThrows(
                IllegalArgumentException.class,
                () -> VoxelScore.of(occ3d, LabelMatrix.empty(17), NanRule.NAN_SPREADS));
        assertEquals(Protocol.of("semantickitti-ssc"), Protocol.of("semantickitti-ssc"));
    }

    /** A column 0.1 m inside 20 m by its centre is outside by FB-BEV's corner, or the other way round. */
    @Test
    void cornersAndCentresDisagreeSomewhere() {
        GridSpec grid = GridSpec.occ3d();
        DistanceWindow centre = new DistanceWindow("centre", 0, 20, false);
        DistanceWindow corner = DistanceWindow.fbBev(-1, 20);
        assertTrue(corner.contains(grid, 150, 100)); // corner at exactly 20.0 m, inclusive
        assertFalse(centre.contains(grid, 150, 100)); // centre at 20.2 m
        assertFalse(corner.contains(grid, 49, 100)); // corner at -20.4 m
        assertFalse(centre.contains(grid, 49, 100)); // centre at 20.2 m
        assertFalse(corner.contains(grid, 60, 60) != centre.contains(grid, 60, 60));
    }

    @Test
    void aDetectionProtocolScoresNoVoxels() {
        assertThrows(
                IllegalStateException.class,
                () -> Protocol.of("nuscenes-detection").requireVoxels());
    }

    @Test
    void namesThatDoNotExistAreRefusedWithThoseThatDo() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> Protocol.of("occ3d"))
                        .getMessage();
        assertTrue(message.contains("occ3d-nuscenes"), message);
        assertThrows(IllegalArgumentException.class, () -> VoxelMask.of("image"));
        assertThrows(IllegalArgumentException.class, () -> NanRule.of("nan"));
    }

    @Test
    void aFileWithAMissingOrMisspeltKeyIsRefused() {
        String good = "version = 1\nsource = x\nclasses = a b\n";
        assertEquals(List.of("a", "b"), parse(good).classes());
        for (String bad :
                List.of(
                        "version = 1\nsource = x\n",
                        good + "fre = b\n",
                        good + "grid.min = 0 0\ngrid.frame = ego\n",
                        good + "grid.min = 0 0 x\ngrid.frame = ego\ngrid.size = 1 1 1\n")) {
            assertThrows(IllegalArgumentException.class, () -> parse(bad));
        }
    }

    private static Protocol parse(String text) {
        return ProtocolFile.parse("test", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rawNumbersBecomeClassesWithEmptyKeptApartFromUnlabelled() {
        RawLabels raw = new RawLabels(Map.of(0, 0, 1, 0, 10, 1, 252, 1));
        byte[] classes = new byte[6];
        raw.classes(new short[] {0, 1, 10, 252, 77, (short) 60_000}, classes);
        assertEquals(0, classes[0]); // empty
        assertEquals(-1, classes[1]); // listed, not scored
        assertEquals(1, classes[2]);
        assertEquals(1, classes[3]);
        assertEquals(-1, classes[4]); // off the list
        assertEquals(-1, classes[5]);
    }

    @Test
    void invalidBitsCountFromTheMostSignificant() {
        byte[] truth = new byte[16];
        RawLabels.ignoreInvalid(new byte[] {(byte) 0b1000_0001, 0b0100_0000}, truth);
        for (int i = 0; i < 16; i++) {
            assertEquals(i == 0 || i == 7 || i == 9 ? -1 : 0, truth[i]);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> RawLabels.ignoreInvalid(new byte[1], new byte[9]));
    }
}
