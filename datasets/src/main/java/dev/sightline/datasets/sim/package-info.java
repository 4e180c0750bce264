/**
 * Synthetic worlds with exact truth, seen through a rig's sensors.
 *
 * <p>Reading order: {@link dev.sightline.datasets.sim.Shape} and {@link dev.sightline.datasets.sim.Part} (what things are made of),
 * {@link dev.sightline.datasets.sim.Road} and {@link dev.sightline.datasets.sim.Ground},
 * {@link dev.sightline.datasets.sim.World} and {@link dev.sightline.datasets.sim.Scene} (a world, and it at one instant), the four
 * renderers, {@link dev.sightline.datasets.sim.StreetPlan} (how the street is laid out), and
 * {@link dev.sightline.datasets.sim.SyntheticStreet}, the dataset.
 */
package dev.sightline.datasets.sim;
