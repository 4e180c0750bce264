package dev.sightline.apps.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationStateTest {

    @TempDir Path folder;

    private static FrameKey frame(int i) {
        DataFile file = new DataFile("f" + i, 10 + i, 0);
        return new FrameKey("scene-" + i % 3, "t" + i, file, file, DataFile.NONE);
    }

    private static EvaluationState one(int i, Random random) {
        ShardTally tally = new ShardTally();
        if (i % 7 == 0) {
            tally.lost(frame(i), "cut off");
        } else {
            tally.add(frame(i), "voxels", random.longs(5, 0, 1000).toArray());
            long[] hash = random.longs(4).toArray();
            tally.scored(frame(i), i % 5 == 0 ? Double.NaN : random.nextDouble(), hash);
        }
        return tally.state();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 2024})
    void anyOrderOfMergingGivesTheSameBytes(long seed) {
        Random random = new Random(seed);
        List<EvaluationState> states =
                new ArrayList<>(IntStream.range(0, 60).mapToObj(i -> one(i, random)).toList());
        byte[] inOrder = StateCodec.encode(sum(states));
        Collections.shuffle(states, random);
        EvaluationState left = sum(states.subList(0, 23));
        EvaluationState right = sum(states.subList(23, 60));
        assertArrayEquals(inOrder, StateCodec.encode(right.merge(left)));
        assertEquals(60, left.merge(right).frames() + left.merge(right).skipped());
    }

    private static EvaluationState sum(List<EvaluationState> states) {
        return states.stream().reduce(EvaluationState.empty(), EvaluationState::merge);
    }

    private static EvaluationState sceneOfItsOwn(int i) {
        DataFile file = new DataFile("f" + i, 10, 0);
        FrameKey frame = new FrameKey("drive-" + i, "t" + i, file, file, DataFile.NONE);
        ShardTally tally = new ShardTally();
        tally.add(frame, "voxels", new long[] {1, i});
        tally.scored(frame, Double.NaN, new long[] {i, 0, 0, 0});
        return tally.state();
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 1601})
    void tooManyScenesFoldIntoTheSameBlocksInAnyOrder(long seed) {
        List<EvaluationState> states =
                new ArrayList<>(IntStream.range(0, 3000).mapToObj(i -> sceneOfItsOwn(i)).toList());
        EvaluationState inOrder = sum(states);
        Collections.shuffle(states, new Random(seed));
        EvaluationState halves = sum(states.subList(0, 900)).merge(sum(states.subList(900, 3000)));
        assertArrayEquals(StateCodec.encode(inOrder), StateCodec.encode(halves));
        assertTrue(inOrder.blocks());
        assertTrue(inOrder.scenes().size() <= EvaluationState.SCENES);
        assertEquals(3000, inOrder.frames());
        assertEquals(3000L * 2999 / 2, inOrder.total().counters("voxels", 2)[1], "nothing is lost");
        EvaluationState back = StateCodec.decode(StateCodec.encode(halves));
        assertTrue(back.blocks(), "blocks stay blocks");
    }

    @Test
    void asManyScenesAsFitKeepTheirNames() {
        EvaluationState state =
                sum(
                        IntStream.range(0, EvaluationState.SCENES)
                                .mapToObj(i -> sceneOfItsOwn(i))
                                .toList());
        assertEquals(EvaluationState.SCENES, state.scenes().size());
        assertTrue(state.scenes().containsKey("drive-1023"));
    }

    @Test
    void bytesComeBackAsTheStateTheyWere() {
        EvaluationState state =
                sum(IntStream.range(0, 30).mapToObj(i -> one(i, new Random(i))).toList());
        byte[] bytes = StateCodec.encode(state);
        EvaluationState back = StateCodec.decode(bytes);
        assertArrayEquals(bytes, StateCodec.encode(back));
        assertEquals(state.worst(), back.worst());
        assertEquals(state.lost(), back.lost());
    }

    @Test
    void bytesThatAreNoStateAreRefused() {
        for (String text : List.of("", "[]", "{}", "{\"content\":\"00\"}", "{\"scenes\":")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThrows(IllegalArgumentException.class, () -> StateCodec.decode(bytes), text);
        }
    }

    @Test
    void onlyTheWorstAreKeptAndAllAreCounted() {
        EvaluationState state =
                sum(IntStream.range(0, 600).mapToObj(i -> one(i, new Random(i))).toList());
        assertEquals(EvaluationState.ROWS, state.worst().size());
        assertEquals(EvaluationState.ROWS, state.lost().size());
        assertEquals(86, state.skipped(), "every seventh of 0..599");
    }

    @Test
    void aDamagedPartOrOneOfAnotherRunCountsAsAbsent() throws IOException {
        Shard shard = new Shard(0, List.of(frame(1)));
        ShardStore store = new ShardStore(folder, "a");
        store.put(shard, one(1, new Random(5)));
        assertTrue(store.find(shard).isPresent());
        assertTrue(new ShardStore(folder, "b").find(shard).isEmpty());
        Path part;
        try (var files = Files.list(folder)) {
            part = files.findFirst().orElseThrow();
        }
        String text = Files.readString(part);
        Files.writeString(part, text.replaceFirst("\"frames\":1", "\"frames\":2"));
        assertTrue(store.find(shard).isEmpty(), "a changed number is no longer what was counted");
        Files.writeString(part, text.substring(0, text.length() / 2));
        assertTrue(store.find(shard).isEmpty(), "half a part is none");
    }

    @Test
    void layoutsThatPeopleHaveAreTold() {
        List<DataFile> nested =
                List.of(
                        file("gts/s1/a/labels.npz"),
                        file("gts/s1/b/labels.npz"),
                        file("other/x.npz"));
        TokenLayout.Reading reading = TokenLayout.FOLDER.read(nested, ".npz");
        assertEquals("[a, b]", reading.byToken().keySet().toString());
        assertEquals("s1", reading.byToken().get("a").scene());
        assertEquals("<scene>/<token>/<file>", reading.words());
        TokenLayout.Reading flat = TokenLayout.STEM.read(List.of(file("a.npz")), ".npz");
        assertEquals("<token>.npz", flat.words());
        assertEquals(1, reading.shared(flat));
    }

    private static DataFile file(String name) {
        return new DataFile(name, 1, 0);
    }
}
