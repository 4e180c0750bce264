package dev.sightline.datasets.opendrive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.datasets.opendrive.Curve.Place;
import dev.sightline.datasets.opendrive.Curve.Polynomial;
import dev.sightline.datasets.opendrive.Curve.Spiral;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveTest {

    @Test
    void anArcIsACircle() {
        Place half = new Spiral(0.1, 0).at(Math.PI * 10);
        assertEquals(0, half.x(), 1e-12);
        assertEquals(20, half.y(), 1e-12);
        assertEquals(Math.PI, half.heading(), 1e-12);
        Place right = new Spiral(-0.1, 0).at(Math.PI * 5);
        assertEquals(10, right.x(), 1e-12);
        assertEquals(-10, right.y(), 1e-12);
    }

    /** Heading s^2/2 turns the integrals into Fresnel's: C(1) and S(1) of the cosine and sine of pi t^2/2, from tables. */
    @Test
    void aClothoidIsFresnelsIntegral() {
        double scale = Math.sqrt(Math.PI);
        Place place = new Spiral(0, 1).at(scale);
        assertEquals(0.7798934003768228 * scale, place.x(), 1e-10);
        assertEquals(0.4382591473903548 * scale, place.y(), 1e-10);
    }

    @Test
    void aClothoidFollowsItsHeadingInSmallSteps() {
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            Spiral curve =
                    new Spiral(random.nextDouble() * 0.4 - 0.2, random.nextDouble() * 0.02 - 0.01);
            double length = random.nextDouble() * 60;
            double x = 0;
            double y = 0;
            int steps = 200_000;
            for (int k = 0; k < steps; k++) {
                double s = (k + 0.5) * length / steps;
                double heading = curve.k0() * s + curve.k1() * s * s / 2;
                x += Math.cos(heading) * length / steps;
                y += Math.sin(heading) * length / steps;
            }
            Place end = curve.at(length);
            assertEquals(x, end.x(), 1e-7, curve + " after " + length);
            assertEquals(y, end.y(), 1e-7, curve + " after " + length);
        }
    }

    @Test
    void aCubicOfUIsMeasuredAlongItself() {
        // A straight line at 45 degrees: v = u, so 10 m along it is 7.07 m in u.
        Polynomial line =
                new Polynomial(
                        new Cubics.Piece(0, 0, 1, 0, 0), new Cubics.Piece(0, 0, 1, 0, 0), 1, true);
        assertEquals(10 / Math.sqrt(2), line.at(10).x(), 1e-9);
        assertEquals(Math.PI / 4, line.at(10).heading(), 1e-12);
    }

    @Test
    void theLatestPieceThatHasBegunCounts() {
        Cubics f =
                new Cubics(
                        java.util.List.of(
                                new Cubics.Piece(10, 5, 1, 0, 0), new Cubics.Piece(0, 2, 0, 0, 0)));
        assertEquals(2, f.at(9.9));
        assertEquals(5, f.at(10));
        assertEquals(7, f.at(12));
        assertEquals(0, Cubics.ZERO.at(3));
    }
}
