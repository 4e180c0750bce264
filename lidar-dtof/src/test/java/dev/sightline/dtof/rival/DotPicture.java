package dev.sightline.dtof.rival;

import dev.sightline.dtof.emit.DotPattern;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Draws `docs/pictures/dot-density.png`: half a metre square of wall at 1 m and at 3 m, the LiDAR's dots beside Face ID's. */
public final class DotPicture {

    private static final int SIDE = 360;
    private static final int GAP = 30;
    private static final double WALL = 0.5; // metres

    private DotPicture() {}

    /** Writes the picture to the path given. */
    public static void main(String[] args) throws IOException {
        BufferedImage image =
                new BufferedImage(
                        2 * SIDE + 3 * GAP, 2 * SIDE + 3 * GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        KnownSensor[] sensors = {KnownSensors.TABLET, KnownSensors.FACE_ID};
        double[] ranges = {1, 3};
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                int x = GAP + i * (SIDE + GAP);
                int y = GAP + j * (SIDE + GAP);
                DotPattern dots = sensors[i].dots().orElseThrow();
                g.setColor(Color.BLACK);
                g.drawString(
                        String.format(
                                "%s, %.0f m: %.0f per m2",
                                sensors[i].name(), ranges[j], dots.perSquareMetre(ranges[j])),
                        x,
                        y - 8);
                panel(g, dots, ranges[j], x, y);
            }
        }
        g.dispose();
        ImageIO.write(image, "png", Path.of(args[0]).toFile());
    }

    /** An even grid over the field, as a stand-in for the real patterns, which are not published. */
    private static void panel(Graphics2D g, DotPattern dots, double range, int x, int y) {
        g.setColor(new Color(24, 24, 32));
        g.fillRect(x, y, SIDE, SIDE);
        g.setColor(new Color(255, 120, 80));
        double pitch = 1 / Math.sqrt(dots.perSquareMetre(range));
        for (double a = pitch / 2; a < WALL; a += pitch) {
            for (double b = pitch / 2; b < WALL; b += pitch) {
                g.fillOval(x + (int) (a / WALL * SIDE) - 1, y + (int) (b / WALL * SIDE) - 1, 3, 3);
            }
        }
    }
}
