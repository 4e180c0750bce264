package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.SensorFile;
import dev.sightline.datasets.json.JsonTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the tables lie below the root: in {@code v1.0-*} (nuScenes) or {@code annotation} (T4).
 *
 * @param root the recording's folder, from which file names in tables count
 * @param name the tables' folder, relative to the root
 * @param others further table folders that were not chosen
 */
record TableFolder(DatasetRoot root, String name, List<String> others) {

    /** Without these nothing can be read. */
    static final List<String> NEEDED =
            List.of("scene", "sample", "sample_data", "ego_pose", "calibrated_sensor", "sensor");

    /** Without these something is missing, which is said. */
    static final List<String> OPTIONAL =
            List.of("sample_annotation", "instance", "category", "log", "map");

    /** Larger splits first. */
    private static final List<String> PREFERRED =
            List.of("v1.0-trainval", "v1.0-mini", "v1.0-test");

    /** Finds the tables of a folder, or of its parent where the folder holds the tables themselves. */
    static Optional<TableFolder> find(DatasetRoot root) throws DatasetException {
        List<String> names = candidates(root);
        if (!names.isEmpty()) {
            return Optional.of(new TableFolder(root, names.get(0), names.subList(1, names.size())));
        }
        Path folder = root.folder();
        Path parent = folder.getParent();
        if (parent != null && isTableName(folder.getFileName().toString()) && hasTables(root, "")) {
            String name = folder.getFileName().toString();
            return Optional.of(new TableFolder(DatasetRoot.of(parent), name, List.of()));
        }
        return Optional.empty();
    }

    private static List<String> candidates(DatasetRoot root) throws DatasetException {
        List<String> names =
                new ArrayList<>(SensorFile.stems(root, ".", "", TableFolder::isTableName));
        names.removeIf(name -> !hasTables(root, name + "/"));
        List<String> ordered = new ArrayList<>(PREFERRED);
        ordered.retainAll(names);
        names.removeAll(ordered);
        ordered.addAll(names);
        return List.copyOf(ordered);
    }

    private static boolean isTableName(String name) {
        return name.startsWith("v1.0-") || name.equals("annotation");
    }

    private static boolean hasTables(DatasetRoot root, String prefix) {
        return root.has(prefix + "sample.json") && root.has(prefix + "sample_data.json");
    }

    boolean has(String table) {
        return root.has(path(table));
    }

    JsonTable table(String table) throws DatasetException {
        return JsonTable.of(root, path(table));
    }

    private String path(String table) {
        return name + "/" + table + ".json";
    }
}
