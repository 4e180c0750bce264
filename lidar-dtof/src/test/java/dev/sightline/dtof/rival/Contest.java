package dev.sightline.dtof.rival;

import dev.sightline.dtof.Draws;
import java.util.List;

/** The four principles with the constants that both comparisons share; all of these [assumed]. */
final class Contest {

    static final double WINDOW = 100e-9; // s of echo that is listened to: 15 m
    static final double RESPONSE = 0.4247e-9; // 1 ns full width at half maximum
    static final double BIN = 0.25e-9;
    static final double GATE = 20e-9;
    static final double EDGE_PULSE = 3e-9; // of the avalanche photodiode's emitter
    static final double CONTRAST = 0.8;
    static final IndirectTof TWO = IndirectTof.of(Waveform.sine(CONTRAST), 100e6, 20e6);
    static final IndirectTof PAIR = IndirectTof.of(Waveform.sine(CONTRAST), 100e6, 80e6);
    static final IndirectTof SLOW = IndirectTof.of(Waveform.sine(CONTRAST), 10e6);
    static final PulsedTof GATED = new PulsedTof(GATE, 6, 0, 0);
    static final AvalanchePhotodiode DIODE = AvalanchePhotodiode.silicon();

    private static final double CHARGE = 1.602176634e-19;

    private Contest() {}

    /** Direct ToF: metres, from counts per pulse. */
    static double direct(double rangeM, double signal, double backgroundInWindow, double pulses) {
        int bins = (int) Math.round(WINDOW / BIN);
        return PulseBound.sigma(
                rangeM, signal, backgroundInWindow / bins, pulses, bins, BIN, RESPONSE);
    }

    /** Continuous wave: metres, from counts of the whole exposure. */
    static double indirect(IndirectTof sensor, double signal, double background) {
        return sensor.sigma(signal / sensor.rawSamples(), background / sensor.rawSamples());
    }

    /** Gated: metres, from the echo's counts and those of the background within the window, all pulses. */
    static double gated(double rangeM, double signal, double backgroundInWindow) {
        return GATED.sigma(rangeM, signal, backgroundInWindow * GATE / WINDOW);
    }

    /** Avalanche photodiode: metres, one pulse, from primary electrons of the echo and of the background within the window. */
    static double edge(double signal, double backgroundInWindow) {
        double s = signal * CHARGE / EDGE_PULSE / DIODE.responsivity();
        double b = backgroundInWindow * CHARGE / WINDOW / DIODE.responsivity();
        return DIODE.sigma(s, b);
    }

    /** Share of ranges, 0.2 m to the end, that two frequencies unwrap rightly; 4000 draws. */
    static double unwrapped(IndirectTof sensor, double signal, double background, long seed) {
        Draws draws = new Draws().key(seed, 0, 0, 0);
        int right = 0;
        int n = 4000;
        for (int i = 0; i < n; i++) {
            double d = draws.between(0.2, sensor.unambiguousRange() - 0.2);
            double s = signal / sensor.rawSamples();
            double b = background / sensor.rawSamples();
            PhaseReading r =
                    sensor.estimate(sensor.sampled(List.of(new LightPath(d, s)), b, draws));
            // half of the shorter wavelength's range is the least that a wrong wrap is off
            right += Math.abs(r.rangeM() - d) < 0.5 ? 1 : 0;
        }
        return (double) right / n;
    }
}
