package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What one archive of a pack holds: the text file {@code NNNNN.idx} beside {@code NNNNN.tar}, so that listing never opens the archive
 * and every file is one read of a known range.
 *
 * <pre>
 * sightline/pack/1 NUMBER COUNT BYTES         which of how many archives, and its size
 * OFFSET LENGTH MODIFIED_MS CRC32C NAME       a line a file, in the order of the archive
 * sha256 HEX                                  of all bytes before this line
 * </pre>
 *
 * @param number which archive, from 0
 * @param count how many there are
 * @param bytes size of the archive
 * @param members its files, in its order, not overlapping, no name twice
 */
record PackIndex(int number, int count, long bytes, List<PackMember> members) {

    /** The most that an index may have; the largest archives have far less. */
    static final int MAX_BYTES = 1 << 26;

    /** Names have five digits. */
    static final int MAX_PACKS = 100_000;

    private static final String SCHEMA = "sightline/pack/1";
    private static final String SUM = "sha256 ";
    private static final int SUM_LINE = SUM.length() + 64 + 1;

    PackIndex {
        members = List.copyOf(members);
    }

    /** Name of an index. */
    static String indexName(int number) {
        return String.format(Locale.ROOT, "%05d.idx", number);
    }

    /** Name of an archive. */
    static String tarName(int number) {
        return String.format(Locale.ROOT, "%05d.tar", number);
    }

    /** The text of the file. */
    byte[] text() {
        StringBuilder text = new StringBuilder(SCHEMA);
        text.append(' ').append(number).append(' ').append(count).append(' ').append(bytes);
        text.append('\n');
        members.forEach(m -> text.append(m.line()).append('\n'));
        byte[] lines = text.toString().getBytes(StandardCharsets.UTF_8);
        text.append(SUM).append(Sha256.of(lines, lines.length)).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the text of a file.
     *
     * @param file its name, for messages
     * @throws DatasetException naming the line, if it is damaged or says what cannot be
     */
    static PackIndex parse(byte[] text, String file) throws DatasetException {
        int body = text.length - SUM_LINE;
        String sum = body <= 0 ? "" : new String(text, body, SUM_LINE, StandardCharsets.US_ASCII);
        if (!sum.equals(SUM + (body <= 0 ? "" : Sha256.of(text, body)) + "\n")) {
            throw new DatasetException(
                    file,
                    "byte " + Math.max(0, body),
                    "the checksum does not fit the lines before it, so the index is damaged or cut off",
                    "Copy it again, or pack the files again.");
        }
        String[] lines = decode(text, body, file).split("\n");
        String[] words = lines[0].split(" ");
        if (words.length != 4
                || !words[0].equals(SCHEMA)
                || !words[1].matches("\\d{1,5}")
                || !words[2].matches("\\d{1,6}")
                || !words[3].matches("\\d{1,18}")) {
            throw PackMember.wrong(file, 1, "not '" + SCHEMA + " number count bytes'");
        }
        int number = Integer.parseInt(words[1]);
        int count = Integer.parseInt(words[2]);
        long bytes = Long.parseLong(words[3]);
        if (number >= count || count > MAX_PACKS) {
            throw PackMember.wrong(file, 1, "archive " + number + " of " + count);
        }
        return new PackIndex(number, count, bytes, members(lines, bytes, file));
    }

    private static String decode(byte[] text, int length, String file) throws DatasetException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DatasetException(file, "", "is not UTF-8", "Pack the files again.", e);
        }
    }

    private static List<PackMember> members(String[] lines, long bytes, String file)
            throws DatasetException {
        List<PackMember> members = new ArrayList<>(lines.length);
        Set<String> names = new HashSet<>();
        long free = 0;
        for (int i = 1; i < lines.length; i++) {
            PackMember member = PackMember.parse(lines[i], file, i + 1);
            long header = member.offset() - TarHeader.BLOCK;
            if (header < free || header % TarHeader.BLOCK != 0) {
                throw PackMember.wrong(
                        file,
                        i + 1,
                        "offset " + member.offset() + " is inside what stands before it");
            }
            if (member.file().bytes() > FileBytes.MAX_BYTES || member.end() > bytes) {
                throw PackMember.wrong(
                        file,
                        i + 1,
                        member.file().bytes()
                                + " bytes at "
                                + member.offset()
                                + " lead beyond the archive's "
                                + bytes
                                + ", or beyond 256 MiB");
            }
            if (!names.add(member.file().name())) {
                throw PackMember.wrong(file, i + 1, "the name of an earlier line");
            }
            free = member.end();
            members.add(member);
        }
        return members;
    }
}
