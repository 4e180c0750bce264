package dev.sightline.datasets.spad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.Dataset;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.Recordings;
import dev.sightline.dtof.DepthPipeline;
import dev.sightline.dtof.Returns;
import dev.sightline.perception.sensor.PulseHistogram;
import dev.sightline.testing.SampleData;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpadLogsTest {

    @Test
    void aTmf8820LogIsARecordingOfExposures() throws Exception {
        try (Dataset log = Recordings.open(SampleData.path("dtof_spad/tmf8820_plane"))) {
            assertEquals("spad-logs", log.format());
            assertEquals(106, log.scenes().get(0).samples());
            assertFalse(log.scenes().get(0).continuous());
            PulseHistogram h = log.read(SpadLogs.SCENE, 100).sample().histograms().get(0);
            assertEquals(9, h.model().zones());
            assertEquals(128 - 12, h.model().bins());
            Returns found = new DepthPipeline(DepthPipeline.Config.DEFAULT).returns(h);
            assertEquals(9, found.detections());
        }
    }

    @Test
    void amsExposuresAreAsFarAwayAsTheChipSays() throws Exception {
        try (Dataset log = Recordings.open(SampleData.path("dtof_spad/ams_3x3_scan"))) {
            assertEquals(25, log.scenes().get(0).samples());
            PulseHistogram h = log.read(SpadLogs.SCENE, 0).sample().histograms().get(0);
            Returns found = new DepthPipeline(DepthPipeline.Config.DEFAULT).returns(h);
            for (int zone = 0; zone < 9; zone++) {
                assertEquals(0.24, found.range(zone), 0.03, "zone " + zone);
            }
        }
    }

    @Test
    void aTmf8829LogIsARecordingOfSixteenRowsAndSaysSo() throws Exception {
        try (Dataset log = Recordings.open(SampleData.path("dtof_spad/tmf8829_16x16"))) {
            assertEquals(17, log.scenes().get(0).samples());
            PulseHistogram h = log.read(SpadLogs.SCENE, 16).sample().histograms().get(0);
            assertEquals(16, h.model().rows());
            assertEquals(1, h.model().cols(), "the 16 columns are copies");
            assertEquals(
                    16, new DepthPipeline(DepthPipeline.Config.DEFAULT).returns(h).detections());
            String remarks = String.join(" ", log.remarks());
            assertTrue(remarks.contains("not 256"), remarks);
            assertTrue(remarks.contains("nobody knows which direction"), remarks);
        }
    }

    @Test
    void vl53l8ExposuresAreARecordingAroundACornerAndSaySo() throws Exception {
        String[][] folders = {{"person_tracking", "200"}, {"cam_localization", "60"}};
        for (String[] folder : folders) {
            Path path = SampleData.path("dtof_spad/vl53l8_4x4").resolve(folder[0]);
            try (Dataset log = Recordings.open(path)) {
                assertEquals(Integer.parseInt(folder[1]), log.scenes().get(0).samples());
                PulseHistogram h = log.read(SpadLogs.SCENE, 5).sample().histograms().get(0);
                assertEquals(16, h.model().zones());
                assertEquals(128, h.model().bins());
                String remarks = String.join(" ", log.remarks());
                assertTrue(remarks.contains("bin 0 is when light leaves the relay wall"), remarks);
                assertTrue(remarks.contains("not a place in the room"), remarks);
            }
        }
    }

    @Test
    void otherFoldersAreLeftToOthers(@TempDir Path folder) throws Exception {
        assertFalse(SpadLogs.looksLike(DatasetRoot.of(folder)));
        Files.writeString(folder.resolve("a.json.gz"), "no gzip");
        Files.writeString(folder.resolve("a.npz"), "no zip");
        assertFalse(SpadLogs.looksLike(DatasetRoot.of(folder)));
        assertTrue(SpadLogs.looksLike(DatasetRoot.of(SampleData.path("dtof_spad/ams_3x3_scan"))));
    }
}
