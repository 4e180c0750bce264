package dev.sightline.planner.candidate;

import dev.sightline.planner.ComfortBounds.Limits;
import java.util.Arrays;

/**
 * Speed over time as pieces of constant jerk, so that distance, speed and acceleration are exact polynomials. Immutable.
 *
 * <p>It drives forward only: where the speed reaches zero the vehicle stands, and the acceleration of the brakes ends at once.
 * Derivation: {@code docs/derivations/SpeedProfile.md}.
 */
public final class SpeedProfile {

    private static final int PIECE = 5; // t, s, v, a at its start; j

    private final double[] pieces; // [piece][t, s, v, a, j]
    private final double end;

    private SpeedProfile(double[] pieces, double end) {
        this.pieces = pieces;
        this.end = end;
    }

    /**
     * Starts at a speed and an acceleration, which {@link #toSpeed} must bring to an end.
     *
     * @param speed m/s, not negative
     * @param acceleration m/s^2
     */
    public static SpeedProfile from(double speed, double acceleration) {
        if (!(speed >= 0) || !Double.isFinite(speed + acceleration)) {
            throw new IllegalArgumentException(
                    "speed must be >= 0 and finite, was " + speed + " with " + acceleration);
        }
        double a = speed == 0 ? Math.max(0, acceleration) : acceleration;
        return new SpeedProfile(new double[] {0, 0, speed, a, 0}, 0);
    }

    /** Appends the quickest change to a speed, ending without acceleration, within the limits. */
    public SpeedProfile toSpeed(double target, Limits limits) {
        if (!(target >= 0) || !Double.isFinite(target)) {
            throw new IllegalArgumentException("target speed must be >= 0, was " + target);
        }
        double v = last(2);
        double a = last(3);
        double j = limits.jerk();
        // The speed that is reached when the acceleration is simply brought to zero decides which
        // way to go.
        double coasting = v + a * Math.abs(a) / (2 * j);
        double sign = target >= coasting ? 1 : -1;
        double most = sign > 0 ? limits.acceleration() : limits.deceleration();
        double u = sign * a; // acceleration in the direction of change
        double gain = sign * (target - v);
        // Up by jerk from u to p, down by jerk from p to 0: gain = (p^2 - u^2) / 2j + p^2 / 2j.
        double peak = Math.sqrt(Math.max(0, j * gain + u * u / 2));
        double hold = 0;
        if (peak > most) {
            peak = most;
            // The ramp from u to p gains (p^2 - u^2) / 2j upwards; a start beyond the limit comes
            // down to it and gains the opposite.
            double ramp = (peak * peak - u * u) / (2 * j) * (peak >= u ? 1 : -1);
            hold = Math.max(0, (gain - ramp - peak * peak / (2 * j)) / peak);
        }
        SpeedProfile next = append(sign * Math.copySign(j, peak - u), Math.abs(peak - u) / j);
        next = next.append(0, hold).append(-sign * j, peak / j);
        if (next.standing() && target > 0) {
            return next.toSpeed(target, limits);
        }
        return next.settled(target);
    }

    /** Appends a time at constant speed. */
    public SpeedProfile hold(double seconds) {
        if (!(seconds >= 0) || last(3) != 0) {
            throw new IllegalArgumentException(
                    "cannot hold for " + seconds + " s at " + last(3) + " m/s^2");
        }
        return append(0, seconds);
    }

    /** When the last change is done, seconds. */
    public double seconds() {
        return end;
    }

    /** Distance at {@link #seconds}, metres. */
    public double distance() {
        return last(1);
    }

    /**
     * Writes distance, speed and acceleration at multiples of a step from 0 on; after the end the last speed goes on.
     *
     * @param step seconds
     * @param state {@code [s, v, a][sample]}
     */
    public void sample(double step, double[][] state) {
        int count = pieces.length / PIECE;
        int p = 0;
        for (int k = 0; k < state[0].length; k++) {
            double t = k * step;
            while (p + 1 < count && t >= pieces[(p + 1) * PIECE]) {
                p++;
            }
            int o = p * PIECE;
            double d = t - pieces[o];
            double v = pieces[o + 2];
            double a = pieces[o + 3];
            double j = pieces[o + 4];
            // s = s0 + v t + a t^2 / 2 + j t^3 / 6 and its derivatives
            state[0][k] = pieces[o + 1] + d * (v + d * (a / 2 + d * j / 6));
            state[1][k] = Math.max(0, v + d * (a + d * j / 2));
            state[2][k] = a + d * j;
        }
    }

    /** Distance until standstill when braking with these limits from a speed and an acceleration, metres. */
    public static double stoppingDistance(double speed, double acceleration, Limits limits) {
        return from(speed, acceleration).toSpeed(0, limits).distance();
    }

    private boolean standing() {
        return last(2) == 0 && last(3) == 0;
    }

    private double last(int field) {
        return pieces[pieces.length - PIECE + field];
    }

    /** Ends the open piece after {@code seconds} of jerk, or where the vehicle comes to rest, and opens the next. */
    private SpeedProfile append(double jerk, double seconds) {
        if (seconds <= 0) {
            return this;
        }
        double v = last(2);
        double a = last(3);
        double rest = timeOfRest(v, a, jerk, seconds);
        boolean stops = rest < seconds;
        double d = stops ? rest : seconds;
        double[] longer = Arrays.copyOf(pieces, pieces.length + PIECE);
        int o = pieces.length;
        longer[o - 1] = jerk;
        longer[o] = end + d;
        longer[o + 1] = last(1) + d * (v + d * (a / 2 + d * jerk / 6));
        longer[o + 2] = stops ? 0 : Math.max(0, v + d * (a + d * jerk / 2));
        longer[o + 3] = stops ? 0 : a + d * jerk;
        return new SpeedProfile(longer, end + d);
    }

    /** The end of a change: what rounding left of the acceleration goes, and the speed is the target. */
    private SpeedProfile settled(double target) {
        double[] exact = pieces.clone();
        exact[exact.length - PIECE + 2] = standing() ? 0 : target;
        exact[exact.length - PIECE + 3] = 0;
        return new SpeedProfile(exact, end);
    }

    /** The first root of {@code v + a t + j t^2 / 2} at which the speed is falling, or infinity if none lies before {@code until}. */
    private static double timeOfRest(double v, double a, double j, double until) {
        if (v == 0) {
            return a < 0 || (a == 0 && j < 0) ? 0 : Double.POSITIVE_INFINITY;
        }
        double t;
        if (j == 0) {
            t = a < 0 ? -v / a : Double.POSITIVE_INFINITY;
        } else {
            double disc = a * a - 2 * j * v;
            if (disc < 0) {
                return Double.POSITIVE_INFINITY;
            }
            // v > 0 at 0, so the falling root is 2v / (-a + sqrt(disc)), which never cancels for a
            // < 0.
            double below = -a + Math.sqrt(disc);
            t = below > 0 ? 2 * v / below : Double.POSITIVE_INFINITY;
        }
        return t > 0 && t < until ? t : Double.POSITIVE_INFINITY;
    }
}
