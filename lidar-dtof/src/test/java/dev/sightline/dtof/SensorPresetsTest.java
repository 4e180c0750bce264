package dev.sightline.dtof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SensorPresetsTest {

    @Test
    void everyPresetIsFoundByItsName() {
        for (SensorPreset p : SensorPresets.all()) {
            assertEquals(p, SensorPresets.named(p.name()));
            assertEquals(p, SensorPresets.named(p.name().toUpperCase(java.util.Locale.ROOT)));
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithAllThatAreKnown() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SensorPresets.named("longrange-flsh"))
                        .getMessage();
        assertEquals(
                "no dToF preset 'longrange-flsh': known are tablet, vl53l5cx, longrange-flash",
                message);
    }

    @Test
    void windowsReachWhatTheSensorsAreKnownFor() {
        assertTrue(SensorPresets.TABLET.model().windowMetres() > 5);
        assertEquals(0.0375, SensorPresets.VL53L5CX.model().binMetres(), 1e-8);
        assertTrue(SensorPresets.VL53L5CX.model().windowMetres() > 4);
        assertEquals(3000, SensorPresets.LONGRANGE_FLASH.model().zones());
        assertEquals(149.9, SensorPresets.LONGRANGE_FLASH.model().windowMetres(), 0.05);
    }
}
