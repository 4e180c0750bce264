/** What a candidate meets and costs: obstacles, unseen space, limits and price. */
package dev.sightline.planner.score;
