package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** The content of one file of an archive; whoever reads to its end knows that every byte is the one that was packed. */
final class MemberStream extends InputStream {

    private final InputStream in;
    private final String archive;
    private final PackMember member;
    private final CRC32C crc = new CRC32C();
    private long left;

    private MemberStream(InputStream in, String archive, PackMember member) {
        this.in = in;
        this.archive = archive;
        this.member = member;
        this.left = member.file().bytes();
    }

    /**
     * Reads the header and stands before the content.
     *
     * @param in stands at the header; closed with this, and if the header is wrong
     * @param archive its name, for messages
     * @throws DatasetException if the header is not that of the file
     */
    static MemberStream of(InputStream in, String archive, PackMember member) throws IOException {
        try {
            long at = member.offset() - TarHeader.BLOCK;
            byte[] block = in.readNBytes(TarHeader.BLOCK);
            if (block.length < TarHeader.BLOCK) {
                throw problem(archive, member, "the archive ends before it");
            }
            TarHeader header = TarHeader.read(block, archive, at);
            if (!header.equals(new TarHeader(member.file().name(), member.file().bytes()))) {
                throw problem(
                        archive,
                        member,
                        "the archive has another name or size there than its index");
            }
            return new MemberStream(in, archive, member);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static DatasetException problem(String archive, PackMember member, String reason) {
        return new DatasetException(
                archive,
                "byte " + member.offset(),
                member.file().name() + ": " + reason,
                "Copy the archive and its index again, or pack the files again.");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            if ((int) crc.getValue() != member.crc()) {
                throw problem(archive, member, "its bytes are not those that were packed");
            }
            return -1;
        }
        int n = in.read(target, from, (int) Math.min(length, left));
        if (n < 0) {
            throw problem(archive, member, "the archive ends " + left + " bytes too early");
        }
        crc.update(target, from, n);
        left -= n;
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
