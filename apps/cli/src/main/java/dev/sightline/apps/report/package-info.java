/**
 * Every picture of the product and the page that holds them: one software renderer ({@code Canvas}, {@code Lettering}), one palette
 * file ({@code palette.json}, read by {@link dev.sightline.apps.report.Palette} and by the viewer).
 *
 * <p>Pictures are pure functions of values: the same input gives the same pixels on any machine, also on one without fonts or
 * a display, because letters are drawn as strokes of our own. Ground pictures have x forward up and y left to the left.
 */
package dev.sightline.apps.report;
