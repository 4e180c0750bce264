/**
 * OpenDRIVE maps, versions 1.1 to 1.7: reference lines, lane sections, junctions, signals and objects, read as a lane graph. Metres in
 * the file's inertial frame (x east, y north, z up).
 *
 * <p>Source: ASAM OpenDRIVE 1.7 specification; deviations of real files are named in {@code docs/formats/maps.md}.
 */
package dev.sightline.datasets.opendrive;
