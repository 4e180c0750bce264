/**
 * Lanelet2 maps in OSM XML. Latitude and longitude become metres in a flat local frame (x east, y north, z up) around an origin.
 *
 * <p>Source: Lanelet2 (Poggenhans et al., "Lanelet2: A high-definition map framework for the future of automated driving", ITSC 2018)
 * and its primitives' documentation; see {@code docs/formats/maps.md}.
 */
package dev.sightline.datasets.lanelet;
