package dev.sightline.datasets.npy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stands before the values: a Python dictionary of exactly {@code descr}, {@code fortran_order} and {@code shape}. Parsed by
 * hand, because the text is a literal of another language and must not be evaluated.
 *
 * @param type element type
 * @param bigEndian byte order of the file
 * @param fortranOrder whether the first axis is contiguous
 * @param shape lengths of the axes
 */
record NpyHeader(NpyType type, boolean bigEndian, boolean fortranOrder, List<Integer> shape) {

    /** NumPy arrays have at most 64 axes. */
    private static final int MAX_AXES = 64;

    /** Why a header cannot be used; the place is counted from the start of the dictionary. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        final int place;

        Malformed(int place, String reason) {
            super(reason);
            this.place = place;
        }
    }

    static NpyHeader parse(byte[] text) throws Malformed {
        return new Parser(new String(text, StandardCharsets.ISO_8859_1)).header();
    }

    /** Number of values times bytes per value. */
    long payloadBytes() throws Malformed {
        try {
            long product = type.bytes();
            for (int n : shape) {
                product = Math.multiplyExact(product, n);
            }
            return product;
        } catch (ArithmeticException e) {
            throw new Malformed(0, "shape " + shape + " overflows");
        }
    }

    /** The header that NumPy writes: version 1.0, padded so that values start at a multiple of 64. */
    static byte[] write(NpyArray array) {
        String shape =
                IntStream.of(array.shape())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
        String tuple = "(" + shape + (array.rank() == 1 ? ",)" : ")");
        String dictionary =
                "{'descr': '"
                        + array.type().descr()
                        + "', 'fortran_order': False, 'shape': "
                        + tuple
                        + ", }";
        int length = (10 + dictionary.length() + 1 + 63) / 64 * 64 - 10;
        byte[] header = new byte[10 + length];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(Npy.MAGIC, 0, header, 0, 6);
        header[6] = 1;
        header[7] = 0;
        header[8] = (byte) length;
        header[9] = (byte) (length >> 8);
        byte[] ascii = dictionary.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, 10, ascii.length);
        header[header.length - 1] = '\n';
        return header;
    }

    /** A reader of exactly that dictionary. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        NpyHeader header() throws Malformed {
            Optional<String> descr = Optional.empty();
            Optional<Boolean> fortran = Optional.empty();
            Optional<List<Integer>> shape = Optional.empty();
            expect('{');
            while (!accept('}')) {
                int keyAt = at;
                String key = quoted();
                expect(':');
                switch (key) {
                    case "descr" -> descr = Optional.of(descr());
                    case "fortran_order" -> fortran = Optional.of(bool());
                    case "shape" -> shape = Optional.of(tuple());
                    default ->
                            throw new Malformed(keyAt, "unknown header key '" + shown(key) + "'");
                }
                if (!accept(',')) {
                    expect('}');
                    break;
                }
            }
            skipSpace();
            if (at != text.length()) {
                throw new Malformed(at, "text after the header's dictionary");
            }
            if (descr.isEmpty() || fortran.isEmpty() || shape.isEmpty()) {
                throw new Malformed(at, "header lacks one of descr, fortran_order, shape");
            }
            return typed(descr.get(), fortran.get(), shape.get());
        }

        private NpyHeader typed(String descr, boolean fortran, List<Integer> shape)
                throws Malformed {
            String name = descr.isEmpty() ? "" : descr.substring(1);
            char order = descr.isEmpty() ? '?' : descr.charAt(0);
            if (name.startsWith("O") || descr.equals("O")) {
                throw new Malformed(
                        0, "dtype 'object' holds pickled Python, which is never executed");
            }
            Optional<NpyType> type = NpyType.of(name);
            boolean orderKnown =
                    order == '<'
                            || order == '>'
                            || (order == '|' && type.map(t -> t.bytes() == 1).orElse(false));
            if (type.isEmpty() || !orderKnown) {
                throw new Malformed(
                        0,
                        "dtype '"
                                + shown(descr)
                                + "' is not read: need b1, i1..i8, u1..u8, f2, f4 or f8");
            }
            return new NpyHeader(type.get(), order == '>', fortran, shape);
        }

        private String descr() throws Malformed {
            skipSpace();
            if (at < text.length() && text.charAt(at) == '[') {
                throw new Malformed(at, "structured dtypes are not read");
            }
            return quoted();
        }

        private String quoted() throws Malformed {
            skipSpace();
            char quote = at < text.length() ? text.charAt(at) : ' ';
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                throw new Malformed(at, "expected a quoted word");
            }
            String word = text.substring(at + 1, end);
            at = end + 1;
            return word;
        }

        private boolean bool() throws Malformed {
            skipSpace();
            for (String word : List.of("True", "False")) {
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return word.equals("True");
                }
            }
            throw new Malformed(at, "expected True or False");
        }

        private List<Integer> tuple() throws Malformed {
            List<Integer> axes = new ArrayList<>();
            expect('(');
            while (!accept(')')) {
                axes.add(axis());
                if (axes.size() > MAX_AXES) {
                    throw new Malformed(at, "more than " + MAX_AXES + " axes");
                }
                if (!accept(',')) {
                    expect(')');
                    break;
                }
            }
            return List.copyOf(axes);
        }

        private int axis() throws Malformed {
            skipSpace();
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            String digits = text.substring(start, at);
            if (digits.isEmpty()
                    || digits.length() > 10
                    || Long.parseLong(digits) > Integer.MAX_VALUE) {
                throw new Malformed(start, "an axis must be a number from 0 to 2^31-1");
            }
            if (at < text.length() && text.charAt(at) == 'L') {
                at++; // Python 2 wrote its long integers so
            }
            return Integer.parseInt(digits);
        }

        private boolean accept(char c) {
            skipSpace();
            boolean found = at < text.length() && text.charAt(at) == c;
            at += found ? 1 : 0;
            return found;
        }

        private void expect(char c) throws Malformed {
            if (!accept(c)) {
                throw new Malformed(at, "expected '" + c + "'");
            }
        }

        private void skipSpace() {
            while (at < text.length() && " \t\r\n\0".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private static String shown(String word) {
            String safe = word.replaceAll("[^\\x20-\\x7e]", "?");
            return safe.length() > 40 ? safe.substring(0, 40) + "..." : safe;
        }
    }
}
