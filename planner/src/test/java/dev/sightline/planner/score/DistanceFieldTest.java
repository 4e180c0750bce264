package dev.sightline.planner.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceFieldTest {

    @ParameterizedTest
    @CsvSource({
        "1,1,1,1,0",
        "1,9,0.4,0.4,2",
        "13,1,0.4,0.2,3",
        "37,29,0.4,0.4,20",
        "40,40,0.25,0.7,300",
        "30,31,1,1,0"
    })
    void equalsTheNearestSeedByLookingAtAll(int nx, int ny, double dx, double dy, int seeds) {
        Random random = new Random(nx * 1000L + ny + seeds);
        for (int round = 0; round < 5; round++) {
            boolean[] cells = new boolean[nx * ny];
            for (int i = 0; i < seeds; i++) {
                cells[random.nextInt(nx * ny)] = true;
            }
            DistanceField field = DistanceField.of(cells, nx, ny, dx, dy);
            for (int ix = 0; ix < nx; ix++) {
                for (int iy = 0; iy < ny; iy++) {
                    double best = Double.POSITIVE_INFINITY;
                    for (int i = 0; i < cells.length; i++) {
                        if (cells[i]) {
                            double ex = (i / ny - ix) * dx;
                            double ey = (i % ny - iy) * dy;
                            best = Math.min(best, Math.sqrt(ex * ex + ey * ey));
                        }
                    }
                    // Equal crossings of parabolas may be taken on either side: the same distance
                    // but for rounding.
                    assertEquals(best, field.at(ix, iy), 1e-12 * Math.max(1, nx * dx));
                }
            }
        }
    }
}
