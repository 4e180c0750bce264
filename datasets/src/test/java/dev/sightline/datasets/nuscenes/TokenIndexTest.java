package dev.sightline.datasets.nuscenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both compact structures against the maps that they stand for. */
class TokenIndexTest {

    @ParameterizedTest
    @CsvSource({"71, 0", "72, 1", "73, 2", "74, 63", "75, 64", "76, 65", "77, 5000"})
    void agreesWithAMap(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        TokenIndex.Builder builder = new TokenIndex.Builder();
        Map<Token, Long> map = new HashMap<>();
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            // Every fifth token is one that was there before; a third share their upper half.
            Token token =
                    i % 5 == 4
                            ? tokens.get(random.nextInt(tokens.size()))
                            : new Token(i % 3 == 0 ? -1 : random.nextLong(), random.nextLong());
            tokens.add(token);
            long value = random.nextInt(1000);
            builder.add(token, value);
            map.merge(token, value, Math::min);
        }
        TokenIndex index = builder.build();
        assertEquals(map.size(), index.size());
        map.forEach((token, value) -> assertEquals(value, index.get(token)));
        assertEquals(TokenIndex.NONE, index.get(new Token(-1, random.nextLong())));
        assertEquals(TokenIndex.NONE, index.get(new Token(random.nextLong(), 0)));
    }

    @Test
    void aNumberIsSetOnce() {
        TokenIndex.Builder builder = new TokenIndex.Builder();
        Token token = Token.of("0123456789abcdef0123456789abcdef");
        builder.add(token, TokenIndex.NONE);
        TokenIndex index = builder.build();
        assertTrue(index.set(token, 5));
        assertFalse(index.set(token, 6));
        assertFalse(index.set(Token.of("another"), 7));
        assertEquals(5, index.get(token));
    }

    @Test
    void hexNamesBecomeTheirOwnBitsAndOthersAreHashed() {
        assertEquals(
                new Token(0x0123456789abcdefL, 0xfedcba9876543210L),
                Token.of("0123456789abcdeffedcba9876543210"));
        assertNotEquals(
                Token.of("0123456789abcdeffedcba9876543210"),
                Token.of("0123456789ABCDEFFEDCBA9876543210"));
        assertNotEquals(Token.of("1"), Token.of("2"));
        assertNotEquals(Token.of("ab"), Token.of("ba"));
    }

    @ParameterizedTest
    @CsvSource({"81, 1, 0", "82, 7, 200", "83, 3, 64"})
    void groupsKeepTheOrderOfTheFile(long seed, int groups, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        GroupedOffsets.Builder builder = new GroupedOffsets.Builder();
        Map<Integer, List<Long>> map = new HashMap<>();
        for (long offset = 0; offset < rows; offset++) {
            int group = random.nextInt(groups);
            builder.add(group, offset);
            map.computeIfAbsent(group, g -> new ArrayList<>()).add(offset);
        }
        GroupedOffsets grouped = builder.build(groups);
        for (int group = 0; group < groups; group++) {
            long[] expected =
                    map.getOrDefault(group, List.of()).stream()
                            .mapToLong(Long::longValue)
                            .toArray();
            assertArrayEquals(expected, grouped.of(group));
        }
    }
}
