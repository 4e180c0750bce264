package dev.sightline.perception.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaxonomyTest {

    @Test
    void occ3dNumbersItsClassesAsPublished() {
        List<String> published =
                List.of(
                        "other",
                        "barrier",
                        "bicycle",
                        "bus",
                        "car",
                        "construction_vehicle",
                        "motorcycle",
                        "pedestrian",
                        "traffic_cone",
                        "trailer",
                        "truck",
                        "drivable_surface",
                        "other_flat",
                        "sidewalk",
                        "terrain",
                        "manmade",
                        "vegetation",
                        "free");
        assertEquals(published, Taxonomy.OCC3D.kinds().stream().map(ObjectKind::label).toList());
    }

    @Test
    void openOccNumbersTheSameClassesInAnotherOrder() {
        List<String> published =
                List.of(
                        "car",
                        "truck",
                        "trailer",
                        "bus",
                        "construction_vehicle",
                        "bicycle",
                        "motorcycle",
                        "pedestrian",
                        "traffic_cone",
                        "barrier",
                        "drivable_surface",
                        "other_flat",
                        "sidewalk",
                        "terrain",
                        "manmade",
                        "vegetation",
                        "free");
        assertEquals(published, Taxonomy.OPENOCC.kinds().stream().map(ObjectKind::label).toList());
    }

    @Test
    void sizesAreThoseOfThePublishedLists() {
        assertEquals(18, Taxonomy.OCC3D.size());
        assertEquals(17, Taxonomy.OPENOCC.size());
        assertEquals(17, Taxonomy.LIDARSEG.size());
        assertEquals(20, Taxonomy.SEMANTIC_KITTI.size());
        assertEquals(10, Taxonomy.NUSCENES_DETECTION.size());
    }

    /** What the richer list knows besides (other = 0) has no word in OpenOcc; everything else comes back. */
    @Test
    void mappingThereAndBackIsLosslessWhereBothListsHaveTheKind() {
        int[] there = Taxonomy.OPENOCC.to(Taxonomy.OCC3D);
        int[] back = Taxonomy.OCC3D.to(Taxonomy.OPENOCC);
        assertArrayEquals(
                IntStream.range(0, 17).toArray(),
                IntStream.of(there).map(number -> back[number]).toArray());
        assertEquals(-1, back[0]);
        assertArrayEquals(
                new int[] {4, 10, 9, 3, 5, 2, 6, 7, 8, 1, 11, 12, 13, 14, 15, 16, 17}, there);
    }

    @ParameterizedTest
    @EnumSource(Taxonomy.class)
    void aListMapsToItselfByTheIdentityUnlessItNamesAKindTwice(Taxonomy list) {
        int[] same = list.to(list);
        for (int i = 0; i < same.length; i++) {
            assertEquals(list.kinds().indexOf(list.kind(i)), same[i]);
            assertEquals(list.kind(i), list.kind(same[i]));
        }
    }

    @Test
    void whatAListHasNoWordForGoesToItsCoarserKind() {
        assertEquals(
                ObjectKind.BICYCLE,
                Taxonomy.OCC3D.kind(Taxonomy.OCC3D.nearest(ObjectKind.BICYCLIST).orElseThrow()));
        assertEquals(
                ObjectKind.MANMADE,
                Taxonomy.OCC3D.kind(Taxonomy.OCC3D.nearest(ObjectKind.BUILDING).orElseThrow()));
        assertEquals(
                ObjectKind.OTHER,
                Taxonomy.OCC3D.kind(Taxonomy.OCC3D.nearest(ObjectKind.ANIMAL).orElseThrow()));
        assertEquals(OptionalInt.empty(), Taxonomy.NUSCENES_DETECTION.nearest(ObjectKind.BUILDING));
    }

    @Test
    void aNumberOutsideTheListIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Taxonomy.OPENOCC.kind(17));
        assertThrows(IllegalArgumentException.class, () -> Taxonomy.OCC3D.kind(-1));
    }

    @ParameterizedTest
    @EnumSource(ObjectKind.class)
    void labelsAreUniqueAndCoarseningEnds(ObjectKind kind) {
        assertEquals(kind, ObjectKind.ofLabel(kind.label()).orElseThrow());
        assertEquals(kind.coarse(), kind.coarse().coarse());
        assertTrue(!kind.ground() || !kind.movable());
    }

    /** Both KITTI's and Occ3D's lists have an "other", which is a thing that one can run into. */
    @Test
    void freeAndUnknownSpaceNeverBecomeAThing() {
        assertEquals(OptionalInt.empty(), Taxonomy.KITTI_OBJECT.nearest(ObjectKind.FREE));
        assertEquals(OptionalInt.empty(), Taxonomy.OCC3D.nearest(ObjectKind.UNKNOWN));
        assertEquals(-1, Taxonomy.SEMANTIC_KITTI.to(Taxonomy.OCC3D)[0]);
        assertEquals(OptionalInt.of(17), Taxonomy.OCC3D.nearest(ObjectKind.FREE));
        assertEquals(OptionalInt.of(0), Taxonomy.LIDARSEG.nearest(ObjectKind.UNKNOWN));
    }
}
