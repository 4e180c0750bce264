package dev.sightline.datasets.sim;

import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.sensor.CameraImage;
import dev.sightline.perception.sensor.CameraModel;

/** A rendered picture and what each pixel saw. Immutable. */
public final class CameraView {

    private final CameraImage image;
    private final CameraModel model;
    private final Pose worldFromCamera;
    private final float[] range;
    private final int[] instance;

    CameraView(
            CameraImage image,
            CameraModel model,
            Pose worldFromCamera,
            float[] range,
            int[] instance) {
        this.image = image;
        this.model = model;
        this.worldFromCamera = worldFromCamera;
        this.range = range;
        this.instance = instance;
    }

    public CameraImage image() {
        return image;
    }

    public CameraModel model() {
        return model;
    }

    public Pose worldFromCamera() {
        return worldFromCamera;
    }

    /** Distance along the pixel's ray, metres; infinite for sky. */
    public float range(int u, int v) {
        return range[v * model.width() + u];
    }

    /** Number of the thing in a pixel: 0 ground, -1 sky. */
    public int instance(int u, int v) {
        return instance[v * model.width() + u];
    }
}
