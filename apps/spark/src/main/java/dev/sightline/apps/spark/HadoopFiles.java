package dev.sightline.apps.spark;

import dev.sightline.apps.eval.DataFile;
import dev.sightline.apps.eval.DataFiles;
import dev.sightline.apps.eval.FileRange;
import dev.sightline.apps.eval.Folders;
import dev.sightline.apps.eval.LocalFiles;
import dev.sightline.datasets.DatasetException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * A folder on any file system that Hadoop knows: {@code hdfs:}, {@code s3a:} (whose jar and keys come with the cluster's
 * configuration). Names lead below the folder or nowhere.
 */
final class HadoopFiles implements DataFiles {

    private final Path root;
    private final FileSystem system;

    private HadoopFiles(Path root, FileSystem system) {
        this.root = root;
        this.system = system;
    }

    /**
     * Opens a folder of loose or packed files. One on this machine is read as {@link LocalFiles} reads it: Hadoop's own way starts a process for each file.
     *
     * @param uri with a scheme, or a plain path of the default file system; not percent-encoded
     * @throws DatasetException if nothing is there
     */
    static DataFiles of(String uri, Configuration configuration) throws IOException {
        Path path = new Path(uri);
        FileSystem system = path.getFileSystem(configuration);
        Path root = system.makeQualified(path);
        if (system instanceof LocalFileSystem) {
            return Folders.of(java.nio.file.Path.of(root.toUri().getPath()));
        }
        if (!system.exists(root) || !system.getFileStatus(root).isDirectory()) {
            throw new DatasetException(
                    uri,
                    "",
                    "no such folder",
                    "Check the address and the cluster's configuration.");
        }
        return Folders.of(new HadoopFiles(root, system));
    }

    @Override
    public String name() {
        return root.getName().isEmpty() ? "/" : root.getName();
    }

    @Override
    public List<DataFile> list(String ending) throws IOException {
        List<DataFile> files = new ArrayList<>();
        int above = root.toUri().getPath().length();
        // One flat listing: an object store answers it a thousand names at a time, a folder by
        // folder walk a folder at a time.
        RemoteIterator<LocatedFileStatus> all = system.listFiles(root, true);
        while (all.hasNext()) {
            LocatedFileStatus status = all.next();
            String name = status.getPath().toUri().getPath().substring(above);
            name = name.startsWith("/") ? name.substring(1) : name;
            if (LocalFiles.listed(name, ending)) {
                files.add(new DataFile(name, status.getLen(), status.getModificationTime()));
            }
        }
        files.sort(Comparator.comparing(DataFile::name));
        return files;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return stream(name);
    }

    @Override
    public InputStream open(String name, long from, long bytes) throws IOException {
        FSDataInputStream in = stream(name);
        try {
            in.seek(from);
            return new FileRange(in, bytes);
        } catch (EOFException e) {
            return new FileRange(in, 0);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private FSDataInputStream stream(String name) throws IOException {
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new DatasetException(
                        name, "", "leads outside the folder", "Correct the list of files.");
            }
        }
        String folder = root.toString();
        try {
            return system.open(new Path(folder + (folder.endsWith("/") ? "" : "/") + name));
        } catch (FileNotFoundException e) {
            throw new DatasetException(
                    name, "", "file is missing", "Copy it again, or leave its frame out.", e);
        }
    }
}
