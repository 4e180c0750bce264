package dev.sightline.datasets.nuscenes;

import dev.sightline.datasets.SceneInfo;
import dev.sightline.datasets.json.JsonTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of the tables: small ones whole, large ones as the places of the rows that samples need.
 *
 * @param tables where the tables lie
 * @param scenes by name
 * @param samples in scene order, then in time order
 * @param calibrations by token
 * @param sampleData the table of sensor files
 * @param keyFrames per sample, its key-frame rows in {@code sampleData}
 * @param egoPoses the table of ego poses
 * @param poseOffsets where the rows lie that key frames name
 * @param annotations true boxes from the tables, if they are there
 * @param infos true boxes from mmdet3d info files, if they are there
 * @param remarks what a user should know
 */
record NuScenesIndex(
        TableFolder tables,
        List<Scene> scenes,
        List<SampleEntry> samples,
        Map<String, Calibration> calibrations,
        JsonTable sampleData,
        GroupedOffsets keyFrames,
        JsonTable egoPoses,
        TokenIndex poseOffsets,
        Optional<AnnotationTable> annotations,
        Optional<InfoFile> infos,
        List<String> remarks) {

    /**
     * A scene.
     *
     * @param info what a user sees of it
     * @param from its first sample
     * @param to one after its last sample
     * @param readable samples of which at least one sensor file is here, ascending
     */
    record Scene(SceneInfo info, int from, int to, List<Integer> readable) {}

    /**
     * A row of {@code sample}.
     *
     * @param token its name
     * @param timeNs nominal time, ns
     * @param scene index of its scene
     */
    record SampleEntry(String token, long timeNs, int scene) {}
}
