package dev.sightline.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    @Test
    void equalDifferencesLeaveNoDoubt() {
        PairedBootstrap sure = PairedBootstrap.of(new double[] {0.25, 0.25, 0.25});
        assertEquals(new PairedBootstrap(3, 0.25, 0.25, 0.25), sure);
        assertTrue(sure.differs());
        assertFalse(PairedBootstrap.of(new double[] {0, 0}).differs());
    }

    /** Two scenes give the means -1, 0, 0, 1 alike often, so a quarter of the redraws lies at each end. */
    @Test
    void twoOppositeScenesTellNothing() {
        PairedBootstrap two = PairedBootstrap.of(new double[] {-1, 1});
        assertEquals(new PairedBootstrap(2, 0, -1, 1), two);
        assertFalse(two.differs());
    }

    /** The standard error of a mean of 400 values of variance 1/12 is 0.01443; 95 % of a normal law lie within 1.96 of it. */
    @Test
    void theIntervalOfManyScenesIsThatOfTheNormalLaw() {
        SplittableRandom random = new SplittableRandom(11);
        double[] differences = random.doubles(400).toArray();
        PairedBootstrap many = PairedBootstrap.of(differences);
        double mean = Arrays.stream(differences).average().orElseThrow();
        assertEquals(mean, many.mean(), 1e-12);
        // The sample's own spread is within 10 % of the law's, the ends of 10,000 redraws within
        // another few percent.
        assertEquals(mean - 1.96 * 0.01443, many.low(), 0.2 * 1.96 * 0.01443);
        assertEquals(mean + 1.96 * 0.01443, many.high(), 0.2 * 1.96 * 0.01443);
    }

    @Test
    void oneSceneSaysNothingOfTheNext() {
        assertThrows(IllegalArgumentException.class, () -> PairedBootstrap.of(new double[] {0.5}));
    }
}
