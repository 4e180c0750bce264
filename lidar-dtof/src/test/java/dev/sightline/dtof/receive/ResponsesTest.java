package dev.sightline.dtof.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sightline.dtof.estimate.BinnedResponse;
import dev.sightline.dtof.estimate.Response;
import org.junit.jupiter.api.Test;

class ResponsesTest {

    private static final double NS = 1e-9;
    private static final Response PULSE = Response.gaussian(0.5 * NS);

    @Test
    void aTrailingGaussianIsTheExponentiallyModifiedOne() {
        Response plain = new Trailing(PULSE, 2 * NS);
        Response closed = Response.emg(0.5 * NS, 2 * NS);
        for (double t = -4; t < 30; t += 0.37) {
            assertEquals(closed.arrived(t * NS), plain.arrived(t * NS), 1e-8, "at " + t);
            assertEquals(closed.density(t * NS), plain.density(t * NS), 1e-8 / NS, "at " + t);
        }
    }

    /** Variances add: s^2 + w^2/12. The slope of the share is the density. */
    @Test
    void aSmearedResponseIsWiderByItsWidth() {
        double w = 3 * NS;
        Response smeared = new Smeared(PULSE, w);
        double h = 0.01 * NS;
        double mean = 0;
        double square = 0;
        for (double t = smeared.from(); t < smeared.to(); t += h) {
            double mass = smeared.arrived(t + h) - smeared.arrived(t);
            assertEquals(mass / h, smeared.density(t + h / 2), 1e-4 / NS);
            mean += mass * (t + h / 2);
            square += mass * (t + h / 2) * (t + h / 2);
        }
        assertEquals(0, mean, 1e-4 * NS);
        assertEquals(0.25 + 9.0 / 12, square / NS / NS, 1e-4);
        assertEquals(1, smeared.arrived(smeared.to()), 1e-8);
    }

    /** 10 m, 60 degrees, a zone of 1 degree: 2/c x 10 x 1.732 x 0.01745 = 2.017 ns; half a degree gives half. */
    @Test
    void aSlantSpreadsByTheFieldItCrosses() {
        double w = Smeared.slantSeconds(10, Math.toRadians(60), Math.toRadians(1));
        assertEquals(2.017 * NS, w, 1e-3 * NS);
        assertEquals(w, Smeared.slantSeconds(10, Math.toRadians(-60), Math.toRadians(1)), 1e-18);
        assertThrows(IllegalArgumentException.class, () -> new Smeared(PULSE, 0));
    }

    private static Detector detector(int cycles) {
        return Detector.of(
                new PulseTrain(200 * NS, cycles),
                SpadArray.of(1, 1, DeadTime.freeRunning(5 * NS)),
                Tdc.even(100, NS));
    }

    /** A target that recedes at 30 m/s for 0.1 s, its pulses 1 us apart: 3 m, 20 ns. */
    @Test
    void motionWhileAccumulatingSmearsTheReturn() {
        int cycles = 100_000;
        double drift = 2 * 30.0 * 1e-6 / 299_792_458.0;
        Pulse moving = Pulse.at(30 * NS, 0.4, PULSE).drifting(drift);
        Twins.agree(detector(cycles), Arrivals.steady(1e6).plus(moving), 601);
        assertEquals(20.01 * NS, drift * cycles, 0.01 * NS);
        Twins.agree(
                detector(cycles),
                Arrivals.steady(1e6).plus(Pulse.at(60 * NS, 0.4, PULSE).drifting(-drift)),
                602);
    }

    /** Two surfaces, one of them slanted, a multipath tail, the cover glass in front, a measured response: the whole scene at once. */
    @Test
    void aSceneOfEverythingIsExpectedAsDrawn() {
        double[] shape = {0, 1, 5, 9, 7, 5, 3.5, 2, 1.2, 0.6, 0.3, 0.1, 0};
        Response measured = Response.measured(-1 * NS, 0.4 * NS, shape);
        Pulse wall = Pulse.at(50 * NS, 0.5, measured);
        Arrivals scene =
                Arrivals.steady(2e6)
                        .plus(Pulse.at(2.5 * NS, 0.15, PULSE))
                        .plus(Pulse.at(25 * NS, 0.3, PULSE).slanted(4 * NS))
                        .plus(wall)
                        .plus(wall.tail(0.3, 6 * NS));
        Detector d = detector(60_000);
        Twins.agree(d, scene, 603);
        Detector gated =
                Detector.of(
                        d.train(), SpadArray.of(1, 1, DeadTime.synchronous()), Tdc.even(100, NS));
        Twins.agree(gated, scene, 604);
        assertEquals(0.15 + 0.3 + 0.5 * 1.3 + 0.4, scene.perCycle(200 * NS), 1e-12);
    }

    @Test
    void estimatorsSeeAResponseThroughTheConvertersOwnEdges() {
        Tdc tdc = Tdc.withDifferential(NS, new double[] {0.5, -0.5, 0, 0, 0, 0});
        BinnedResponse seen = tdc.through(PULSE);
        // Phi(0) - Phi(-3): the part before time 0 is not seen
        assertEquals(0.5 - 0.0013498980, seen.mass(0, 1.5), 1e-7);
        assertEquals(1.5, seen.widths()[0], 1e-12);
        assertEquals(0, tdc.bin(1.4 * NS));
        assertEquals(1, tdc.bin(1.6 * NS));
        assertEquals(-1, tdc.bin(6 * NS));
        assertEquals(-1, tdc.bin(-1e-15));
    }
}
