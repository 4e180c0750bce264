package dev.sightline.datasets.json;

import dev.sightline.datasets.CountingStream;
import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * What a gzip file inflates to, bounded: 1 GiB, and beyond 16 MiB no more than 200 times the bytes read so far. (Long lists of zeros in
 * JSON reach 100.)
 */
final class Gunzip extends InputStream {

    private static final long MAX_BYTES = 1L << 30;
    private static final long RATIO_FLOOR = 16L << 20;
    private static final long MAX_RATIO = 200;

    private final String file;
    private final CountingStream compressed;
    private final InputStream inflated;
    private long count;

    Gunzip(String file, InputStream in) throws IOException {
        this.file = file;
        this.compressed = new CountingStream(in);
        this.inflated = new GZIPInputStream(compressed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = inflated.read(target, offset, length);
        count += Math.max(n, 0);
        if (count > MAX_BYTES || count > RATIO_FLOOR && count > MAX_RATIO * compressed.count()) {
            throw new DatasetException(
                    file,
                    "byte " + compressed.count(),
                    "inflates to more than " + MAX_RATIO + " times its size, or than 1 GiB",
                    "Do not use this file, or split it.");
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        inflated.close();
    }
}
