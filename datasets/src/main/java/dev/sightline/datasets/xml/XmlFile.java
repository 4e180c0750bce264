package dev.sightline.datasets.xml;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.DatasetRoot;
import dev.sightline.datasets.SensorFile;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a whole XML file as a tree. Bounded: 256 MB, depth 64, 4 million elements. A document type declaration is refused, so that no
 * entity is ever expanded and nothing outside the file is ever read.
 */
public final class XmlFile {

    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ELEMENTS = 4_000_000;

    /** A byte order mark of UTF-16, or a declaration of anything but UTF-8. */
    private static final Pattern OTHER_ENCODING =
            Pattern.compile(
                    "^(\u00fe\u00ff|\u00ff\u00fe|<\\?xml[^>]*encoding\\s*=\\s*[\"'](?!(?i:utf-8)[\"']))");

    private XmlFile() {}

    /**
     * The root element of a file.
     *
     * @throws DatasetException with the line, if it is not well-formed XML within the bounds
     */
    public static XmlElement read(DatasetRoot root, String name) throws DatasetException {
        return parse(name, SensorFile.read(root, name, MAX_BYTES));
    }

    /** The root element of a file's bytes. */
    public static XmlElement parse(String name, byte[] bytes) throws DatasetException {
        requireUtf8(name, bytes);
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            return new Reading(name, in).root();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw damaged(name, line, "is not well-formed XML", e);
        } catch (RuntimeException e) {
            // The JDK's scanner lets some damage out as unchecked exceptions (bad surrogates, odd
            // encodings).
            throw damaged(name, 1, "is not well-formed XML: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Looks at the characters first where the file does not name another encoding: the JDK's scanner prints such damage on stderr. */
    private static void requireUtf8(String name, byte[] bytes) throws DatasetException {
        int head = Math.min(bytes.length, 200);
        if (OTHER_ENCODING
                .matcher(new String(bytes, 0, head, StandardCharsets.ISO_8859_1))
                .find()) {
            return;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // which reports, not replaces
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        if (result.isError()) {
            throw new DatasetException(
                    name,
                    "byte " + in.position(),
                    "is not UTF-8",
                    "Download or export the file again.");
        }
    }

    private static DatasetException damaged(String name, int line, String reason, Exception e) {
        return new DatasetException(
                name, "line " + line, reason, "Download or export the file again.", e);
    }

    /** One pass over a file. */
    private static final class Reading {

        private final String file;
        private final XMLStreamReader in;
        private final Deque<Open> open = new ArrayDeque<>();
        private int elements;

        Reading(String file, XMLStreamReader in) {
            this.file = file;
            this.in = in;
        }

        XmlElement root() throws XMLStreamException, DatasetException {
            XmlElement last = null;
            while (in.hasNext()) {
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> start();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (!open.isEmpty()) {
                            open.getLast().text.append(in.getText());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        last = open.removeLast().closed(file);
                        if (!open.isEmpty()) {
                            open.getLast().children.add(last);
                        }
                    }
                    case XMLStreamConstants.DTD -> throw refused("a document type declaration");
                    case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("an entity");
                    default -> {} // comments, processing instructions
                }
            }
            if (last == null) {
                throw refused("no element");
            }
            return last;
        }

        private void start() throws DatasetException {
            if (open.size() == MAX_DEPTH) {
                throw refused("elements nested deeper than " + MAX_DEPTH);
            }
            if (++elements > MAX_ELEMENTS) {
                throw refused("more than " + MAX_ELEMENTS + " elements");
            }
            Map<String, String> attributes = new HashMap<>();
            for (int i = 0; i < in.getAttributeCount(); i++) {
                attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
            }
            open.addLast(new Open(in.getLocation().getLineNumber(), in.getLocalName(), attributes));
        }

        private DatasetException refused(String what) {
            return new DatasetException(
                    file,
                    "line " + in.getLocation().getLineNumber(),
                    "has " + what + ", which is not read",
                    "Check that it is the map or scenario that its name says.");
        }
    }

    /** An element whose end is not read yet. */
    private static final class Open {

        final int line;
        final String name;
        final Map<String, String> attributes;
        final StringBuilder text = new StringBuilder();
        final List<XmlElement> children = new ArrayList<>();

        Open(int line, String name, Map<String, String> attributes) {
            this.line = line;
            this.name = name;
            this.attributes = attributes;
        }

        XmlElement closed(String file) {
            return new XmlElement(file, line, name, attributes, text.toString().strip(), children);
        }
    }
}
