/** NumPy's array files: one array ({@code .npy}), several in a zip ({@code .npz}). Format: {@code docs/formats/npy.md}. */
package dev.sightline.datasets.npy;
