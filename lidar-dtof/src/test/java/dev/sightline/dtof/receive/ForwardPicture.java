package dev.sightline.dtof.receive;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.estimate.Response;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * Draws `docs/pictures/forward-model.png`: one scene counted in six ways, bars drawn photon by photon, the line expected. Prints the
 * table of `docs/dtof/forward-model.md`.
 */
public final class ForwardPicture {

    private static final double NS = 1e-9;
    private static final int WIDE = 400;
    private static final int HIGH = 150;
    private static final int GAP = 34;
    private static final int CYCLES = 20_000;

    private ForwardPicture() {}

    /** Cover glass at 2 ns, a fence at 30 ns, a wall at 60 ns with multipath, in daylight: 3.4 photons per cycle of 100 ns. */
    static Arrivals scene() {
        Response pulse = Response.emg(0.6 * NS, 0.4 * NS);
        Pulse wall = Pulse.at(60 * NS, 0.8, pulse);
        return Arrivals.steady(1.5e7)
                .plus(Pulse.at(2 * NS, 0.3, pulse))
                .plus(Pulse.at(30 * NS, 0.5, pulse))
                .plus(wall)
                .plus(wall.tail(0.4, 8 * NS));
    }

    private static Detector detector(DeadTime dead, Coincidence coincidence) {
        return Detector.of(
                        new PulseTrain(100 * NS, CYCLES),
                        SpadArray.of(2, 2, dead),
                        Tdc.even(100, NS))
                .coincidence(coincidence);
    }

    /** Writes the picture to the path given. */
    public static void main(String[] args) throws IOException {
        String[] names = {
            "all photons",
            "first photon of each SPAD",
            "one converter: first photon of all SPADs",
            "free running, 20 ns",
            "paralysable, 20 ns",
            "2 of 4 within 2 ns"
        };
        Detector first = detector(DeadTime.synchronous(), Coincidence.none());
        Detector[] detectors = {
            detector(DeadTime.none(), Coincidence.none()),
            first,
            Detector.of(first.train(), first.array(), Tdc.even(100, NS).hitsPerCycle(1)),
            detector(DeadTime.freeRunning(20 * NS), Coincidence.none()),
            detector(DeadTime.paralysable(20 * NS), Coincidence.none()),
            detector(DeadTime.freeRunning(20 * NS), new Coincidence(2, 2 * NS)),
        };
        BufferedImage image =
                new BufferedImage(
                        2 * WIDE + 3 * GAP, 3 * HIGH + 4 * GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int i = 0; i < names.length; i++) {
            int x = GAP + i % 2 * (WIDE + GAP);
            int y = GAP + i / 2 * (HIGH + GAP);
            double[] line = new ExpectedCounts(detectors[i]).histogram(scene());
            int[] bars =
                    new PhotonByPhoton(detectors[i])
                            .histogram(scene(), new Draws().key(1001, i, 0, 0));
            panel(g, names[i], bars, line, x, y);
            System.out.printf(
                    "| %s | %.2f | %.0f | %.0f | %.0f |%n",
                    names[i], Twins.sum(line) / CYCLES, line[30], line[60], line[95]);
        }
        g.dispose();
        ImageIO.write(image, "png", Path.of(args[0]).toFile());
    }

    private static void panel(Graphics2D g, String name, int[] bars, double[] line, int x, int y) {
        double top = Math.max(1, Arrays.stream(line).max().orElse(1)) * 1.05;
        g.setColor(new Color(24, 24, 32));
        g.fillRect(x, y, WIDE, HIGH);
        int step = WIDE / bars.length;
        for (int k = 0; k < bars.length; k++) {
            int h = (int) Math.round(Math.min(1, bars[k] / top) * HIGH);
            g.setColor(new Color(90, 130, 190));
            g.fillRect(x + k * step, y + HIGH - h, step - 1, h);
            int e = (int) Math.round(line[k] / top * HIGH);
            g.setColor(new Color(255, 120, 80));
            g.fillRect(x + k * step, y + HIGH - e - 1, step, 2);
        }
        g.setColor(Color.BLACK);
        g.drawString(String.format("%s; full scale %.0f counts", name, top), x, y - 8);
    }
}
