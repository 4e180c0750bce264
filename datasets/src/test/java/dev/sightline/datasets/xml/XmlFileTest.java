package dev.sightline.datasets.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.datasets.DatasetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlFileTest {

    private static XmlElement parse(String xml) throws DatasetException {
        return XmlFile.parse("map.xml", xml.getBytes(StandardCharsets.UTF_8));
    }

    private static DatasetException refused(String xml) {
        return assertThrows(DatasetException.class, () -> parse(xml));
    }

    @Test
    void aTreeKeepsTagsAttributesTextAndLines() throws DatasetException {
        XmlElement root =
                parse("<?xml version='1.0'?>\n<m a='1'>\n <p> 2.5 </p><q/><p>x</p>\n</m>");
        assertEquals("m", root.name());
        assertEquals(1, root.number("a"));
        assertEquals(2, root.all("p").size());
        assertEquals(2.5, root.require("p").number());
        assertEquals(3, root.require("q").line());
        assertEquals(7, root.number("absent", 7));
    }

    @Test
    void aNumberThatIsNoneIsRefusedWithFileAndLine() throws DatasetException {
        XmlElement root = parse("<m>\n<p>twelve</p><p>1e999</p></m>");
        DatasetException e =
                assertThrows(DatasetException.class, () -> root.all("p").get(0).number());
        assertEquals("map.xml", e.file());
        assertEquals("line 2", e.place());
        assertTrue(e.reason().contains("twelve"), e.reason());
        assertThrows(DatasetException.class, () -> root.all("p").get(1).number());
    }

    @Test
    void entitiesAreNeverExpandedNorFilesRead() {
        refused("<!DOCTYPE m [<!ENTITY a 'b'>]><m>&a;</m>");
        refused("<!DOCTYPE m [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><m>&a;</m>");
        refused("<!DOCTYPE m SYSTEM 'http://127.0.0.1/m.dtd'><m/>");
    }

    @Test
    void depthIsBounded() throws DatasetException {
        parse("<a>".repeat(64) + "</a>".repeat(64));
        DatasetException e = refused("<a>".repeat(65) + "</a>".repeat(65));
        assertTrue(e.reason().contains("64"), e.reason());
    }

    @Test
    void charactersThatAreNoneAreRefusedWithTheirByte() throws DatasetException {
        byte[] latin = "<m name='\u00fc'/>".getBytes(StandardCharsets.ISO_8859_1);
        DatasetException e =
                assertThrows(DatasetException.class, () -> XmlFile.parse("map.xml", latin));
        assertEquals("byte 9", e.place());
        String declared = "<?xml version=\"1.0\" encoding=\"%s\"?><m name='\u00fc'/>";
        for (String encoding : new String[] {"ISO-8859-1", "utf-8", "UTF-16"}) {
            byte[] bytes = declared.formatted(encoding).getBytes(Charset.forName(encoding));
            XmlElement root = XmlFile.parse("map.xml", bytes);
            assertEquals("\u00fc", root.requireAttribute("name"), encoding);
        }
    }

    @Test
    void damageIsRefusedWithItsLine() {
        assertEquals("line 3", refused("<m>\n<p>\n</m>").place());
        refused("");
        refused("<m/><m/>");
        refused("no xml");
    }
}
