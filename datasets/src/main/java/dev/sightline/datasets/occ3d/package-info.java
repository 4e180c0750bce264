/** Occupancy labels in NumPy archives: Occ3D, OpenOcc, and predictions of any model. Format: {@code docs/formats/occ3d.md}. */
package dev.sightline.datasets.occ3d;
