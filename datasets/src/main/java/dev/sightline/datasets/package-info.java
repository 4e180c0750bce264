/** Readers of recordings, and the synthetic worlds. */
package dev.sightline.datasets;
