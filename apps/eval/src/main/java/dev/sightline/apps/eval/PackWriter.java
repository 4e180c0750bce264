package dev.sightline.apps.eval;

import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes archives and their indexes. The same files, times of change included, give the same bytes; each archive and index is whole
 * under its name or absent.
 */
public final class PackWriter {

    /** Told after every file; may throw to end the work. */
    @FunctionalInterface
    public interface Step {
        void done(DataFile file);
    }

    private final DataFiles source;
    private final PackPlan plan;
    private final Path folder;

    /**
     * A writer.
     *
     * @param source what the plan was made of
     * @param folder where archives go; exists
     */
    public PackWriter(DataFiles source, PackPlan plan, Path folder) {
        this.source = source;
        this.plan = plan;
        this.folder = folder;
    }

    /**
     * Writes all archives.
     *
     * @throws DatasetException if a file changed since it was listed
     */
    public void write(Step step) throws IOException {
        for (int i = 0; i < plan.packs().size(); i++) {
            List<PackMember> members = new ArrayList<>();
            int pack = i;
            WholeFile.write(
                    folder.resolve(PackIndex.tarName(i)), out -> archive(pack, members, out, step));
            int count = plan.packs().size();
            byte[] index = new PackIndex(i, count, plan.bytes(i), members).text();
            if (index.length > PackIndex.MAX_BYTES) {
                throw new DatasetException(
                        PackIndex.indexName(i),
                        "",
                        "would have " + index.length + " bytes, more than 64 MiB",
                        "Give a smaller --shard-mb.");
            }
            WholeFile.write(folder.resolve(PackIndex.indexName(i)), out -> out.write(index));
        }
    }

    /**
     * Reads everything back from the disk and compares it with the index and the plan.
     *
     * @throws DatasetException if anything is not as it was planned
     */
    public void verify(Step step) throws IOException {
        PackedFiles packed = PackedFiles.of(LocalFiles.of(folder));
        byte[] buffer = new byte[1 << 16];
        int seen = 0;
        for (List<DataFile> pack : plan.packs()) {
            for (DataFile file : pack) {
                try (InputStream in = packed.open(file.name())) {
                    while (in.read(buffer, 0, buffer.length) >= 0) {
                        // to the end, where the stream compares the checksum
                    }
                }
                seen++;
                step.done(file);
            }
        }
        if (packed.list("").size() != seen) {
            throw new IOException("packed " + packed.list("").size() + " files, planned " + seen);
        }
    }

    private void archive(int pack, List<PackMember> members, OutputStream out, Step step)
            throws IOException {
        long at = 0;
        for (DataFile file : plan.packs().get(pack)) {
            out.write(new TarHeader(file.name(), file.bytes()).bytes());
            int crc = copy(file, out);
            long span = TarHeader.span(file.bytes());
            out.write(new byte[(int) (span - TarHeader.BLOCK - file.bytes())]);
            members.add(new PackMember(at + TarHeader.BLOCK, crc, file));
            at += span;
            step.done(file);
        }
        out.write(new byte[TarHeader.END]);
    }

    private int copy(DataFile file, OutputStream out) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        try (InputStream in = source.open(file.name())) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                copied += n;
                if (copied > file.bytes()) {
                    break;
                }
                crc.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        if (copied != file.bytes()) {
            throw new DatasetException(
                    file.name(),
                    "byte " + Math.min(copied, file.bytes()),
                    "was listed with " + file.bytes() + " bytes and has another size now",
                    "Pack when nothing writes there any more.");
        }
        return (int) crc.getValue();
    }
}
