package dev.sightline.apps.eval;

import java.io.IOException;
import java.io.InputStream;

/** The next bytes of a stream, and not one more: it ends where they end, or where the stream does. */
public final class FileRange extends InputStream {

    private final InputStream in;
    private long left;

    /**
     * A part of a stream, which is closed with it.
     *
     * @param in stands at the first byte
     * @param bytes how many
     */
    public FileRange(InputStream in, long bytes) {
        this.in = in;
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        int value = left <= 0 ? -1 : in.read();
        left -= value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (left <= 0) {
            return length == 0 ? 0 : -1;
        }
        int n = in.read(target, from, (int) Math.min(length, left));
        left -= Math.max(0, n);
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
