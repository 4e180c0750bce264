package dev.sightline.dtof.receive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sightline.dtof.Draws;
import dev.sightline.dtof.LikelihoodEstimator;
import dev.sightline.dtof.Poisson;
import dev.sightline.dtof.Returns;
import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;
import org.junit.jupiter.api.Test;

class ZoneBinningTest {

    private static final DtofModel MODEL =
            new DtofModel(40, 40, 0.8, 0.8, 64, 0.25e-9, 0.4247e-9, 1);

    /** Every zone sees a wall at 1.2 m: 60 photons on 1 per bin. */
    private static PulseHistogram wall() {
        BinnedResponse response = BinnedResponse.of(MODEL);
        Draws draws = new Draws().key(901, 0, 0, 0);
        int[] counts = new int[MODEL.zones() * 64];
        for (int i = 0; i < counts.length; i++) {
            double t = 1.2 / MODEL.binMetres();
            counts[i] = Poisson.draw(1 + 60 * response.mass(i % 64, t), draws);
        }
        return new PulseHistogram(new Frame("DTOF"), 3, 5, MODEL, counts);
    }

    @Test
    void aBlockIsTheSumOfItsZones() {
        PulseHistogram all = wall();
        PulseHistogram binned = ZoneBinning.sum(all, 4, 2);
        assertEquals(10, binned.model().rows());
        assertEquals(20, binned.model().cols());
        assertEquals(0.8, binned.model().verticalRad());
        int sum = 0;
        for (int row = 8; row < 12; row++) {
            sum += all.count(row * 40 + 6, 33) + all.count(row * 40 + 7, 33);
        }
        assertEquals(sum, binned.count(2 * 20 + 3, 33));
        assertEquals(3, binned.startNs());
        // its direction is the middle of its zones
        assertEquals(all.model().direction(10.0, 7.0), binned.model().direction(2, 3));
    }

    /** Sixteen zones: sixteen times the photons of signal and background, a quarter of the sigma, as claimed and as found. */
    @Test
    void sigmaFallsWithTheRootOfTheZones() {
        PulseHistogram all = wall();
        double one = spread(all, 1);
        double sixteen = spread(ZoneBinning.sum(all, 4, 4), 16);
        // 100 blocks: 1/sqrt(200) = 7 % each
        assertEquals(4, one / sixteen, 4 * 0.25);
    }

    private static double spread(PulseHistogram h, int zones) {
        Returns found = new LikelihoodEstimator(h.model(), 1e-3).estimate(h);
        double square = 0;
        double claimed = 0;
        int n = found.zones();
        for (int z = 0; z < n; z++) {
            square += Math.pow(found.range(z) - 1.2, 2) / n;
            claimed += found.sigma(z) / n;
            assertEquals(60.0 * zones, found.signal(z), 6 * Math.sqrt(130.0 * zones));
        }
        assertEquals(1, claimed / Math.sqrt(square), 0.05 + 3 / Math.sqrt(2.0 * n));
        return Math.sqrt(square);
    }

    @Test
    void aRegionKeepsItsZonesAndTheirDirections() {
        PulseHistogram all = wall();
        PulseHistogram region = ZoneBinning.centre(all, 10, 20);
        int[] there = new int[64];
        int[] here = new int[64];
        all.zone((15 + 3) * 40 + 10 + 7, there);
        region.zone(3 * 20 + 7, here);
        assertArrayEquals(there, here);
        var a = all.model().direction(18, 17);
        var b = region.model().direction(3, 7);
        assertEquals(a.x(), b.x(), 1e-12);
        assertEquals(a.y(), b.y(), 1e-12);
        assertEquals(a.z(), b.z(), 1e-12);
    }

    @Test
    void blocksAndRegionsThatDoNotFitAreRefused() {
        PulseHistogram all = wall();
        assertThrows(IllegalArgumentException.class, () -> ZoneBinning.sum(all, 3, 4));
        assertThrows(IllegalArgumentException.class, () -> ZoneBinning.sum(all, 0, 4));
        assertThrows(IllegalArgumentException.class, () -> ZoneBinning.centre(all, 42, 4));
        assertThrows(IllegalArgumentException.class, () -> ZoneBinning.centre(all, 3, 4));
    }
}
