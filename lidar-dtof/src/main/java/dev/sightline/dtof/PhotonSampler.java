package dev.sightline.dtof;

import dev.sightline.perception.geometry.Frame;

/**
 * Draws the counts that one exposure of a sensor would have held. Each zone has its own random stream, keyed by seed, time, sensor
 * and zone, so zones may be drawn in any order and on any thread, each thread with its own sampler.
 */
public final class PhotonSampler {

    private final ForwardModel forward;
    private final long seed;
    private final long timeNs;
    private final long sensor;
    private final double[] expected;
    private final Draws draws = new Draws();
    private final PoissonTable dark = new PoissonTable();

    public PhotonSampler(ForwardModel forward, long seed, long timeNs, Frame sensor) {
        this.forward = forward;
        this.seed = seed;
        this.timeNs = timeNs;
        this.sensor = Draws.ofName(sensor.name());
        this.expected = new double[forward.model().bins()];
    }

    /**
     * Draws one zone.
     *
     * @param klux daylight on the scene, kilolux
     * @param counts of the whole sensor, {@code [zone][bin]}; this zone's bins are written
     */
    public void draw(int zone, Surfaces surfaces, double klux, int[] counts) {
        double b = forward.expect(surfaces, klux, expected);
        draws.key(seed, timeNs, sensor, zone);
        dark.mean(b);
        int bins = expected.length;
        int at = zone * bins;
        for (int k = 0; k < bins; k++) {
            boolean lit = k >= forward.firstLit() && k < forward.endLit();
            counts[at + k] =
                    lit
                            ? Poisson.draw(Math.min(expected[k], Poisson.MAX_MEAN), draws)
                            : dark.draw(draws);
        }
    }
}
