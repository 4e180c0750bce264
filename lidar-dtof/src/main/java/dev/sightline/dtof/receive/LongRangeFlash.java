package dev.sightline.dtof.receive;

import dev.sightline.dtof.emit.EyeSafety;
import dev.sightline.dtof.emit.Flood;
import dev.sightline.dtof.emit.Radiometry;
import dev.sightline.dtof.emit.Receiver;
import dev.sightline.dtof.emit.Reflector;
import dev.sightline.dtof.emit.Surroundings;
import dev.sightline.dtof.estimate.Response;
import dev.sightline.perception.sensor.DtofModel;

/**
 * One zone of {@code SensorPresets.LONGRANGE_FLASH} from its optics up [assumed, all of it]: 3,000 zones over 120 x 25 degrees, aperture
 * 10 mm at f = 10 mm, filter 10 nm at 940 nm, optics 0.85 (emitter) and 0.7 (receiver), detection 0.20, 10 x 15 SPADs per zone of
 * 1,000 dark counts per second each, free running with 10 ns of dead time, 1,000 bins of 1 ns, 1,000 pulses of 10 uJ and 1.5 ns, 10
 * frames per second.
 *
 * <p>The real interval between pulses is 100 us. Daylight is the same between the windows as in them, so intervals as long as the
 * window leave every statistic of a histogram as it is, and light beyond the window apart, nothing else arrives.
 */
public final class LongRangeFlash {

    /** Full width of a laser pulse at half height, seconds. */
    public static final double PULSE_SECONDS = 1.5e-9;

    /** Pulses per second: 1,000 for each of 10 frames. */
    public static final double PULSES_PER_SECOND = 10e3;

    private static final int ZONES = 3000;
    private static final int PULSES = 1000;
    private static final double FOCAL = 10e-3;

    private LongRangeFlash() {}

    /** 10 uJ over the whole field. */
    public static Flood emitter() {
        return new Flood(10e-6, 0.85, Math.toRadians(120), Math.toRadians(25));
    }

    /** Emitter and one zone; its pitch is what makes 3,000 of them fill the emitter's field. */
    public static Radiometry link() {
        double pitch = FOCAL * StrictMath.sqrt(emitter().solidAngle() / ZONES);
        return new Radiometry(emitter(), new Receiver(pitch, FOCAL, 1, 0.7, 1, 0.2, 10e-9, 940e-9));
    }

    /** Laser, SPAD and converter together: 0.65 ns. */
    public static Response response() {
        return Response.gaussian(0.65e-9);
    }

    public static Detector detector() {
        return Detector.of(
                new PulseTrain(1e-6, PULSES),
                SpadArray.of(10, 15, DeadTime.freeRunning(10e-9)).dark(1000),
                Tdc.even(1000, 1e-9));
    }

    /** Light from a surface that fills the zone, in daylight. */
    public static Arrivals light(double rangeM, double reflectance, double klux) {
        if (rangeM * 2 / DtofModel.C > 1e-6) {
            throw new IllegalArgumentException("the window ends at 149.9 m, before " + rangeM);
        }
        return Arrivals.of(
                link(),
                Surroundings.clear(klux),
                response(),
                Reflector.lambertian(rangeM, reflectance, 1));
    }

    /** Largest class-1 energy over the design's 10 uJ, the source being a point (the strictest case). A design aid, not a certificate. */
    public static double safetyMargin() {
        return new EyeSafety(940e-9, 1.5).margin(emitter(), PULSE_SECONDS, PULSES_PER_SECOND);
    }
}
