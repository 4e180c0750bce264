package dev.sightline.dtof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sightline.dtof.receive.DeadTime;
import dev.sightline.dtof.receive.Detector;
import dev.sightline.dtof.receive.ExpectedCounts;
import dev.sightline.dtof.receive.PulseTrain;
import dev.sightline.dtof.receive.SpadArray;
import dev.sightline.dtof.receive.Tdc;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.DtofModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ForwardModelTest {

    private static final DtofModel MODEL = new DtofModel(2, 3, 1, 0.5, 100, 0.25e-9, 0.4247e-9, 1);
    private static final Link LINK = new Link(9000, 2, 0.25);

    @Test
    void theLightOfASurfaceIsConservedAndCentredOnItsRange() {
        Surfaces one = new Surfaces();
        one.add(3, 0.5, 0.8, 0.5);
        double[] expected = new double[100];
        double b = new ForwardModel(MODEL, LINK).expect(one, 10, expected);

        // Daylight: half the zone at reflectance 0.5, half sky; dark counts on top.
        assertEquals(0.25 + 2 * 10 * (0.5 * 0.5 + ForwardModel.SKY_REFLECTANCE * 0.5), b, 1e-12);
        double signal = Arrays.stream(expected).sum() - 100 * b;
        assertEquals(9000 * 0.5 * 0.8 * 0.5 / 9, signal, 1e-6 * signal);
        double centre = 0;
        for (int k = 0; k < 100; k++) {
            centre += (k + 0.5) * (expected[k] - b) / signal;
        }
        assertEquals(3 / MODEL.binMetres(), centre, 1e-6);
    }

    @Test
    void surfacesAddUp() {
        ForwardModel forward = new ForwardModel(MODEL, LINK);
        double[] both = new double[100];
        double[] near = new double[100];
        double[] far = new double[100];
        Surfaces list = new Surfaces();
        list.add(1, 0.2, 1, 0.3);
        double b1 = forward.expect(list, 0, near);
        list.clear();
        list.add(2.5, 0.9, 1, 0.7);
        double b2 = forward.expect(list, 0, far);
        list.add(1, 0.2, 1, 0.3);
        double b = forward.expect(list, 0, both);
        for (int k = 0; k < 100; k++) {
            assertEquals(near[k] - b1 + far[k] - b2, both[k] - b, 1e-9);
        }
    }

    @Test
    void aSurfaceBeyondTheWindowGivesOnlyDaylight() {
        Surfaces far = new Surfaces();
        far.add(40, 1, 1, 1);
        double[] expected = new double[100];
        double b = new ForwardModel(MODEL, LINK).expect(far, 1, expected);
        assertEquals(2.25, b, 1e-12);
        assertArrayEquals(filled(2.25), expected, 1e-12);
    }

    /** A detector that misses nothing counts what the forward model expects; response tables agree within 1e-6. */
    @Test
    void itsLightCountedWithoutDeadTimeIsItsExpectation() {
        DtofModel model = new DtofModel(1, 1, 1, 1, 100, 0.25e-9, 0.4247e-9, 500);
        ForwardModel forward = new ForwardModel(model, LINK);
        Surfaces list = new Surfaces();
        list.add(1.3, 0.4, 0.9, 0.6);
        list.add(2.9, 0.7, 1, 0.3);
        list.add(3.74, 0.7, 1, 0.1); // at the window's end, 3.747 m
        double[] expected = new double[100];
        forward.expect(list, 30, expected);
        Detector perfect =
                Detector.of(
                        new PulseTrain(100e-9, 500),
                        SpadArray.of(1, 1, DeadTime.none()),
                        Tdc.even(100, 0.25e-9));
        double[] counted = new ExpectedCounts(perfect).histogram(forward.light(list, 30));
        for (int k = 0; k < 100; k++) {
            assertEquals(expected[k], counted[k], 1e-5 * expected[k] + 1e-5, "bin " + k);
        }
    }

    private static double[] filled(double value) {
        double[] a = new double[100];
        Arrays.fill(a, value);
        return a;
    }

    @Test
    void countsDoNotDependOnTheOrderOfZones() {
        Surfaces list = new Surfaces();
        int[] upwards = new int[600];
        int[] downwards = new int[600];
        PhotonSampler a =
                new PhotonSampler(new ForwardModel(MODEL, LINK), 5, 77, new Frame("DTOF_FRONT"));
        PhotonSampler b =
                new PhotonSampler(new ForwardModel(MODEL, LINK), 5, 77, new Frame("DTOF_FRONT"));
        for (int i = 0; i < 6; i++) {
            draw(a, i, list, upwards);
            draw(b, 5 - i, list, downwards);
        }
        assertArrayEquals(upwards, downwards);
        int[] other = new int[600];
        PhotonSampler c =
                new PhotonSampler(new ForwardModel(MODEL, LINK), 5, 78, new Frame("DTOF_FRONT"));
        draw(c, 0, list, other);
        assertEquals(false, Arrays.equals(upwards, 0, 100, other, 0, 100));
    }

    private static void draw(PhotonSampler sampler, int zone, Surfaces list, int[] counts) {
        list.clear();
        list.add(1 + 0.3 * zone, 0.4, 1, 1);
        sampler.draw(zone, list, 10, counts);
    }

    @Test
    void impossibleSurfacesAndLinksAreRefused() {
        Surfaces list = new Surfaces();
        assertThrows(IllegalArgumentException.class, () -> list.add(0, 0.5, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> list.add(1, 0.5, 1.1, 1));
        assertThrows(IllegalArgumentException.class, () -> list.add(1, 0.5, 1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Link(0, 1, 1));
        assertThrows(
                IllegalArgumentException.class, () -> new Link(1, Double.POSITIVE_INFINITY, 1));
    }
}
