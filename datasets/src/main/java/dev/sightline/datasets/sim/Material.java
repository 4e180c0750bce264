package dev.sightline.datasets.sim;

import dev.sightline.perception.map.ObjectKind;

/**
 * What a part is made of.
 *
 * @param kind what it belongs to
 * @param paint its colour for cameras
 * @param reflectance diffuse reflectance for LiDAR and dToF (905 to 940 nm), 0..1
 */
public record Material(ObjectKind kind, Paint paint, double reflectance) {

    public Material {
        if (!(reflectance >= 0 && reflectance <= 1)) {
            throw new IllegalArgumentException("reflectance must be in 0..1, was " + reflectance);
        }
    }
}
