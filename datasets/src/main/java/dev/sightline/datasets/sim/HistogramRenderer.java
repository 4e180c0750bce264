package dev.sightline.datasets.sim;

import dev.sightline.dtof.ForwardModel;
import dev.sightline.dtof.PhotonSampler;
import dev.sightline.dtof.SensorPreset;
import dev.sightline.dtof.Surfaces;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.PulseHistogram;

/**
 * What a dToF sensor counts: each zone is split evenly into sub-rays, each sub-ray's surface covers its share of the zone, and
 * {@code lidar-dtof}'s forward model does the rest. The whole exposure happens at the scene's time.
 */
public final class HistogramRenderer {

    private final int subRays;
    private final double klux;
    private final int threads;

    /**
     * Makes a renderer.
     *
     * @param subRays rays per zone along each side: {@code subRays^2} in all
     * @param klux daylight, kilolux, the same everywhere, shadows included
     */
    public HistogramRenderer(int subRays, double klux, int threads) {
        if (subRays < 1 || !(klux >= 0)) {
            throw new IllegalArgumentException(subRays + " rays a side in " + klux + " klux");
        }
        this.subRays = subRays;
        this.klux = klux;
        this.threads = threads;
    }

    /** Counts photons of one exposure; the same for the same arguments, whatever the threads. */
    public PulseHistogram render(
            Scene scene, Frame sensor, SensorPreset preset, Pose worldFromSensor, long seed) {
        DtofModel model = preset.model();
        int[] counts = new int[model.zones() * model.bins()];
        double[] m = worldFromSensor.matrix();
        Rows.each(
                model.rows(),
                threads,
                row -> {
                    PhotonSampler sampler =
                            new PhotonSampler(
                                    new ForwardModel(model, preset.link()),
                                    seed,
                                    scene.timeNs(),
                                    sensor);
                    Surfaces surfaces = new Surfaces();
                    Hit hit = new Hit();
                    for (int col = 0; col < model.cols(); col++) {
                        look(scene, model, m, row, col, surfaces, hit);
                        sampler.draw(row * model.cols() + col, surfaces, klux, counts);
                    }
                });
        return new PulseHistogram(sensor, scene.timeNs(), scene.timeNs(), model, counts);
    }

    /** Collects the surfaces that a zone's sub-rays meet. */
    private void look(
            Scene scene,
            DtofModel model,
            double[] m,
            int row,
            int col,
            Surfaces surfaces,
            Hit hit) {
        surfaces.clear();
        double share = 1.0 / (subRays * subRays);
        for (int i = 0; i < subRays; i++) {
            for (int j = 0; j < subRays; j++) {
                Vec3 d = model.direction(row + (i + 0.5) / subRays, col + (j + 0.5) / subRays);
                double dx = m[0] * d.x() + m[1] * d.y() + m[2] * d.z();
                double dy = m[4] * d.x() + m[5] * d.y() + m[6] * d.z();
                double dz = m[8] * d.x() + m[9] * d.y() + m[10] * d.z();
                if (scene.cast(m[3], m[7], m[11], dx, dy, dz, CameraRenderer.FAR, hit)) {
                    double cosine = -(dx * hit.normal(0) + dy * hit.normal(1) + dz * hit.normal(2));
                    surfaces.add(
                            hit.range(),
                            hit.reflectance(),
                            Math.max(0, Math.min(1, cosine)),
                            share);
                }
            }
        }
    }
}
