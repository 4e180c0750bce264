package dev.sightline.apps.cli;

import dev.sightline.apps.cli.DoctorCommand.Finding;
import dev.sightline.apps.cli.DoctorCommand.Verdict;
import dev.sightline.perception.camera.ImageCodec;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.sensor.CameraImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the doctor says of the machine. */
final class MachineCheck {

    private static final long ENOUGH_HEAP_MB = 1024;
    private static final long ENOUGH_DISK_MB = 2048;

    private MachineCheck() {}

    static List<Finding> findings(Path folder) {
        List<Finding> findings = new ArrayList<>();
        int feature = Runtime.version().feature();
        findings.add(
                new Finding(
                        "java",
                        feature >= 17 ? Verdict.OK : Verdict.FAIL,
                        System.getProperty("java.vm.name")
                                + " "
                                + Runtime.version()
                                + (feature >= 17 ? "" : ": 17 or later is needed")));
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        boolean tested = machine.equals("Linux amd64");
        findings.add(
                new Finding(
                        "platform",
                        tested ? Verdict.OK : Verdict.NOTE,
                        machine + (tested ? "" : ": declared, not tested")));
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        findings.add(
                new Finding(
                        "memory",
                        heap >= ENOUGH_HEAP_MB ? Verdict.OK : Verdict.WARN,
                        heap
                                + " MB of heap at most"
                                + (heap >= ENOUGH_HEAP_MB
                                        ? ""
                                        : ": set SIGHTLINE_JAVA_OPTS=-Xmx2g")));
        findings.add(disk(folder));
        findings.add(opencv());
        return findings;
    }

    private static Finding disk(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace() >> 20;
            boolean enough = free >= ENOUGH_DISK_MB;
            return new Finding(
                    "disk", enough ? Verdict.OK : Verdict.WARN, free + " MB free where you stand");
        } catch (IOException e) {
            return new Finding("disk", Verdict.WARN, "cannot be read: " + RunFolder.reason(e));
        }
    }

    private static Finding opencv() {
        byte[] grey = new byte[3 * 16 * 16];
        java.util.Arrays.fill(grey, (byte) 0x80);
        CameraImage image = CameraImage.rgb(new Frame("test"), 0, 0, 16, 16, grey);
        try {
            CameraImage back =
                    ImageCodec.decode(ImageCodec.encodePng(image), new Frame("test"), 0, 0);
            boolean same = back.rgb(3, 3) == 0x808080;
            return new Finding(
                    "opencv",
                    same ? Verdict.OK : Verdict.FAIL,
                    same
                            ? "loads and round-trips a picture"
                            : String.format(
                                    Locale.ROOT, "a grey pixel came back as %06x", back.rgb(3, 3)));
        } catch (LinkageError | RuntimeException e) {
            return new Finding(
                    "opencv",
                    Verdict.FAIL,
                    "does not load: " + e.getMessage() + ". Images cannot be read here");
        }
    }
}
