package dev.sightline.apps.report;

import java.util.List;

/**
 * What a report says, as a tree of values; {@link HtmlReport} turns it into a page. All texts are plain: they are escaped when
 * written, so a scene called {@code <script>} shows as that.
 *
 * @param title heading
 * @param summary one paragraph: what was done and how it went
 * @param facts the figures to see first
 * @param sections in reading order
 */
public record ReportPage(String title, String summary, List<Fact> facts, List<Section> sections) {

    public ReportPage {
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
    }

    /** A name and its value: "samples", "40 of 41". */
    public record Fact(String name, String value) {}

    /** A headed part. */
    public record Section(String title, List<Block> blocks) {

        public Section {
            blocks = List.copyOf(blocks);
        }

        public static Section of(String title, Block... blocks) {
            return new Section(title, List.of(blocks));
        }
    }

    /** A part of a section. */
    public sealed interface Block permits Paragraph, Facts, Bullets, Table, Figures, Details {}

    /** Running text. */
    public record Paragraph(String text) implements Block {}

    /** Names and values below each other: provenance, arguments. */
    public record Facts(List<Fact> facts) implements Block {

        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** Remarks, one line each: what is missing, assumed, lost. Says "none" if empty. */
    public record Bullets(List<String> lines) implements Block {

        public Bullets {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Rows under headings; a cell that is a number is set to the right.
     *
     * @param columns headings
     * @param rows cells, as many per row as there are headings
     * @param note what the columns mean, below the table; may be empty
     */
    public record Table(List<String> columns, List<List<String>> rows, String note)
            implements Block {

        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "row of "
                                    + row.size()
                                    + " cells under "
                                    + columns.size()
                                    + " headings: "
                                    + row);
                }
            }
        }
    }

    /**
     * A picture.
     *
     * @param picture its file
     * @param caption what to look at
     * @param alt what it shows, for who cannot see it
     */
    public record Figure(EncodedPicture picture, String caption, String alt) {}

    /** Pictures side by side where the screen is wide enough, else below each other. */
    public record Figures(List<Figure> figures) implements Block {

        public Figures {
            figures = List.copyOf(figures);
        }

        public static Figures of(Figure... figures) {
            return new Figures(List.of(figures));
        }
    }

    /**
     * A part that folds away: one sample.
     *
     * @param summary the line that stays
     * @param open whether it starts unfolded
     */
    public record Details(String summary, boolean open, List<Block> blocks) implements Block {

        public Details {
            blocks = List.copyOf(blocks);
        }
    }
}
