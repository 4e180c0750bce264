package dev.sightline.apps.spark;

import dev.sightline.apps.eval.DataFile;
import dev.sightline.apps.eval.DataFiles;
import dev.sightline.datasets.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder on any file system that Hadoop knows: {@code file:}, {@code hdfs:}, {@code s3a:} (whose jar and keys come with the cluster's
 * configuration). Names lead below the folder or nowhere.
 */
final class HadoopFiles implements DataFiles {

    private static final int DEPTH = 5;

    private final Path root;
    private final FileSystem system;

    private HadoopFiles(Path root, FileSystem system) {
        this.root = root;
        this.system = system;
    }

    /**
     * Opens a folder.
     *
     * @param uri with a scheme, or a plain path of the default file system
     * @throws DatasetException if nothing is there
     */
    static HadoopFiles of(String uri, Configuration configuration) throws IOException {
        Path path = new Path(uri);
        FileSystem system = path.getFileSystem(configuration);
        Path root = system.makeQualified(path);
        if (!system.exists(root) || !system.getFileStatus(root).isDirectory()) {
            throw new DatasetException(
                    uri, "", "no such folder", "Check the address and the cluster's configuration.");
        }
        return new HadoopFiles(root, system);
    }

    @Override
    public String name() {
        return root.getName().isEmpty() ? "/" : root.getName();
    }

    @Override
    public List<DataFile> list(String ending) throws IOException {
        List<DataFile> files = new ArrayList<>();
        list(root, "", 0, ending, files);
        files.sort(Comparator.comparing(DataFile::name));
        return files;
    }

    private void list(Path folder, String prefix, int depth, String ending, List<DataFile> files)
            throws IOException {
        for (FileStatus status : system.listStatus(folder)) {
            String name = prefix + status.getPath().getName();
            if (status.isDirectory() && depth < DEPTH - 1) {
                list(status.getPath(), name + "/", depth + 1, ending, files);
            } else if (status.isFile() && name.endsWith(ending)) {
                files.add(new DataFile(name, status.getLen(), status.getModificationTime()));
            }
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        URI below = URI.create("x:/").resolve(new Path("/" + name).toUri().getRawPath());
        boolean inside = !name.isEmpty() && !name.startsWith("/") && !name.contains("..");
        if (!inside || below.getRawPath().contains("..")) {
            throw new DatasetException(
                    name, "", "leads outside the folder", "Correct the list of files.");
        }
        try {
            return system.open(new Path(root, name));
        } catch (java.io.FileNotFoundException e) {
            throw new DatasetException(
                    name, "", "file is missing", "Copy it again, or leave its frame out.", e);
        }
    }
}
