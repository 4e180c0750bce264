package dev.sightline.datasets.pointcloud;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.LabeledSample;
import dev.sightline.datasets.kitti.KittiFolder;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.testing.SampleData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointCloudFolderTest {

    @TempDir Path folder;

    @Test
    void filesOfThreeKindsAreOneRecordingInOrderOfTheirNames() throws DatasetException {
        PointCloud cloud = PcdTest.cloud(31, 20);
        KittiFolder.write(folder, "b 2.ply", Ply.write(cloud));
        KittiFolder.write(folder, "a.pcd", Pcd.write(cloud));
        KittiFolder.write(folder, "c.bin", KittiFolder.scan(10, 5));
        KittiFolder.write(folder, "n.pcd.bin", new byte[20]);
        KittiFolder.write(folder, "notes.txt", new byte[1]);
        PointCloudFolder clouds = PointCloudFolder.open(DatasetRoot.of(folder), 2);
        assertEquals(3, clouds.scenes().get(0).samples());
        assertEquals("000000-a.pcd", clouds.read("clouds", 0).sample().token());
        LabeledSample ply = clouds.read("clouds", 1);
        assertEquals("000001-b_2.ply", ply.sample().token());
        assertArrayEquals(cloud.xyz(), ply.sample().pointClouds().get(0).xyz());
        assertEquals(2, ply.sample().rig().mounts().get(0).egoFromSensor().translation().z());
        LabeledSample bin = clouds.read("clouds", 2);
        assertEquals(8, bin.sample().pointClouds().get(0).size());
        assertTrue(bin.lost().get(0).startsWith("c.bin: 2 points"), bin.lost().toString());
    }

    @Test
    void aFolderWithoutCloudsIsNone() throws DatasetException {
        KittiFolder.write(folder, "deeper/a.pcd", Pcd.write(PcdTest.cloud(32, 2)));
        DatasetRoot root = DatasetRoot.of(folder);
        assertFalse(PointCloudFolder.looksLike(root));
        assertThrows(DatasetException.class, () -> PointCloudFolder.open(root));
    }

    @Test
    void theSharedFileIsARecordingOfOneSample() throws DatasetException {
        Path pcd = SampleData.path("pointcloud_files").resolve("pcd");
        PointCloudFolder clouds = PointCloudFolder.open(DatasetRoot.of(pcd));
        assertEquals(124668, clouds.read("clouds", 0).sample().pointClouds().get(0).size());
    }
}
