package dev.sightline.datasets.xml;

import dev.sightline.datasets.DatasetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of an XML file with all that it holds. Immutable. Accessors that find something unusable throw with file and line.
 *
 * @param file the file's name, for errors
 * @param line where it starts, from 1
 * @param name tag without prefix
 * @param attributes by name without prefix
 * @param text its own characters, trimmed, without those of its children
 * @param children in file order
 */
public record XmlElement(
        String file,
        int line,
        String name,
        Map<String, String> attributes,
        String text,
        List<XmlElement> children) {

    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** The children with a tag, in file order. */
    public List<XmlElement> all(String tag) {
        return children.stream().filter(c -> c.name.equals(tag)).toList();
    }

    /** The first child with a tag. */
    public Optional<XmlElement> child(String tag) {
        for (XmlElement c : children) { // no stream: this is asked a million times
            if (c.name.equals(tag)) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    /** The first child with a tag, which must be there. */
    public XmlElement require(String tag) throws DatasetException {
        Optional<XmlElement> found = child(tag);
        if (found.isEmpty()) {
            throw error("<" + name + "> has no <" + tag + ">");
        }
        return found.get();
    }

    public Optional<String> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }

    /** An attribute that must be there. */
    public String requireAttribute(String key) throws DatasetException {
        String value = attributes.get(key);
        if (value == null) {
            throw error("<" + name + "> has no attribute '" + key + "'");
        }
        return value;
    }

    /** The text as a finite number. */
    public double number() throws DatasetException {
        return finite(text, "<" + name + ">");
    }

    /** An attribute that must be there, as a finite number. */
    public double number(String key) throws DatasetException {
        return finite(requireAttribute(key), "'" + key + "' of <" + name + ">");
    }

    /** An attribute as a finite number, or another value if it is not there. */
    public double number(String key, double otherwise) throws DatasetException {
        return attributes.containsKey(key) ? number(key) : otherwise;
    }

    private double finite(String written, String what) throws DatasetException {
        double value;
        try {
            value = Double.parseDouble(written);
        } catch (NumberFormatException e) {
            throw error(what + " is '" + shortened(written) + "', not a number");
        }
        if (!Double.isFinite(value)) {
            throw error(what + " is " + value + ", which is not finite");
        }
        return value;
    }

    /** What is wrong with this element, to be thrown. */
    public DatasetException error(String reason) {
        return new DatasetException(
                file, "line " + line, reason, "Correct the file, or export it again.");
    }

    private static String shortened(String s) {
        return s.length() <= 40 ? s : s.substring(0, 40) + "...";
    }
}
