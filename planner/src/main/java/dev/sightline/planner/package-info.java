/** Voxels, agents and lanes in, a plan out: the values a planner takes and gives, and the planner. */
package dev.sightline.planner;
