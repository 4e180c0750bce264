package dev.sightline.apps.eval;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in the making, over values that cannot run into each other. */
final class Sha256 {

    private final MessageDigest sha;

    Sha256() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Sha256 text(String s) {
        byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        sha.update(bytes);
        return this;
    }

    Sha256 number(long n) {
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(0, n));
        return this;
    }

    Sha256 bytes(byte[] bytes, int length) {
        number(length);
        sha.update(bytes, 0, length);
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(sha.digest());
    }

    /** The plain SHA-256 of some bytes, as {@code sha256sum} prints it. */
    static String of(byte[] bytes, int length) {
        Sha256 plain = new Sha256();
        plain.sha.update(bytes, 0, length);
        return plain.hex();
    }

    /** The digest as four numbers. */
    long[] words() {
        ByteBuffer bytes = ByteBuffer.wrap(sha.digest());
        return new long[] {
            bytes.getLong(0), bytes.getLong(8), bytes.getLong(16), bytes.getLong(24)
        };
    }

    /** Four numbers as a digest is written. */
    static String hex(long[] words) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * Long.BYTES);
        for (long word : words) {
            bytes.putLong(word);
        }
        return HexFormat.of().formatHex(bytes.array());
    }
}
