package dev.sightline.datasets.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.testing.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTableTest {

    private static final String ROWS =
            """
            [
             {"token": "a", "n": 1, "x": 0.5, "ok": true, "list": [1, [2.5, 3]], "skip": {"deep": [1, 2]}},
             {"token": "\u00e4\u20ac", "n": 5.0, "none": null, "velocity": [NaN, 1], "in": {"y": -Infinity}},
             {"token": "c", "n": 9007199254740993, "in": {"rows": [{"z": 1}, {"z": 2}]}}
            ]
            """;

    @TempDir Path temp;

    private DatasetRoot with(String text) throws IOException {
        Files.writeString(temp.resolve("t.json"), text, StandardCharsets.UTF_8);
        return DatasetRoot.of(temp);
    }

    private static List<JsonRow> rows(JsonTable table, String... members) throws DatasetException {
        List<JsonRow> rows = new ArrayList<>();
        table.forEach(Set.of(members), rows::add);
        return rows;
    }

    @Test
    void aRowIsFoundAgainByTheByteWhereItStarts() throws IOException {
        JsonTable table = JsonTable.of(with(ROWS), "t.json");
        List<JsonRow> rows = rows(table, "token");
        byte[] file = Files.readAllBytes(temp.resolve("t.json"));
        assertEquals(3, rows.size());
        try (JsonTable.Reader reader = table.reader()) {
            for (int i = 2; i >= 0; i--) { // in any order
                JsonRow row = rows.get(i);
                assertEquals('{', file[(int) row.offset()]);
                assertEquals(row.text("token"), reader.row(row.offset()).text("token"));
            }
        }
        assertEquals("\u00e4\u20ac", rows.get(1).text("token"));
    }

    @Test
    void keepsOnlyTheMembersAskedFor() throws IOException {
        JsonRow row = rows(JsonTable.of(with(ROWS), "t.json"), "token", "n").get(0);
        assertEquals(List.of("token", "n"), row.names());
        assertFalse(row.has("skip"));
    }

    @Test
    void readsEachKindOfMember() throws IOException {
        List<JsonRow> rows =
                rows(
                        JsonTable.of(with(ROWS), "t.json"),
                        "n",
                        "x",
                        "ok",
                        "list",
                        "none",
                        "velocity",
                        "in");
        assertEquals(1, rows.get(0).integer("n"));
        assertEquals(5, rows.get(1).integer("n"));
        assertEquals(
                9007199254740993L, rows.get(2).integer("n")); // one more than a double can hold
        assertEquals(0.5, rows.get(0).number("x"));
        assertTrue(rows.get(0).flag("ok"));
        assertArrayEquals(new double[] {1, 2.5, 3}, rows.get(0).numbers("list"));
        assertFalse(rows.get(1).has("none"));
        assertTrue(rows.get(1).finiteNumbers("velocity", 2).isEmpty());
        assertEquals(2, rows.get(2).object("in").objects("rows").get(1).integer("z"));
    }

    @Test
    void complaintsNameFileByteAndMember() throws IOException {
        List<JsonRow> rows =
                rows(JsonTable.of(with(ROWS), "t.json"), "token", "n", "x", "in", "velocity");
        DatasetException text = assertThrows(DatasetException.class, () -> rows.get(0).text("n"));
        assertEquals(
                "t.json at byte 3: 'n' must be a string. Download the table again, or repair that row.",
                text.getMessage());
        assertThrows(DatasetException.class, () -> rows.get(0).integer("x"));
        assertThrows(DatasetException.class, () -> rows.get(0).number("absent"));
        assertThrows(DatasetException.class, () -> rows.get(1).numbers("velocity", 2));
        DatasetException nested =
                assertThrows(DatasetException.class, () -> rows.get(1).object("in").number("y"));
        assertTrue(nested.getMessage().contains("'in.y' must be finite"), nested.getMessage());
    }

    @Test
    void findsAListThatIsAMember() throws IOException {
        DatasetRoot root =
                with(
                        "{\"metainfo\": {\"data_list\": 3}, \"data_list\": [{\"token\": \"a\"}, {\"token\": \"b\"}], \"x\": 1}");
        List<JsonRow> rows = rows(JsonTable.of(root, "t.json", "data_list"), "token");
        assertEquals(2, rows.size());
        assertEquals(
                3,
                JsonTable.head(root, "t.json", Set.of("metainfo"))
                        .object("metainfo")
                        .integer("data_list"));
        assertThrows(
                DatasetException.class,
                () -> rows(JsonTable.of(root, "t.json", "absent"), "token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[{",
                "[{}",
                "[{}]]",
                "[{}] []",
                "{}",
                "3",
                "[3]",
                "[null]",
                "[{\"token\": 01}]",
                "[{\"token\"}]",
                "[{\"token\": [null]}]",
                "[{\"token\": \"a}]",
                "[{\"token\": 1e999}]"
            })
    void malformedTablesGiveATypedError(String text) throws IOException {
        JsonTable table = JsonTable.of(with(text), "t.json");
        DatasetException e =
                assertThrows(
                        DatasetException.class,
                        () -> {
                            for (JsonRow row : rows(table, "token")) {
                                row.number("token");
                            }
                        });
        assertEquals("t.json", e.file());
    }

    @Test
    void depthAndLengthAreBounded() throws IOException {
        String deep = "[{\"a\": " + "[".repeat(65) + "]".repeat(65) + "}]";
        assertThrows(DatasetException.class, () -> rows(JsonTable.of(with(deep), "t.json"), "a"));
        assertThrows(
                DatasetException.class,
                () -> rows(JsonTable.of(with(deep), "t.json"), "b")); // skipped members count too
        String longNumber = "[{\"a\": " + "1".repeat(101) + "}]";
        assertThrows(
                DatasetException.class, () -> rows(JsonTable.of(with(longNumber), "t.json"), "a"));
        String longString = "[{\"a\": \"" + "x".repeat((16 << 20) + 1) + "\"}]";
        assertThrows(
                DatasetException.class, () -> rows(JsonTable.of(with(longString), "t.json"), "a"));
        String manyValues = "[{\"a\": [" + "1,".repeat(1_000_000) + "1]}]";
        assertThrows(
                DatasetException.class, () -> rows(JsonTable.of(with(manyValues), "t.json"), "a"));
    }

    @Test
    void aFileInAnotherEncodingIsRefusedBecauseItsOffsetsWouldBeWrong() throws IOException {
        Files.write(temp.resolve("t.json"), ROWS.getBytes(StandardCharsets.UTF_16BE));
        DatasetRoot root = DatasetRoot.of(temp);
        DatasetException e =
                assertThrows(
                        DatasetException.class, () -> rows(JsonTable.of(root, "t.json"), "token"));
        assertTrue(e.getMessage().contains("UTF-8"), e.getMessage());
    }

    @Test
    void aByteOrderMarkDoesNotShiftTheOffsets() throws IOException {
        JsonTable table = JsonTable.of(with("\ufeff" + ROWS), "t.json");
        JsonRow second = rows(table, "token").get(1);
        try (JsonTable.Reader reader = table.reader()) {
            assertEquals(second.text("token"), reader.row(second.offset()).text("token"));
        }
    }

    @Test
    void damagedTablesEndInATypedError() throws IOException {
        DatasetRoot root = with(ROWS);
        Path file = temp.resolve("t.json");
        Mutations.assertOnlyTypedErrors(
                Files.readAllBytes(file),
                51,
                500,
                DatasetException.class,
                bytes -> {
                    Files.write(file, bytes);
                    JsonTable table = JsonTable.of(root, "t.json");
                    try (JsonTable.Reader reader = table.reader()) {
                        for (JsonRow row : rows(table, "token", "n", "list", "in", "skip")) {
                            reader.row(row.offset());
                        }
                    }
                });
    }
}
