package dev.sightline.apps.spark;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.TaskContext;

/** This machine's files under {@code failing:}, on which the first attempt of every task breaks after it has read some frames. */
public final class FailingFiles extends RawLocalFileSystem {

    static final String SCHEME = "failing";
    static final AtomicInteger FAILURES = new AtomicInteger();

    private static final String BROKEN_AT = "5/labels.npz";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    /** Plain values, as other file systems give: those of local files ask for permissions by starting a process each. */
    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        FileStatus[] plain = super.listStatus(folder);
        for (int i = 0; i < plain.length; i++) {
            FileStatus s = plain[i];
            plain[i] =
                    new FileStatus(
                            s.getLen(),
                            s.isDirectory(),
                            1,
                            s.getBlockSize(),
                            s.getModificationTime(),
                            s.getPath());
        }
        return plain;
    }

    @Override
    public FSDataInputStream open(Path file, int bufferSize) throws IOException {
        TaskContext task = TaskContext.get();
        if (task != null && task.attemptNumber() == 0 && file.toString().endsWith(BROKEN_AT)) {
            FAILURES.incrementAndGet();
            throw new IllegalStateException("this executor is lost");
        }
        return super.open(new Path(file.toUri().getPath()), bufferSize);
    }
}
