package dev.sightline.apps.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The durable results of finished shards: one file each, whole or absent, whatever happens to the process. A file that belongs to
 * another run, or that is damaged, counts as absent, so its shard is scored again. Safe for many threads and processes.
 */
public final class ShardStore {

    private static final String SCHEMA = "sightline/shard/1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final String identity;

    /**
     * A store.
     *
     * @param folder is made if it does not exist
     * @param identity hash of everything that decides a result, {@link EvaluationPlan#identity}
     */
    public ShardStore(Path folder, String identity) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.identity = identity;
    }

    /** The state of a shard, if it was finished. */
    public Optional<EvaluationState> find(Shard shard) {
        Path file = file(shard);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            JsonNode state = root.path("state");
            byte[] bytes = MAPPER.writeValueAsBytes(state);
            boolean ours =
                    root.path("schema").asText().equals(SCHEMA)
                            && root.path("shard").asText().equals(shard.hash(identity))
                            && root.path("sha256").asText().equals(hash(bytes));
            return ours ? Optional.of(StateCodec.state(state)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a shard seems finished: its file is there. Only {@link #find} says whether it is good. */
    public boolean has(Shard shard) {
        return Files.isRegularFile(file(shard));
    }

    /** Writes the state of a finished shard: temporary file, sync, rename. */
    public void put(Shard shard, EvaluationState state) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode tree = StateCodec.tree(state);
        root.put("schema", SCHEMA);
        root.put("shard", shard.hash(identity));
        root.put("sha256", hash(MAPPER.writeValueAsBytes(tree)));
        root.set("state", tree);
        byte[] bytes = MAPPER.writeValueAsBytes(root);
        WholeFile.write(file(shard), out -> out.write(bytes));
    }

    private Path file(Shard shard) {
        return folder.resolve("part-" + shard.hash(identity) + ".json");
    }

    private static String hash(byte[] bytes) {
        return new Sha256().bytes(bytes, bytes.length).hex();
    }
}
