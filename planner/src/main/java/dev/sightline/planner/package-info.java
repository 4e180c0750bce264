/** Voxels, agents and lanes in, a plan out. */
package dev.sightline.planner;
