package dev.sightline.dtof;

import dev.sightline.dtof.estimate.Response;
import dev.sightline.dtof.receive.Arrivals;
import dev.sightline.dtof.receive.Pulse;
import dev.sightline.perception.sensor.DtofModel;
import java.util.Arrays;

/**
 * Expected photon counts of a zone: {@code lambda_k = sum_j S_j p_k(2 R_j / c) + b} (design sections 2.1 and 2.2, without pile-up
 * and dead time; {@link #light} leads to those). Surfaces beyond the window give daylight but no signal. Not thread-safe.
 */
public final class ForwardModel {

    /** Reflectance of a target as bright as the part of the sky that a zone sees between things [assumed]. */
    public static final double SKY_REFLECTANCE = 0.1;

    private final DtofModel model;
    private final Link link;
    private final PulseResponse response;
    private int first;
    private int end;

    public ForwardModel(DtofModel model, Link link) {
        this.model = model;
        this.link = link;
        this.response = new PulseResponse(model);
    }

    public DtofModel model() {
        return model;
    }

    /**
     * Computes the expected counts of one zone.
     *
     * @param klux daylight on the scene, kilolux
     * @param expected receives one value per bin
     * @return expected background counts per bin, signal excluded
     */
    public double expect(Surfaces surfaces, double klux, double[] expected) {
        double b = background(surfaces, klux);
        Arrays.fill(expected, 0, model.bins(), b);
        first = model.bins();
        end = 0;
        for (int i = 0; i < surfaces.size(); i++) {
            double s =
                    link.signal(
                            surfaces.range(i),
                            surfaces.reflectance(i),
                            surfaces.cosIncidence(i),
                            surfaces.covered(i));
            addPulse(surfaces.range(i) / model.binMetres(), s, expected);
        }
        return b;
    }

    /**
     * The same zone as light per laser pulse, for the detectors of {@code receive}: what dead time, coincidence, aliasing and counters
     * make of it. Surfaces beyond the window are kept there: they may alias.
     */
    public Arrivals light(Surfaces surfaces, double klux) {
        double pulses = model.cycles();
        Response shape = Response.gaussian(model.pulseSigmaSeconds());
        Arrivals light =
                Arrivals.steady(background(surfaces, klux) / (pulses * model.binSeconds()));
        for (int i = 0; i < surfaces.size(); i++) {
            double range = surfaces.range(i);
            double s =
                    link.signal(
                            range,
                            surfaces.reflectance(i),
                            surfaces.cosIncidence(i),
                            surfaces.covered(i));
            light = light.plus(Pulse.at(2 * range / DtofModel.C, s / pulses, shape));
        }
        return light;
    }

    private double background(Surfaces surfaces, double klux) {
        double b = link.darkPerBin() + link.background(klux, SKY_REFLECTANCE, surfaces.open());
        for (int i = 0; i < surfaces.size(); i++) {
            b += link.background(klux, surfaces.reflectance(i), surfaces.covered(i));
        }
        return b;
    }

    private void addPulse(double t, double signal, double[] expected) {
        int from = response.first(t);
        int to = response.end(t);
        if (from >= to || signal == 0) {
            return;
        }
        double before = response.arrived(from, t);
        for (int k = from; k < to; k++) {
            double after = response.arrived(k + 1, t);
            expected[k] += signal * (after - before);
            before = after;
        }
        first = Math.min(first, from);
        end = Math.max(end, to);
    }

    /** First bin with signal of the last {@link #expect}. */
    int firstLit() {
        return Math.min(first, end);
    }

    /** One past the last bin with signal of the last {@link #expect}. */
    int endLit() {
        return end;
    }
}
