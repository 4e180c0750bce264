package dev.sightline.apps.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.geometry.GridSpec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class EncodedPictureTest {

    private static BufferedImage picture() {
        return OccupancyPicture.fromAbove(
                "Occ3D", Scenes.random(GridSpec.occ3d(), 8, 0.01), GroundOverlay.EGO, 640);
    }

    private static byte[] bytes(EncodedPicture picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        picture.writeTo(out);
        return out.toByteArray();
    }

    @Test
    void aPngHoldsEveryPixel() throws IOException {
        BufferedImage image = picture();
        BufferedImage back =
                ImageIO.read(new ByteArrayInputStream(bytes(EncodedPicture.png(image))));

        assertEquals(image.getWidth(), back.getWidth());
        for (int v = 0; v < image.getHeight(); v++) {
            for (int u = 0; u < image.getWidth(); u++) {
                assertEquals(image.getRGB(u, v), back.getRGB(u, v));
            }
        }
    }

    @Test
    void theSamePixelsGiveTheSameBytes() throws IOException {
        assertArrayEquals(
                bytes(EncodedPicture.png(picture())), bytes(EncodedPicture.png(picture())));
        assertArrayEquals(
                bytes(EncodedPicture.jpeg(picture(), 0.8)),
                bytes(EncodedPicture.jpeg(picture(), 0.8)));
    }

    @Test
    void picturesOfAReportStaySmall() {
        assertTrue(
                EncodedPicture.png(picture()).size() < 400_000,
                "PNG of " + EncodedPicture.png(picture()).size());
        assertTrue(
                EncodedPicture.jpeg(picture(), 0.5).size()
                        < EncodedPicture.jpeg(picture(), 0.9).size());
    }

    @Test
    void aQualityOutsideZeroToOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> EncodedPicture.jpeg(picture(), 80));
    }
}
