/**
 * Photon histograms from files: the keys that {@code sightline depth} reads, and the logs of real single-photon sensors. Formats and
 * what was measured on them: {@code docs/formats/spad.md}.
 */
package dev.sightline.datasets.spad;
