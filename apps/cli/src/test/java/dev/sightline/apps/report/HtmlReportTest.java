package dev.sightline.apps.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.apps.report.ReportPage.Bullets;
import dev.sightline.apps.report.ReportPage.Details;
import dev.sightline.apps.report.ReportPage.Fact;
import dev.sightline.apps.report.ReportPage.Facts;
import dev.sightline.apps.report.ReportPage.Figure;
import dev.sightline.apps.report.ReportPage.Figures;
import dev.sightline.apps.report.ReportPage.Paragraph;
import dev.sightline.apps.report.ReportPage.Section;
import dev.sightline.apps.report.ReportPage.Table;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final String HOSTILE = "<script>alert('x')</script>\" onload=\"y & </title>";

    private static EncodedPicture noise(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = Scenes.pixels(image);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(1 << 24);
        }
        return EncodedPicture.png(image);
    }

    private static ReportPage everywhere(String text) {
        Figure figure = new Figure(noise(4, 4, 1), text, text);
        return new ReportPage(
                text,
                text,
                List.of(new Fact(text, text)),
                List.of(
                        Section.of(
                                text,
                                new Paragraph(text),
                                new Facts(List.of(new Fact(text, text))),
                                new Bullets(List.of(text)),
                                new Table(List.of(text), List.of(List.of(text)), text),
                                new Details(text, true, List.of(Figures.of(figure))))));
    }

    @Test
    void textOfADatasetNeverBecomesMarkup() {
        String html = HtmlReport.html(everywhere(HOSTILE), "/nowhere");

        assertFalse(html.contains("<script"), "a script element");
        assertFalse(html.contains("\" onload=\""), "an attribute");
        assertEquals(1, occurrences(html, "</title>"));
        assertEquals(16, occurrences(html, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    }

    @Test
    void everyElementThatOpensCloses() {
        String html = HtmlReport.html(everywhere(HOSTILE), "/nowhere");
        Set<String> empty = Set.of("meta", "img", "!doctype");
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = Pattern.compile("<(/?)([a-zA-Z0-9!]+)[^>]*>").matcher(html);
        while (tag.find()) {
            String name = tag.group(2).toLowerCase(java.util.Locale.ROOT);
            if (tag.group(1).isEmpty() && !empty.contains(name)) {
                open.push(name);
            } else if (!tag.group(1).isEmpty()) {
                assertEquals(open.pop(), name);
            }
        }
        assertTrue(open.isEmpty(), "left open: " + open);
    }

    @Test
    void thePolicyForbidsEverythingButOurStyleAndEmbeddedPictures() throws Exception {
        String html = HtmlReport.html(everywhere("a"), "/nowhere");
        String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        String hash = Base64.getEncoder().encodeToString(digest);

        assertTrue(
                html.contains(
                        "default-src 'none'; img-src data:; style-src 'sha256-" + hash + "';"),
                "policy");
        assertFalse(
                Pattern.compile("\\sstyle=").matcher(html).find(),
                "inline styles would be blocked");
        assertFalse(Pattern.compile("https?://").matcher(html).find(), "nothing from outside");
    }

    @Test
    void homeDirectoriesAreHidden() {
        String html =
                HtmlReport.html(
                        everywhere(
                                "/srv/me/data and /home/jane/x, C:\\Users\\jane\\x; /srv/mentor and"
                                        + " /data/run1"),
                        "/srv/me/");

        assertTrue(
                html.contains("~/data and ~/x, ~\\x; /srv/mentor and /data/run1"),
                html.substring(0, 900));
        assertFalse(html.contains("jane"));
    }

    @Test
    void charactersThatHideOrReorderTextAreReplaced() {
        String html =
                HtmlReport.html(everywhere("a\u0000b\u202ec\ud800d\u00fc\ud83d\ude97"), "/nowhere");

        assertTrue(html.contains("a\ufffdb\ufffdc\ufffdd\u00fc\ud83d\ude97"));
    }

    @Test
    void embeddedPicturesAreTheFilesThemselves() throws Exception {
        EncodedPicture picture = noise(20, 10, 4);
        String html =
                HtmlReport.html(
                        new ReportPage(
                                "t",
                                "s",
                                List.of(),
                                List.of(
                                        Section.of(
                                                "p", Figures.of(new Figure(picture, "c", "a"))))),
                        "");
        String start = "src=\"data:image/png;base64,";
        int from = html.indexOf(start) + start.length();
        byte[] file = Base64.getDecoder().decode(html.substring(from, html.indexOf('"', from)));
        java.io.ByteArrayOutputStream expected = new java.io.ByteArrayOutputStream();
        picture.writeTo(expected);

        assertArrayEquals(expected.toByteArray(), file);
        assertTrue(html.contains("width=\"20\" height=\"10\""));
    }

    @Test
    void sectionsComeInTheOrderGiven() {
        String html =
                HtmlReport.html(
                        new ReportPage(
                                "t",
                                "s",
                                List.of(),
                                List.of(Section.of("zebra"), Section.of("apple"))),
                        "");

        assertTrue(html.indexOf("<h2>zebra</h2>") < html.indexOf("<h2>apple</h2>"));
        assertTrue(html.contains("<h2>zebra</h2>"));
    }

    @Test
    void picturesBeyondTheLimitAreLeftOutAndSaid(@TempDir Path folder) throws Exception {
        EncodedPicture big = noise(1600, 1600, 5); // noise does not compress: 7.3 MB
        int fit = (int) (HtmlReport.MAX_PICTURE_BYTES / big.size());
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < fit + 2; i++) {
            figures.add(new Figure(big, "picture " + i, "noise"));
        }
        Path file = folder.resolve("report.html");

        HtmlReport.Written written =
                HtmlReport.write(
                        new ReportPage(
                                "t",
                                "s",
                                List.of(),
                                List.of(Section.of("p", new Figures(figures)))),
                        file);

        assertEquals(new HtmlReport.Written(fit, 2), written);
        assertTrue(Files.size(file) < HtmlReport.MAX_PICTURE_BYTES * 4 / 3 + 100_000);
        String end = Files.readString(file).substring((int) Files.size(file) - 400);
        assertTrue(end.contains("Left out, the page is full: picture " + (fit + 1)), end);
    }

    @Test
    void aTableWithARaggedRowIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Table(List.of("a", "b"), List.of(List.of("1", "2"), List.of("3")), ""));
    }

    @Test
    void numbersAreSetToTheRightAndWordsAreNot() {
        Table table =
                new Table(
                        List.of("class", "iou"),
                        List.of(List.of("car", "0.512"), List.of("bus", "-")),
                        "");
        String html =
                HtmlReport.html(
                        new ReportPage("t", "s", List.of(), List.of(Section.of("p", table))), "");

        assertTrue(html.contains("<tr><td>car</td><td class=\"number\">0.512</td></tr>"), html);
        assertTrue(
                html.contains("<th>class</th>") && html.contains("<th class=\"number\">iou</th>"));
    }

    private static int occurrences(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
