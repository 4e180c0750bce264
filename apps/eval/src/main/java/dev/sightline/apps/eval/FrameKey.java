package dev.sightline.apps.eval;

/**
 * One frame to score: which files, by names relative to the two roots. A small value that goes to threads, processes and clusters.
 *
 * @param scene the drive it belongs to: the unit of confidence intervals
 * @param token its name in messages, unique in a run
 * @param truth file of the truth
 * @param prediction file of the prediction
 * @param aside a second file of the truth that the protocol reads (ray origins, invalid voxels); {@link DataFile#NONE} if absent
 */
public record FrameKey(
        String scene, String token, DataFile truth, DataFile prediction, DataFile aside) {}
