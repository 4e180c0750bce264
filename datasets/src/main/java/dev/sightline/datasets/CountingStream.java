package dev.sightline.datasets;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that were really taken from a stream: what a bound on inflation is measured against. */
public final class CountingStream extends FilterInputStream {

    private long count;

    public CountingStream(InputStream in) {
        super(in);
    }

    /** Bytes taken so far. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        count += Math.max(n, 0);
        return n;
    }

    /** Counted as well: what is skipped was taken. */
    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count += skipped;
        return skipped;
    }

    /** Going back would make the count a lie. */
    @Override
    public boolean markSupported() {
        return false;
    }
}
