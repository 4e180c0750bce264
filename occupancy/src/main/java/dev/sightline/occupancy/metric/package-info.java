/** What a voxel grid is worth: pure functions into values that merge. */
package dev.sightline.occupancy.metric;
