package dev.sightline.apps.eval;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads files of archives for one thread. Whoever reads neighbours, as an evaluation does, gets many of them with one read; whoever
 * jumps pays for nothing that is not asked for.
 */
final class PackWindow {

    private final DataFiles root;
    private final int ahead;

    private int pack = -1;
    private long next; // where the file would stand that follows the last one
    private byte[] bytes = new byte[0]; // never written again: streams over it may be open
    private long from;

    /**
     * A window.
     *
     * @param ahead the most bytes to read at once beyond a single file
     */
    PackWindow(DataFiles root, int ahead) {
        this.root = root;
        this.ahead = ahead;
    }

    /** Opens a file at its header. */
    InputStream open(PackIndex index, PackMember member) throws IOException {
        long start = member.offset() - TarHeader.BLOCK;
        int length = Math.toIntExact(TarHeader.BLOCK + member.file().bytes());
        boolean same = index.number() == pack;
        boolean follows = same && start == next;
        if (!same) {
            pack = index.number();
            bytes = new byte[0]; // they are of another archive
        }
        next = member.end();
        if (same && start >= from && start + length <= from + bytes.length) {
            return new ByteArrayInputStream(bytes, (int) (start - from), length);
        }
        String tar = PackIndex.tarName(pack);
        if (!follows || length > ahead) {
            return root.open(tar, start, length);
        }
        int most = (int) Math.min(ahead, index.bytes() - start);
        try (InputStream in = root.open(tar, start, most)) {
            bytes = in.readNBytes(most);
            from = start;
        }
        return new ByteArrayInputStream(bytes, 0, Math.min(length, bytes.length));
    }
}
