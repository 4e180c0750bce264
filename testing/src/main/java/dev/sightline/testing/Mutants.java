package dev.sightline.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Damages valid bytes in the ways that files are damaged, repeatably.
 *
 * <p>Mutant {@code index} of a {@code seed} depends on those two and the bytes alone, so one
 * failing case can be run again by itself. Every third mutant is damaged twice. Some mutants may
 * equal the original (two swapped words may be the same word): a reader may accept any mutant, what
 * it may not do is fail in an untyped way.
 */
final class Mutants {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern TOKEN = Pattern.compile("[\\p{Alnum}_.+-]+");
    private static final List<String> BAD_NUMBERS =
            List.of("NaN", "-inf", "1e999", "-1", "0", "4294967295", "99999999999999999999", "");
    private static final int[] BAD_LENGTHS = {0xFFFFFFFF, 0x7FFFFFFF, 0x80000000, 0x10000000, 0};

    /** Text damage looks only at this much around a random place, so that large files stay fast. */
    private static final int TEXT_WINDOW = 4096;

    private Mutants() {}

    private enum Kind {
        FLIP_BITS,
        TRUNCATE,
        INSERT,
        DELETE,
        BLOW_UP_LENGTH,
        DUPLICATE_BLOCK,
        REPLACE_NUMBER,
        SWAP_TOKENS
    }

    /**
     * Returns mutant number {@code index} of {@code valid}; the argument is not changed.
     *
     * @param valid the bytes of a file that its reader accepts
     * @param seed the same for all mutants of one test
     * @param index 0, 1, 2, ...
     */
    static byte[] mutant(byte[] valid, long seed, int index) {
        // Multiplying spreads neighbouring indices over unrelated streams.
        SplittableRandom random = new SplittableRandom(seed + index * 0x9E3779B97F4A7C15L);
        Kind[] kinds = Kind.values();
        byte[] mutant = damage(valid, kinds[index % kinds.length], random);
        return index % 3 == 2
                ? damage(mutant, kinds[random.nextInt(kinds.length)], random)
                : mutant;
    }

    private static byte[] damage(byte[] bytes, Kind kind, SplittableRandom random) {
        if (bytes.length == 0) {
            return insert(bytes, random);
        }
        return switch (kind) {
            case FLIP_BITS -> flipBits(bytes, random);
            case TRUNCATE -> Arrays.copyOf(bytes, place(bytes.length, random));
            case INSERT -> insert(bytes, random);
            case DELETE -> delete(bytes, random);
            case BLOW_UP_LENGTH -> blowUpLength(bytes, random);
            case DUPLICATE_BLOCK -> duplicateBlock(bytes, random);
            case REPLACE_NUMBER -> replaceNumber(bytes, random);
            case SWAP_TOKENS -> swapTokens(bytes, random);
        };
    }

    /** A place in the file. Half of them lie in its first or last 256 bytes: headers and footers. */
    private static int place(int length, SplittableRandom random) {
        int edge = Math.min(length, 256);
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(edge);
            case 1 -> length - 1 - random.nextInt(edge);
            default -> random.nextInt(length);
        };
    }

    private static byte[] flipBits(byte[] bytes, SplittableRandom random) {
        byte[] mutant = bytes.clone();
        for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
            mutant[place(mutant.length, random)] ^= (byte) (1 << random.nextInt(8));
        }
        return mutant;
    }

    private static byte[] insert(byte[] bytes, SplittableRandom random) {
        byte[] extra = new byte[1 + random.nextInt(16)];
        random.nextBytes(extra);
        return splice(bytes, bytes.length == 0 ? 0 : place(bytes.length, random), 0, extra);
    }

    private static byte[] delete(byte[] bytes, SplittableRandom random) {
        int at = place(bytes.length, random);
        return splice(bytes, at, Math.min(1 + random.nextInt(16), bytes.length - at), new byte[0]);
    }

    private static byte[] blowUpLength(byte[] bytes, SplittableRandom random) {
        byte[] mutant = bytes.clone();
        if (mutant.length < Integer.BYTES) {
            Arrays.fill(mutant, (byte) 0xFF);
            return mutant;
        }
        int at = Math.min(place(mutant.length, random), mutant.length - Integer.BYTES);
        // Binary formats align their fields; half of the damage should hit one.
        int aligned = random.nextBoolean() ? at & ~3 : at;
        ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int length = BAD_LENGTHS[random.nextInt(BAD_LENGTHS.length)];
        ByteBuffer.wrap(mutant).order(order).putInt(aligned, length);
        return mutant;
    }

    private static byte[] duplicateBlock(byte[] bytes, SplittableRandom random) {
        int at = place(bytes.length, random);
        int end = at + Math.min(1 + random.nextInt(512), bytes.length - at);
        return splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, end));
    }

    private static byte[] replaceNumber(byte[] bytes, SplittableRandom random) {
        int from = windowStart(bytes, random);
        List<MatchResult> numbers = find(NUMBER, bytes, from);
        if (numbers.isEmpty()) {
            return flipBits(bytes, random);
        }
        MatchResult number = numbers.get(random.nextInt(numbers.size()));
        String bad = BAD_NUMBERS.get(random.nextInt(BAD_NUMBERS.size()));
        int length = number.end() - number.start();
        return splice(
                bytes, from + number.start(), length, bad.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] swapTokens(byte[] bytes, SplittableRandom random) {
        int from = windowStart(bytes, random);
        List<MatchResult> tokens = find(TOKEN, bytes, from);
        if (tokens.size() < 2) {
            return flipBits(bytes, random);
        }
        int one = random.nextInt(tokens.size() - 1);
        MatchResult first = tokens.get(one);
        MatchResult second = tokens.get(one + 1 + random.nextInt(tokens.size() - 1 - one));
        byte[] firstWord = first.group().getBytes(StandardCharsets.ISO_8859_1);
        byte[] secondWord = second.group().getBytes(StandardCharsets.ISO_8859_1);
        // The later one first, so that the earlier one's place stays valid.
        byte[] half = splice(bytes, from + second.start(), secondWord.length, firstWord);
        return splice(half, from + first.start(), firstWord.length, secondWord);
    }

    private static int windowStart(byte[] bytes, SplittableRandom random) {
        return Math.max(0, place(bytes.length, random) - TEXT_WINDOW / 2);
    }

    private static List<MatchResult> find(Pattern pattern, byte[] bytes, int from) {
        int length = Math.min(TEXT_WINDOW, bytes.length - from);
        // ISO 8859-1 maps every byte to one char, so places in the text are places in the file.
        String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        return new ArrayList<>(pattern.matcher(text).results().toList());
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] added) {
        byte[] result = new byte[bytes.length - removed + added.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, added.length);
        int rest = bytes.length - at - removed;
        System.arraycopy(bytes, at + removed, result, at + added.length, rest);
        return result;
    }
}
