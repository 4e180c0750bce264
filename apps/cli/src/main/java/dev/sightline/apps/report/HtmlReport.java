package dev.sightline.apps.report;

import dev.sightline.apps.report.ReportPage.Block;
import dev.sightline.apps.report.ReportPage.Bullets;
import dev.sightline.apps.report.ReportPage.Details;
import dev.sightline.apps.report.ReportPage.Fact;
import dev.sightline.apps.report.ReportPage.Facts;
import dev.sightline.apps.report.ReportPage.Figure;
import dev.sightline.apps.report.ReportPage.Figures;
import dev.sightline.apps.report.ReportPage.Paragraph;
import dev.sightline.apps.report.ReportPage.Section;
import dev.sightline.apps.report.ReportPage.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes a {@link ReportPage} as one HTML file that needs nothing else: pictures and style are inside, there is no script, and its
 * content policy forbids the browser to load or run anything.
 *
 * <p>Pictures beyond {@link #MAX_PICTURE_BYTES} are left out, each with a line that says so: a report must open on a phone.
 */
public final class HtmlReport {

    /** The most bytes of picture files in one page. */
    public static final long MAX_PICTURE_BYTES = 48L << 20;

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?[0-9][0-9 .,]*(?:e[-+]?[0-9]+)?( ?(?:%|ms|s|m|MB|Hz))?|-|NaN");

    private final Writer out;
    private final PlainText text;
    private long pictureBytes;
    private int pictures;
    private int leftOut;

    /**
     * What was written.
     *
     * @param pictures number of pictures in the page
     * @param leftOut pictures for which there was no room
     */
    public record Written(int pictures, int leftOut) {}

    private HtmlReport(Writer out, PlainText text) {
        this.out = out;
        this.text = text;
    }

    /** Writes a page to a file, replacing what was there. */
    public static Written write(ReportPage page, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            return write(page, out, new PlainText(System.getProperty("user.home", "")));
        }
    }

    /** The page as a string, for small ones and for tests. */
    static String html(ReportPage page, String home) {
        StringWriter out = new StringWriter();
        try {
            write(page, out, new PlainText(home));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toString();
    }

    private static Written write(ReportPage page, Writer out, PlainText text) throws IOException {
        HtmlReport report = new HtmlReport(out, text);
        report.page(page);
        return new Written(report.pictures, report.leftOut);
    }

    private void page(ReportPage page) throws IOException {
        String style = style();
        String policy =
                "default-src 'none'; img-src data:; style-src 'sha256-"
                        + sha256(style)
                        + "'; base-uri 'none'; form-action 'none'";
        line("<!DOCTYPE html>");
        line("<html lang=\"en\">");
        line("<head>");
        line("<meta charset=\"utf-8\">");
        line("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        line("<meta name=\"referrer\" content=\"no-referrer\">");
        line("<title>" + text.escaped(page.title()) + "</title>");
        line("<style>" + style + "</style>");
        line("</head>");
        line("<body>");
        line("<main>");
        element("h1", page.title());
        element("p class=\"summary\"", page.summary());
        facts(page.facts(), "facts first");
        for (Section section : page.sections()) {
            line("<section>");
            element("h2", section.title());
            blocks(section.blocks());
            line("</section>");
        }
        line("</main>");
        line("</body>");
        line("</html>");
    }

    private void blocks(List<Block> blocks) throws IOException {
        for (Block block : blocks) {
            if (block instanceof Paragraph p) {
                element("p", p.text());
            } else if (block instanceof Facts f) {
                facts(f.facts(), "facts");
            } else if (block instanceof Bullets b) {
                bullets(b.lines());
            } else if (block instanceof Table t) {
                table(t);
            } else if (block instanceof Figures f) {
                line("<div class=\"figures\">");
                for (Figure figure : f.figures()) {
                    figure(figure);
                }
                line("</div>");
            } else if (block instanceof Details d) {
                line(d.open() ? "<details open>" : "<details>");
                element("summary", d.summary());
                blocks(d.blocks());
                line("</details>");
            }
        }
    }

    private void facts(List<Fact> facts, String classes) throws IOException {
        if (facts.isEmpty()) {
            return;
        }
        line("<dl class=\"" + classes + "\">");
        for (Fact fact : facts) {
            line(
                    "<div><dt>"
                            + text.escaped(fact.name())
                            + "</dt><dd>"
                            + text.escaped(fact.value())
                            + "</dd></div>");
        }
        line("</dl>");
    }

    private void bullets(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            element("p class=\"muted\"", "None.");
            return;
        }
        line("<ul>");
        for (String each : lines) {
            element("li", each);
        }
        line("</ul>");
    }

    private void table(Table table) throws IOException {
        line("<div class=\"scroll\"><table>");
        line("<thead><tr>");
        for (int c = 0; c < table.columns().size(); c++) {
            int column = c;
            boolean numeric =
                    !table.rows().isEmpty()
                            && table.rows().stream()
                                    .allMatch(r -> NUMBER.matcher(r.get(column)).matches());
            line(
                    (numeric ? "<th class=\"number\">" : "<th>")
                            + text.escaped(table.columns().get(c))
                            + "</th>");
        }
        line("</tr></thead>");
        line("<tbody>");
        for (List<String> row : table.rows()) {
            StringBuilder cells = new StringBuilder("<tr>");
            for (String cell : row) {
                boolean numeric = NUMBER.matcher(cell).matches();
                cells.append(numeric ? "<td class=\"number\">" : "<td>")
                        .append(text.escaped(cell))
                        .append("</td>");
            }
            line(cells.append("</tr>").toString());
        }
        line("</tbody>");
        line("</table></div>");
        if (!table.note().isEmpty()) {
            element("p class=\"muted\"", table.note());
        }
    }

    private void figure(Figure figure) throws IOException {
        EncodedPicture picture = figure.picture();
        if (pictureBytes + picture.size() > MAX_PICTURE_BYTES) {
            leftOut++;
            element("p class=\"muted\"", "Left out, the page is full: " + figure.caption());
            return;
        }
        pictureBytes += picture.size();
        pictures++;
        line("<figure>");
        out.write("<img width=\"" + picture.width() + "\" height=\"" + picture.height());
        out.write("\" alt=\"" + text.escaped(figure.alt()) + "\" src=\"");
        out.write(picture.dataUri());
        line("\">");
        element("figcaption", figure.caption());
        line("</figure>");
    }

    /** Writes an element; {@code tag} may carry attributes of our own, {@code content} is escaped. */
    private void element(String tag, String content) throws IOException {
        int end = tag.indexOf(' ');
        line(
                "<"
                        + tag
                        + ">"
                        + text.escaped(content)
                        + "</"
                        + (end < 0 ? tag : tag.substring(0, end))
                        + ">");
    }

    private void line(String html) throws IOException {
        out.write(html);
        out.write('\n');
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            // The browser hashes what its parser made of the text, and that has no carriage
            // returns.
            return "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the style is part of the program and must be readable", e);
        }
    }

    private static String sha256(String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder()
                    .encodeToString(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
