/**
 * nuScenes v1.0 tables and files, and T4 datasets, which extend that schema. Format: {@code docs/formats/nuscenes.md}.
 *
 * <p>Reading order: {@link dev.sightline.datasets.nuscenes.NuScenes}, {@code NuScenesIndex}, {@code SampleReader}, {@code AnnotationTable}.
 */
package dev.sightline.datasets.nuscenes;
