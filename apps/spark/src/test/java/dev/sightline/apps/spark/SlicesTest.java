package dev.sightline.apps.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.apps.eval.DataFile;
import dev.sightline.apps.eval.FrameKey;
import dev.sightline.apps.eval.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicesTest {

    private static FrameKey frame(int i) {
        String name = "scène \"" + i % 5 + "\"/t" + i + "/labels.npz";
        DataFile truth = new DataFile(name, (1L << 40) + i, 1_700_000_000_123L);
        DataFile aside = i % 2 == 0 ? DataFile.NONE : new DataFile(truth.beside("o.npy"), 48, -1);
        return new FrameKey("s" + i % 5, "t" + i, truth, new DataFile(name, i, 0), aside);
    }

    @Test
    void slicesOfAShardHoldItsFramesInOrderAndComeBackAsTheyWent() throws IOException {
        List<FrameKey> frames = IntStream.range(0, 100).mapToObj(SlicesTest::frame).toList();
        List<FrameKey> back = new ArrayList<>();
        List<byte[]> slices = Slices.of(new Shard(7, frames));
        for (byte[] slice : slices) {
            List<FrameKey> some = Slices.decode(slice).frames();
            assertTrue(some.size() <= Slices.FRAMES, some::toString);
            back.addAll(some);
        }
        assertEquals(frames, back);
        assertEquals(4, slices.size(), "100 frames in slices of 32");
    }
}
