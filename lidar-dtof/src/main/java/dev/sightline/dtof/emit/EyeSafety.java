package dev.sightline.dtof.emit;

/**
 * Limits of laser class 1 after IEC 60825-1:2014 for a regular train of pulses, 700 to 1050 nm, time base 100 s.
 *
 * <p><b>A DESIGN AID, NOT A CERTIFICATE.</b> It does not classify a product. Thermal limits of the retina only: no faults, no scanned
 * beams, no irregular trains, no several wavelengths, no most restrictive position other than the one given, no photochemical or
 * skin limits. Ask a test house before anyone looks into it. C4, C6 and T2 agree with published tables (ICNIRP values in Norwegian
 * regulation 1291 chapter 11); C5 and the energy limits are recalled from the standard.
 *
 * <p>Rules: 1 every pulse below the limit of a single one; 2 the mean power below the limit of the whole time; 3 every pulse below the
 * single limit times C5. Pulses closer than {@link #TI} count as one, with their energies added.
 *
 * @param wavelengthM 700 to 1050 nm, in metres
 * @param sourceMrad angle that the apparent source subtends at the eye, milliradian; 1.5 or less is a point
 */
public record EyeSafety(double wavelengthM, double sourceMrad) {

    /** Below this spacing pulses are one pulse, seconds. */
    public static final double TI = 5e-6;

    /** Time base for light that no one means to look into, seconds. */
    public static final double TIME_BASE = 100;

    /** Diameter of the eye's pupil in the measurement, metres. */
    public static final double APERTURE = 7e-3;

    /** Where the aperture stands, metres from the source. */
    public static final double DISTANCE = 0.1;

    private static final double POINT = 1.5; // mrad
    private static final double WIDE = 100; // mrad

    public EyeSafety {
        if (!(wavelengthM >= 700e-9 * (1 - 1e-12) && wavelengthM <= 1050e-9 * (1 + 1e-12))) {
            throw new IllegalArgumentException(
                    "eye safety is worked out for 700 to 1050 nm, was " + wavelengthM + " m");
        }
        Checks.positive("angle of the source", sourceMrad);
    }

    /** Less absorption in the eye at longer waves: {@code C4 = 10^(0.002 (lambda - 700))}, nanometres. */
    public double c4() {
        return StrictMath.pow(10, 0.002 * (wavelengthM * 1e9 - 700));
    }

    /** Largest angle that spreads the heat, milliradian: 5 below 625 us, 200 sqrt(t), 100 above 0.25 s. */
    public static double largestAngle(double seconds) {
        if (seconds < 625e-6) {
            return 5;
        }
        return seconds > 0.25 ? WIDE : 200 * StrictMath.sqrt(seconds);
    }

    /** Correction for extended sources: {@code C6 = min(alpha, alpha_max(t)) / 1.5 mrad}, not below 1. */
    public double c6(double seconds) {
        return Math.max(1, Math.min(sourceMrad, largestAngle(seconds)) / POINT);
    }

    /** Time after which the eye's movements stop helping: {@code T2 = 10 x 10^((alpha - 1.5) / 98.5)} s, 10 to 100. */
    public double t2() {
        double angle = Math.max(POINT, Math.min(sourceMrad, WIDE));
        return 10 * StrictMath.pow(10, (angle - POINT) / 98.5);
    }

    /**
     * Limit of one exposure, joules through the aperture.
     *
     * @param seconds its length, 1 ps to 30,000 s; below 5 us the energy counts, not the length
     */
    public double single(double seconds) {
        if (!(seconds >= 1e-12 && seconds <= 3e4)) {
            throw new IllegalArgumentException(
                    "exposure must last 1 ps to 30,000 s, was " + seconds);
        }
        if (seconds <= TI) {
            return 7.7e-8 * c4() * c6(seconds);
        }
        boolean point = sourceMrad <= POINT;
        if (point ? seconds <= 10 : seconds <= t2()) {
            return 7e-4 * StrictMath.pow(seconds, 0.75) * c4() * c6(seconds);
        }
        return longPower() * seconds;
    }

    /** Limit of the mean power over the time base, watts: {@code 3.9e-4 C4}, extended {@code 7e-4 C4 C6 T2^-0.25}. */
    public double longPower() {
        return sourceMrad <= POINT
                ? 3.9e-4 * c4()
                : 7e-4 * c4() * c6(TIME_BASE) * StrictMath.pow(t2(), -0.25);
    }

    /**
     * Reduction for many pulses, each no longer than {@link #TI}.
     *
     * @param pulses within the time base, those closer than TI counted as one
     */
    public static double c5(double pulses) {
        return pulses <= 600 ? 1 : Math.max(0.4, 5 * StrictMath.pow(pulses, -0.25));
    }

    /** The limit of a train and what it consists of. */
    public Limit limit(double pulseSeconds, double pulsesPerSecond) {
        if (!(pulseSeconds > 0 && pulseSeconds <= TI)) {
            throw new IllegalArgumentException("pulses must last up to 5 us, was " + pulseSeconds);
        }
        Checks.positive("pulse rate", pulsesPerSecond);
        if (pulseSeconds * pulsesPerSecond > 1) {
            throw new IllegalArgumentException(
                    "pulses of "
                            + pulseSeconds
                            + " s overlap at "
                            + pulsesPerSecond
                            + " per second: use longPower for a continuous wave");
        }
        // those that begin within Ti; 1e-9 keeps 5 us x 1 MHz at 5
        double grouped = Math.max(1, Math.ceil(TI * pulsesPerSecond * (1 - 1e-9)));
        double c5 = c5(Math.max(1, TIME_BASE * pulsesPerSecond / grouped));
        double single = single(pulseSeconds);
        return new Limit(single, c5, grouped, single * c5 / grouped, longPower() / pulsesPerSecond);
    }

    /**
     * The largest pulse energy at which a design stays within class 1, joules as they leave the laser, all of its field together.
     *
     * @param emitter its pulse energy does not matter
     */
    public double largestPulse(Emitter emitter, double pulseSeconds, double pulsesPerSecond) {
        return limit(pulseSeconds, pulsesPerSecond).joules()
                / emitter.shareThrough(APERTURE, DISTANCE);
    }

    /** The largest safe energy over the design's: at least 1 is within class 1 by this aid. */
    public double margin(Emitter emitter, double pulseSeconds, double pulsesPerSecond) {
        return largestPulse(emitter, pulseSeconds, pulsesPerSecond) / emitter.pulseJoules();
    }

    /**
     * Limits per pulse of a train, joules through the aperture.
     *
     * @param single limit of one pulse alone (rule 1)
     * @param c5 reduction for many pulses
     * @param grouped pulses that count as one, because they lie within TI
     * @param reduced {@code single C5 / grouped}: rules 1 and 3
     * @param average mean power limit over the pulse rate: rule 2
     */
    public record Limit(double single, double c5, double grouped, double reduced, double average) {

        /** The smaller one of all rules, joules per pulse. */
        public double joules() {
            return Math.min(reduced, average);
        }

        /** Whether the mean power binds, not the single pulse. */
        public boolean averageBinds() {
            return average < reduced;
        }
    }
}
