package dev.sightline.apps.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.perception.map.ObjectKind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaletteTest {

    @Test
    void everyKindHasAColourOfItsOwn() {
        Map<Integer, ObjectKind> seen = new HashMap<>();
        for (ObjectKind kind : ObjectKind.values()) {
            ObjectKind twin = seen.put(Palette.standard().of(kind), kind);
            assertEquals(null, twin, kind + " has the colour of " + twin);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"distance", "height", "ground", "density"})
    void rampsAreOrderedByLightness(String name) {
        Ramp ramp = Palette.standard().ramp(name);
        double sign = Math.signum(Colours.lightness(ramp.at(1)) - Colours.lightness(ramp.at(0)));
        for (int i = 0; i < 100; i++) {
            double step =
                    Colours.lightness(ramp.at((i + 1) / 100.0))
                            - Colours.lightness(ramp.at(i / 100.0));
            assertTrue(
                    sign * step >= -0.003,
                    name + " turns back at " + i); // 0.003: rounding to 8 bits
        }
    }

    @Test
    void hitFalseAlarmAndMissDifferInLightnessOrHueForAColourBlindEye() {
        // A red-green blind eye keeps blue against yellow: compare blue minus the mean of red and
        // green.
        int alarm = Palette.standard().of("compare.false_alarm");
        int miss = Palette.standard().of("compare.miss");
        int hit = Palette.standard().of("compare.hit");

        assertTrue(blueness(miss) - blueness(alarm) > 80);
        assertTrue(Colours.lightness(hit) - Colours.lightness(alarm) > 0.25);
        assertTrue(Colours.lightness(hit) - Colours.lightness(miss) > 0.25);
    }

    private static double blueness(int rgb) {
        return (rgb & 255) - ((rgb >> 16 & 255) + (rgb >> 8 & 255)) / 2.0;
    }

    @Test
    void inkIsReadableOnPaper() {
        assertTrue(
                Colours.lightness(Palette.standard().of("page.paper"))
                                - Colours.lightness(Palette.standard().of("page.ink"))
                        > 0.8);
        assertTrue(
                Colours.lightness(Palette.standard().of("page.paper"))
                                - Colours.lightness(Palette.standard().of("page.muted"))
                        > 0.5);
    }

    @Test
    void aPaletteWithoutAKindIsRefusedByName() throws Exception {
        var tree = new ObjectMapper().readTree("{\"kinds\": {\"free\": \"#FFFFFF\"}}");

        var error = assertThrows(IllegalArgumentException.class, () -> Palette.of(tree));

        assertTrue(error.getMessage().contains("'unknown'"), error.getMessage());
    }

    @Test
    void rampClampsAndTakesNanForItsLowEnd() {
        Ramp ramp = Palette.standard().ramp("height");

        assertEquals(ramp.at(0), ramp.at(-5));
        assertEquals(ramp.at(1), ramp.at(7));
        assertEquals(ramp.at(0), ramp.at(Double.NaN));
    }
}
