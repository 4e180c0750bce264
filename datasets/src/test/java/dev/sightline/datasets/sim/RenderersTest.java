package dev.sightline.datasets.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sightline.dtof.DepthPipeline;
import dev.sightline.dtof.Returns;
import dev.sightline.dtof.SensorPreset;
import dev.sightline.dtof.SensorPresets;
import dev.sightline.perception.geometry.Frame;
import dev.sightline.perception.geometry.Pose;
import dev.sightline.perception.geometry.Vec3;
import dev.sightline.perception.sensor.CameraModel;
import dev.sightline.perception.sensor.DtofModel;
import dev.sightline.perception.sensor.Mount;
import dev.sightline.perception.sensor.Pixel;
import dev.sightline.perception.sensor.PulseHistogram;
import dev.sightline.perception.sensor.SensorRig;
import org.junit.jupiter.api.Test;

class RenderersTest {

    private final SyntheticStreet street = new SyntheticStreet();
    private final SensorRig rig = SyntheticStreet.Config.DEMO.rig();
    private final long time = 1_500_000_000;
    private final Pose worldFromEgo = street.ego().worldFromEgo(time);
    private final Scene scene = street.world().at(time);

    private CameraView view(String camera) {
        Mount mount = rig.mount(new Frame(camera)).orElseThrow();
        return new CameraRenderer(2)
                .render(
                        scene,
                        mount.frame(),
                        (CameraModel) mount.model(),
                        worldFromEgo.times(mount.egoFromSensor()));
    }

    @Test
    void theRedCarAheadIsRedInTheMiddleOfItsRear() {
        CameraView view = view("CAM_FRONT");
        Actor red = street.world().actors().get(0);
        Pose worldFromCar = red.box(time * 1e-9).frameFromObject();
        // The rear, 0.55 m above the ground: body, between the lights.
        Vec3 rear = worldFromCar.apply(new Vec3(-2.2, 0, 0.55 - 0.7));
        Vec3 inCamera = view.worldFromCamera().inverse().apply(rear);
        Pixel at = view.model().project(inCamera).orElseThrow();
        int u = (int) Math.round(at.u());
        int v = (int) Math.round(at.v());
        assertEquals(red.instance(), view.instance(u, v));
        assertEquals(inCamera.norm(), view.range(u, v), 0.1);
        int rgb = view.image().rgb(u, v);
        int r = rgb >> 16;
        assertTrue(
                r > 60 && r > 2 * (rgb >> 8 & 0xff) && r > 2 * (rgb & 0xff),
                Integer.toHexString(rgb));
    }

    @Test
    void theHorizonIsLevelAndTheSkyIsAbove() {
        for (String camera : new String[] {"CAM_FRONT", "CAM_BACK", "CAM_FRONT_LEFT"}) {
            CameraView view = view(camera);
            int w = view.model().width();
            int h = view.model().height();
            for (int u = 0; u < w; u += 5) {
                assertTrue(
                        view.instance(u, h - 1) >= 0, "something solid at the bottom of " + camera);
            }
            // Cameras look level: above the middle row nothing can be ground, below it nothing can
            // be sky.
            for (int v = 0; v < h; v++) {
                for (int u = 0; u < w; u++) {
                    assertTrue(
                            v > h / 2 - 1 || view.instance(u, v) != 0,
                            camera + ": ground above the horizon");
                    assertTrue(
                            v < h / 2 + 2 || view.instance(u, v) != -1,
                            camera + ": sky below the horizon");
                }
            }
        }
    }

    @Test
    void aThingToTheLeftIsInTheLeftCamera() {
        Vec3 left = worldFromEgo.apply(new Vec3(6, 8, 1));
        for (String camera : new String[] {"CAM_FRONT_LEFT", "CAM_FRONT_RIGHT", "CAM_BACK"}) {
            Mount mount = rig.mount(new Frame(camera)).orElseThrow();
            Vec3 p = worldFromEgo.times(mount.egoFromSensor()).inverse().apply(left);
            assertEquals(
                    camera.equals("CAM_FRONT_LEFT"),
                    ((CameraModel) mount.model()).project(p).isPresent(),
                    camera);
        }
    }

    /** Where all sub-rays of a zone meet nearly the same range, the histogram's return must be there. */
    @Test
    void histogramsReturnTheRangesThatRaysMeet() {
        SensorPreset preset = SensorPresets.LONGRANGE_FLASH;
        Mount mount = rig.mount(new Frame("DTOF_FRONT")).orElseThrow();
        Pose pose = worldFromEgo.times(mount.egoFromSensor());
        PulseHistogram histogram =
                new HistogramRenderer(4, 60, 2).render(scene, mount.frame(), preset, pose, 7);
        Returns found = new DepthPipeline(DepthPipeline.Config.DEFAULT).returns(histogram);
        DtofModel model = preset.model();
        int flat = 0;
        int detected = 0;
        int agree = 0;
        for (int zone = 0; zone < model.zones(); zone++) {
            double[] span = span(model, pose, zone);
            if (span[1] - span[0] < 0.2 && span[1] < 60) {
                flat++;
                if (found.detected(zone)) {
                    detected++;
                    double middle = (span[0] + span[1]) / 2;
                    double allowed = 4 * found.sigma(zone) + (span[1] - span[0]) / 2 + 0.01;
                    agree += Math.abs(found.range(zone) - middle) < allowed ? 1 : 0;
                }
            }
        }
        assertTrue(flat > 300, flat + " zones on flat things");
        assertEquals(flat, detected, "bright daylight targets within 60 m are all found");
        assertTrue(agree >= 0.99 * detected, agree + " of " + detected + " agree");
    }

    /** Smallest and largest range of a zone's sub-rays; infinite if one meets nothing. */
    private double[] span(DtofModel model, Pose pose, int zone) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        Hit hit = new Hit();
        Vec3 o = pose.translation();
        for (int i = 0; i < 16; i++) {
            double row = Math.floorDiv(zone, model.cols()) + (Math.floorDiv(i, 4) + 0.5) / 4;
            double col = zone % model.cols() + (i % 4 + 0.5) / 4;
            Vec3 d = pose.rotation().apply(model.direction(row, col));
            boolean met = scene.cast(o.x(), o.y(), o.z(), d.x(), d.y(), d.z(), 400, hit);
            low = Math.min(low, met ? hit.range() : Double.POSITIVE_INFINITY);
            high = Math.max(high, met ? hit.range() : Double.POSITIVE_INFINITY);
        }
        return new double[] {low, high};
    }
}
