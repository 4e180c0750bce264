package dev.sightline.datasets.opendrive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sightline.datasets.DatasetException;
import dev.sightline.datasets.xml.XmlFile;
import dev.sightline.perception.map.LaneGraph.Lane;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reader against small maps whose answers are seen at a glance. */
class OpenDriveTest {

    /** A straight road along x with lanes on its right. */
    private static List<Lane> lanes(String right) throws DatasetException {
        return road("", right);
    }

    private static List<Lane> road(String attributes, String right) throws DatasetException {
        String xml =
                """
                <OpenDRIVE><road id="1" length="20" junction="-1" %s>
                 <planView><geometry s="0" x="0" y="0" hdg="0" length="20"><line/></geometry></planView>
                 <lanes><laneSection s="0"><center><lane id="0" type="none"/></center><right>%s</right></laneSection></lanes>
                </road></OpenDRIVE>
                """
                        .formatted(attributes, right);
        return OpenDrive.read(XmlFile.parse("m.xodr", xml.getBytes(StandardCharsets.UTF_8)))
                .lanes()
                .lanes();
    }

    private static String lane(int id, String inside) {
        return "<lane id=\"" + id + "\" type=\"driving\">" + inside + "</lane>";
    }

    private static String cubic(String name, double a) {
        return "<" + name + " sOffset=\"0\" a=\"" + a + "\" b=\"0\" c=\"0\" d=\"0\"/>";
    }

    private static void assertEdges(double left, double right, Lane lane) {
        assertEquals(left, lane.left().line().points().get(0).y(), 1e-12, lane.id());
        assertEquals(right, lane.right().line().points().get(0).y(), 1e-12, lane.id());
    }

    @Test
    void whereAFileGivesWidthAndBorderTheWidthCounts() throws DatasetException {
        String both = cubic("width", 3) + cubic("border", -4);
        assertEdges(0, -3, lanes(lane(-1, both)).get(0));
        assertEdges(0, -4, lanes(lane(-1, cubic("border", -4))).get(0));
        assertEdges(0, -4, lanes(lane(-1, cubic("border", 4))).get(0)); // one exporter's way
    }

    /** Any number that a file may hold is as cheap as the next. */
    @Test
    void gapsInTheNumbersOfLanesTakeNoRoom() throws DatasetException {
        List<Lane> lanes = lanes(lane(-1, cubic("width", 3)) + lane(-1_000_000, cubic("width", 2)));
        assertEquals(2, lanes.size());
        assertEdges(-3, -5, lanes.get(0));
        assertEdges(0, -3, lanes.get(1));
    }

    /** Right of the reference line one drives along it, and against it where traffic keeps to the left. */
    @Test
    void whereTrafficKeepsToTheLeftLanesAreTurnedAround() throws DatasetException {
        Lane right = lanes(lane(-1, cubic("width", 3))).get(0);
        assertEquals(0, right.left().line().points().get(0).x());
        Lane left = road("rule=\"LHT\"", lane(-1, cubic("width", 3))).get(0);
        assertEquals(20, left.left().line().points().get(0).x());
        assertEdges(-3, 0, left);
    }
}
