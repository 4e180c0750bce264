/** The shared vocabulary of every stage: poses, grids, sensors, samples, maps. */
package dev.sightline.perception;
