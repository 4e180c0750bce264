package dev.sightline.apps.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sightline.apps.eval.DataFile;
import dev.sightline.apps.eval.FrameKey;
import dev.sightline.apps.eval.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Slices of a shard as bytes, in JSON: what the driver sends to executors. Few bytes: names of files, never their content. */
final class Slices {

    /** Frames per slice: the least that is moved, a second of work or less. */
    static final int FRAMES = 32;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Slices() {}

    /** The slices of a shard, in order. */
    static List<byte[]> of(Shard shard) throws IOException {
        List<byte[]> slices = new ArrayList<>();
        for (Shard slice : Shard.of(shard.frames(), FRAMES)) {
            slices.add(encode(slice));
        }
        return slices;
    }

    static byte[] encode(Shard slice) throws IOException {
        ArrayNode frames = MAPPER.createArrayNode();
        for (FrameKey frame : slice.frames()) {
            ArrayNode row = frames.addArray().add(frame.scene()).add(frame.token());
            for (DataFile file : List.of(frame.truth(), frame.prediction(), frame.aside())) {
                row.add(file.name()).add(file.bytes()).add(file.modifiedMs());
            }
        }
        return MAPPER.writeValueAsBytes(frames);
    }

    static Shard decode(byte[] bytes) throws IOException {
        List<FrameKey> frames = new ArrayList<>();
        for (JsonNode row : MAPPER.readTree(bytes)) {
            frames.add(
                    new FrameKey(
                            row.path(0).asText(),
                            row.path(1).asText(),
                            file(row, 2),
                            file(row, 5),
                            file(row, 8)));
        }
        return new Shard(0, frames);
    }

    private static DataFile file(JsonNode row, int at) {
        return new DataFile(
                row.path(at).asText(), row.path(at + 1).asLong(), row.path(at + 2).asLong());
    }
}
