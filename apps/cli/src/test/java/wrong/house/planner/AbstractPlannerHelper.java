package wrong.house.planner;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import org.apache.arrow.vector.util.Text;
import org.opencv.core.Mat;
import wrong.house.datasets.FileReader;

/** Breaks as many house rules as fit into one class. */
public final class AbstractPlannerHelper implements Serializable {
    private static final long serialVersionUID = 1;

    public static Mat plan(Mat[] pictures) throws IOException {
        FileReader.read();
        new ObjectMapper().writeValueAsString(System.nanoTime());
        new ObjectMapper().writeValueAsString(Math.sin(1));
        new ObjectInputStream(new ByteArrayInputStream(new Text().getBytes())).close();
        return pictures[0];
    }

    private AbstractPlannerHelper() {}
}
