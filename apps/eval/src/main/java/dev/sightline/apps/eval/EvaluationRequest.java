package dev.sightline.apps.eval;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be scored, and how: all that decides a result, beside the files.
 *
 * @param protocol its name, {@code occ3d-nuscenes}
 * @param mask which voxels count; empty for the protocol's own choice
 * @param nanRule what an absent class counts as; empty for the protocol's own choice
 * @param split tokens or scenes to score, as {@link Split} reads them; empty for all
 */
public record EvaluationRequest(String protocol, String mask, String nanRule, Split split) {

    /** The same as text: goes to workers, and into the hash that says whether a run may be resumed. */
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        map.put("protocol", protocol);
        map.put("mask", mask);
        map.put("nan_rule", nanRule);
        map.put("split", split.sha256());
        return map;
    }
}
