package dev.sightline.benchmarks;

import dev.sightline.dtof.readout.AddressDecode;
import dev.sightline.dtof.readout.SdramChip;
import dev.sightline.dtof.readout.SdramModel;
import dev.sightline.dtof.readout.SdramTiming;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** Requests per second that the SDRAM timing model serves, one thread, without JMH. */
public final class SdramRequests {

    private static final int REQUESTS = 1 << 20;
    private static final int ROUNDS = 15;

    private SdramRequests() {}

    /** Prints, per pattern, the median and the best of the rounds, one thread. */
    public static void main(String[] args) {
        SplittableRandom random = new SplittableRandom(11);
        int[] sequential = new int[REQUESTS];
        int[] anywhere = new int[REQUESTS];
        int[] turns = new int[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            sequential[i] = AddressDecode.BASE + 4 * i;
            anywhere[i] = AddressDecode.BASE + (random.nextInt(1 << 26) & ~3);
            turns[i] = AddressDecode.BASE + 4 * (i / 2) + (i % 2 << 24);
        }
        measure("sequential reads", sequential, 0);
        measure("write and read in turn, split banks", turns, 1);
        measure("random, half of them writes", anywhere, 7);
    }

    /** Request i is a write where {@code i & pattern} has an odd number of ones. */
    private static void measure(String name, int[] addresses, int pattern) {
        double[] rates = new double[ROUNDS];
        long last = 0;
        for (int round = 0; round < ROUNDS + 3; round++) {
            SdramTiming timing = SdramTiming.of(SdramChip.HY57V561620, 100_000_000L);
            SdramModel model = new SdramModel(timing, 1, true);
            AddressDecode decode = AddressDecode.BOARD;
            long from = System.nanoTime();
            for (int i = 0; i < addresses.length; i++) {
                boolean write = (Integer.bitCount(i & pattern) & 1) == 1;
                int address = addresses[i];
                last = model.request(0, write, decode.bank(address), decode.row(address));
            }
            double seconds = (System.nanoTime() - from) * 1e-9;
            if (round >= 3) {
                rates[round - 3] = addresses.length / seconds;
            }
        }
        Arrays.sort(rates);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%-38s median %6.1f M requests/s, best %6.1f (last command at cycle %d)",
                        name,
                        rates[ROUNDS / 2] * 1e-6,
                        rates[ROUNDS - 1] * 1e-6,
                        last));
    }
}
