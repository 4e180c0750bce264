package dev.sightline.dtof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.perception.sensor.DtofModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchedFilterTwinTest {

    private static final DtofModel WIDE = new DtofModel(1, 1, 1, 1, 128, 0.25e-9, 0.4247e-9, 1);
    private static final DtofModel FLASH = SensorPresets.LONGRANGE_FLASH.model();

    /** Thresholds are simulated once: that is most of the time. */
    private static final FilterBank WIDE_BANK = new FilterBank(WIDE);

    private static final FilterBank FLASH_BANK = new FilterBank(FLASH);

    /** Tables instead of logarithms may move a range by a small part of its own sigma, and nothing else. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.02",
        "0, 0.8",
        "0, 50",
        "5, 0.1",
        "10, 0.3",
        "10, 8",
        "30, 0.2",
        "100, 0.8",
        "1000, 8",
        "100000, 0.01",
        "100000, 1700"
    })
    void theTablesAgreeWithThePlainTwin(double signal, double background) {
        agree(Trials.of(WIDE, 2000, signal, background, 11), WIDE_BANK);
    }

    /** A thousand bins and a response of less than a bin. */
    @ParameterizedTest
    @CsvSource({"0, 0.8", "10, 8", "100, 0.8", "100000, 1700"})
    void theyAgreeOnTheLongRangeFlash(double signal, double background) {
        agree(Trials.of(FLASH, 100, signal, background, 12), FLASH_BANK);
    }

    private static void agree(Trials trials, FilterBank bank) {
        DtofModel model = trials.model();
        Returns fast = new MatchedFilter(model, bank, 0.02).estimate(trials.histogram());
        Returns plain = new PlainMatchedFilter(model, bank, 0.02).estimate(trials.histogram());
        double squares = 0;
        int found = 0;
        for (int i = 0; i < trials.size(); i++) {
            assertEquals(plain.detected(i), fast.detected(i), "zone " + i);
            assertEquals(plain.background(i), fast.background(i));
            if (!fast.detected(i)) {
                continue;
            }
            found++;
            squares += Math.pow((fast.range(i) - plain.range(i)) / plain.sigma(i), 2);
            assertEquals(plain.sigma(i), fast.sigma(i), 0.1 * plain.sigma(i), "sigma " + i);
            double doubt = 1 - plain.confidence(i);
            assertEquals(doubt, 1 - fast.confidence(i), 0.03 * doubt + 2e-7, "doubt " + i);
        }
        double rms = found == 0 ? 0 : Math.sqrt(squares / found);
        assertTrue(rms < 0.1, "rms difference in sigmas " + rms);
    }
}
