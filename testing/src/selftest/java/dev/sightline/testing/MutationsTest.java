package dev.sightline.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingConsumer;

class MutationsTest {
    private static final byte[] VALID =
            "points 3\n1.5 2 3\n4 5 6e2\n7 -8 9\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theSameSeedAndIndexGiveTheSameMutant() {
        for (int index = 0; index < 100; index++) {
            assertArrayEquals(Mutations.mutant(VALID, 5, index), Mutations.mutant(VALID, 5, index));
        }
    }

    @Test
    void almostEveryMutantDiffersAndTheOriginalStays() {
        byte[] before = VALID.clone();
        long changed =
                Mutations.mutants(VALID, 6, 1000).filter(m -> !Arrays.equals(m, VALID)).count();
        assertTrue(changed > 900, changed + " of 1000");
        assertArrayEquals(before, VALID);
    }

    @Test
    void anInputOfAnyTinySizeCanBeDamaged() {
        for (int size = 0; size < 8; size++) {
            assertEquals(500, Mutations.mutants(new byte[size], 7, 500).count());
        }
    }

    @Test
    void countsWhatIsAcceptedAndWhatIsRefused() {
        Mutations.Outcome outcome =
                check(
                        bytes -> {
                            if (!Arrays.equals(bytes, VALID)) {
                                throw new IOException("damaged");
                            }
                        });
        assertEquals(500, outcome.accepted() + outcome.refused());
        assertTrue(outcome.refused() > 400);
    }

    @Test
    void anUntypedErrorFailsAndNamesItsSeed() {
        AssertionError failure =
                assertThrows(
                        AssertionError.class,
                        () ->
                                check(
                                        bytes -> {
                                            if (!Arrays.equals(bytes, VALID)) {
                                                throw new IllegalStateException();
                                            }
                                        }));
        assertTrue(failure.getMessage().contains("mutant(valid, 8L, 0)"), failure.getMessage());
    }

    @Test
    void aStackOverflowFails() {
        assertThrows(
                AssertionError.class,
                () ->
                        check(
                                bytes ->
                                        fall(
                                                bytes,
                                                Arrays.equals(bytes, VALID)
                                                        ? 1
                                                        : Integer.MAX_VALUE)));
    }

    @Test
    void garbageBeyondTheLimitFails() {
        assertThrows(AssertionError.class, () -> check(MutationsTest::litter));
    }

    @Test
    void aBusyLoopFails() {
        AssertionError failure =
                assertThrows(
                        AssertionError.class,
                        () ->
                                check(
                                        bytes -> {
                                            while (!Thread.interrupted()) {
                                                Thread.onSpinWait();
                                            }
                                        }));
        assertTrue(failure.getMessage().contains("hangs"), failure.getMessage());
    }

    private static Mutations.Outcome check(ThrowingConsumer<byte[]> parse) {
        return Mutations.assertOnlyTypedErrors(VALID, 8, 500, IOException.class, parse);
    }

    private static int fall(byte[] bytes, int depth) {
        return depth == 0 ? 0 : bytes.length + fall(bytes, depth - 1);
    }

    /** Allocates 300 MiB in pieces that are garbage at once. */
    private static void litter(byte[] bytes) {
        for (int piece = 0; piece < 300; piece++) {
            assertEquals(0, new byte[1 << 20][bytes.length]);
        }
    }
}
