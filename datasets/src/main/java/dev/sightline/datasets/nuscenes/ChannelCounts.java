package dev.sightline.datasets.nuscenes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** How much of each channel a scene's tables and folders hold. Counts while the index is built. */
final class ChannelCounts {

    private final Map<String, Channel> channels = new TreeMap<>();

    private static final class Channel {
        private int keyFrames;
        private int sweeps;
        private int missingFiles;
        private int unread;
    }

    /** Counts a row between key frames. */
    void sweep(String channel) {
        of(channel).sweeps++;
    }

    /** Counts a key frame by what its file holds and whether the file is here. */
    void keyFrame(String name, KeyFrame.Kind kind, boolean here) {
        Channel channel = of(name);
        if (kind == KeyFrame.Kind.UNREAD) {
            channel.unread++;
        } else if (here) {
            channel.keyFrames++;
        } else {
            channel.missingFiles++;
        }
    }

    private Channel of(String name) {
        return channels.computeIfAbsent(name, n -> new Channel());
    }

    /** Channels that can be read: "CAM_FRONT x40 (+215 sweeps listed)". */
    List<String> describe() {
        List<String> described = new ArrayList<>();
        channels.forEach(
                (name, c) -> {
                    if (c.keyFrames > 0) {
                        String sweeps = c.sweeps > 0 ? " (+" + c.sweeps + " sweeps listed)" : "";
                        described.add(name + " x" + c.keyFrames + sweeps);
                    }
                });
        return described;
    }

    /** What cannot be read, over all scenes. */
    static List<String> remarks(List<ChannelCounts> scenes) {
        List<String> remarks = new ArrayList<>();
        Map<String, Integer> missing = sum(scenes, channel -> channel.missingFiles);
        if (!missing.isEmpty()) {
            remarks.add("Key-frame files not here, by channel: " + missing + ".");
        }
        Map<String, Integer> unread = sum(scenes, channel -> channel.unread);
        if (!unread.isEmpty()) {
            remarks.add("Key frames of kinds that are not read, by channel: " + unread + ".");
        }
        return remarks;
    }

    private static Map<String, Integer> sum(
            List<ChannelCounts> scenes, ToIntFunction<Channel> count) {
        Map<String, Integer> sums = new TreeMap<>();
        for (ChannelCounts scene : scenes) {
            scene.channels.forEach(
                    (name, c) -> sums.merge(name, count.applyAsInt(c), Integer::sum));
        }
        sums.values().removeIf(n -> n == 0);
        return sums;
    }
}
