/** How plans compare with what the recorded driver did. */
package dev.sightline.planner.metric;
