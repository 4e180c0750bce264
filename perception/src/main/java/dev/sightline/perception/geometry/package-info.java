/**
 * Frames, rigid transforms, tracks and grids: values that know which frame they are in.
 *
 * <p>{@link dev.sightline.perception.geometry.Pose} is {@code target <- source}; chains whose inner names differ throw. JOML does
 * the arithmetic inside methods; no mutable JOML value is ever a field.
 */
package dev.sightline.perception.geometry;
