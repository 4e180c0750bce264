package dev.sightline.datasets.commonroad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.commonroad.Region.Circle;
import dev.sightline.datasets.commonroad.Region.Point;
import dev.sightline.datasets.commonroad.Region.Polygon;
import dev.sightline.datasets.commonroad.Region.Rectangle;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionTest {

    private static final Polygon L_SHAPE =
            new Polygon(
                    List.of(
                            new Point(0, 0),
                            new Point(4, 0),
                            new Point(4, 1),
                            new Point(1, 1),
                            new Point(1, 3),
                            new Point(0, 3)));

    @Test
    void bordersBelongToARegion() {
        assertTrue(new Rectangle(4, 2, new Point(0, 0), 0).contains(2, 1));
        assertTrue(new Circle(1, new Point(0, 0)).contains(0, 1));
        assertTrue(L_SHAPE.contains(2, 0));
        assertTrue(L_SHAPE.contains(4, 0.5));
        assertTrue(L_SHAPE.contains(1, 2));
    }

    @Test
    void theNotchOfAPolygonIsOutside() {
        assertTrue(L_SHAPE.contains(0.5, 2.5));
        assertTrue(L_SHAPE.contains(3.5, 0.5));
        assertFalse(L_SHAPE.contains(2, 2));
        assertFalse(L_SHAPE.contains(-0.1, 1));
    }

    @Test
    void whatABodyHoldsItHoldsWhereverItStands() {
        Random random = new Random(5);
        List<Region> bodies =
                List.of(
                        new Rectangle(4, 2, new Point(0.5, -0.2), 0.3),
                        new Circle(1.5, new Point(-1, 0.4)),
                        L_SHAPE);
        for (int i = 0; i < 3000; i++) {
            double x = random.nextDouble() * 8 - 4;
            double y = random.nextDouble() * 8 - 4;
            double heading = random.nextDouble() * 7;
            Point moved = new Point(x, y).at(10, -20, heading);
            for (Region body : bodies) {
                assertEquals(
                        body.contains(x, y),
                        body.at(10, -20, heading).contains(moved.x(), moved.y()),
                        body + " at " + x + ", " + y);
            }
        }
    }

    @Test
    void aGoalComparesHeadingsModuloATurn() {
        Goal north =
                new Goal(
                        new Interval(3, 5),
                        List.of(),
                        List.of(),
                        Optional.of(new Interval(1.4, 1.7)),
                        Optional.empty());
        assertTrue(north.reachedBy(3, 0, 0, Math.PI / 2, 9));
        assertTrue(north.reachedBy(5, 0, 0, Math.PI / 2 - 4 * Math.PI, 9));
        assertTrue(north.reachedBy(5, 0, 0, Math.PI / 2 + 2 * Math.PI, 9));
        assertFalse(north.reachedBy(5, 0, 0, -Math.PI / 2, 9));
        assertFalse(north.reachedBy(6, 0, 0, Math.PI / 2, 9));
    }

    @Test
    void regionsWithoutExtentAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Rectangle(0, 1, new Point(0, 0), 0));
        assertThrows(IllegalArgumentException.class, () -> new Circle(-1, new Point(0, 0)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Polygon(List.of(new Point(0, 0), new Point(1, 1))));
    }
}
