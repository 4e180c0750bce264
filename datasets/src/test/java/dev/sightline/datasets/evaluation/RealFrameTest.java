package dev.sightline.datasets.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.npy.Npz;
import dev.sightline.occupancy.metric.DistanceRings;
import dev.sightline.occupancy.metric.LabelMatrix;
import dev.sightline.occupancy.metric.Protocol;
import dev.sightline.occupancy.metric.TrivialPrediction;
import dev.sightline.occupancy.metric.VoxelCounts;
import dev.sightline.occupancy.metric.VoxelMask;
import dev.sightline.testing.SampleData;
import org.junit.jupiter.api.Test;

/** The one published Occ3D frame among the samples; numbers from PROVENANCE.md beside it and from the issue. */
class RealFrameTest {

    private static final int FREE = 17;
    private static final int DRIVABLE = 11;

    private static VoxelCounts perfect() throws DatasetException {
        Npz npz =
                Npz.read(
                        DatasetRoot.of(SampleData.path("occupancy_nuscenes")),
                        "occ3d/29796060110c4163b07f06eff4af0753/labels.npz");
        byte[] truth = npz.require("semantics").bytes();
        Protocol occ3d = Protocol.of("occ3d-nuscenes");
        DistanceRings rings = occ3d.requireVoxels().rings();
        byte[] regions = rings.regions();
        VoxelMask.markCamera(regions, npz.require("mask_camera").bytes());
        VoxelMask.markLidar(regions, npz.require("mask_lidar").bytes());
        return VoxelCounts.empty(occ3d.layout(rings)).plus(truth, truth, regions);
    }

    @Test
    void masksHoldThePublishedNumberOfVoxels() throws DatasetException {
        VoxelCounts counts = perfect();
        assertEquals(43355, counts.matrix(VoxelMask.CAMERA).total());
        assertEquals(56601, counts.matrix(VoxelMask.LIDAR).total());
        assertEquals(640_000, counts.matrix(VoxelMask.NONE).total());
        assertEquals(8433, counts.truthInLayer(VoxelMask.NONE, 0, DRIVABLE));
    }

    /** "Everything occupied" reaches 0.53 inside the camera mask: a constant that knows nothing. */
    @Test
    void everythingOccupiedLooksGoodInsideTheCameraMask() throws DatasetException {
        VoxelCounts counts = perfect();
        LabelMatrix all = TrivialPrediction.allOccupied(counts, VoxelMask.CAMERA, FREE);
        assertEquals(0.53, all.geometryIou(FREE), 0.005);
        LabelMatrix plane = TrivialPrediction.groundPlane(counts, VoxelMask.CAMERA, DRIVABLE, FREE);
        assertTrue(plane.geometryIou(FREE) < all.geometryIou(FREE));
    }
}
