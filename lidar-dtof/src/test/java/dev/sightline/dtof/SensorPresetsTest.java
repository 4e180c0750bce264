package dev.sightline.dtof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.rival.Fact;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Every component of a preset's records has exactly one fact, of its value, public or assumed, with a reason. */
    @Test
    void eachFieldOfEachPresetIsMarkedPublicOrAssumed() throws ReflectiveOperationException {
        for (SensorPreset p : SensorPresets.all()) {
            Map<String, Double> values = new LinkedHashMap<>();
            for (Record part : List.of(p.model(), p.link())) {
                for (RecordComponent c : part.getClass().getRecordComponents()) {
                    Number value = (Number) c.getAccessor().invoke(part);
                    values.put(c.getName(), value.doubleValue());
                }
            }
            values.put("framesPerSecond", p.framesPerSecond());
            List<String> marked = p.facts().stream().map(Fact::what).toList();
            assertEquals(List.copyOf(values.keySet()), marked, p.name());
            for (Fact f : p.facts()) {
                assertEquals(values.get(f.what()), f.value(), p.name() + " " + f.what());
                assertFalse(f.source().isBlank(), p.name() + " " + f.what());
            }
        }
        assertTrue(SensorPresets.TABLET.fact("rows").known());
        assertFalse(SensorPresets.TABLET.fact("binSeconds").known());
        assertTrue(SensorPresets.LONGRANGE_FLASH.facts().stream().noneMatch(Fact::known));
    }

    @Test
    void aNumberThatIsNotMarkedIsCaught() {
        SensorPreset p = SensorPresets.TABLET;
        PresetFacts few = new PresetFacts(p.model(), p.link(), 60).assumed("test", "rows");
        assertThrows(IllegalStateException.class, few::all);
        assertThrows(IllegalArgumentException.class, () -> few.published("again", "rows"));
        assertThrows(IllegalArgumentException.class, () -> p.fact("colour"));
    }
}
