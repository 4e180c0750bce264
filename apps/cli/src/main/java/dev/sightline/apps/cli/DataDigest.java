package dev.sightline.apps.cli;

import dev.sightline.perception.sample.Sample;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.Measurement;
import dev.sightline.perception.sensor.PointCloud;
import dev.sightline.perception.sensor.PulseHistogram;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over what was decoded from a recording, sample by sample: two runs with the same digest saw the same data. */
final class DataDigest {

    private final MessageDigest sha;

    DataDigest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void add(Sample sample) {
        text(sample.scene());
        text(sample.token());
        number(sample.referenceNs());
        for (Measurement m : sample.measurements()) {
            text(m.frame().name());
            number(m.startNs());
            content(m);
        }
    }

    String hex() {
        return HexFormat.of().formatHex(sha.digest());
    }

    private void content(Measurement m) {
        if (m instanceof PointCloud cloud) {
            float[] xyz = cloud.xyz();
            ByteBuffer bytes = ByteBuffer.allocate(4 * xyz.length);
            bytes.asFloatBuffer().put(xyz);
            sha.update(bytes);
        } else if (m instanceof CameraImage image && !image.isRaw()) {
            sha.update(image.rgbBytes());
        } else if (m instanceof PulseHistogram histogram) {
            int[] counts = histogram.counts();
            ByteBuffer bytes = ByteBuffer.allocate(4 * counts.length);
            bytes.asIntBuffer().put(counts);
            sha.update(bytes);
        } else {
            text(m.toString());
        }
    }

    private void text(String s) {
        sha.update(s.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
    }

    private void number(long n) {
        sha.update(ByteBuffer.allocate(8).putLong(0, n));
    }
}
