package dev.sightline.apps.eval;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder that is not on a disk. */
final class MemoryFiles implements DataFiles {

    private final Map<String, byte[]> files = new HashMap<>();

    MemoryFiles put(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<DataFile> list(String ending) {
        return new TreeMap<>(files)
                .entrySet().stream()
                        .filter(e -> e.getKey().endsWith(ending))
                        .map(e -> new DataFile(e.getKey(), e.getValue().length, 0))
                        .toList();
    }

    @Override
    public InputStream open(String name) throws NoSuchFileException {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new NoSuchFileException(name);
        }
        return new ByteArrayInputStream(bytes);
    }
}
