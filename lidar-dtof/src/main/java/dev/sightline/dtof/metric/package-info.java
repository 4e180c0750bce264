/** Scores of ranges: pure functions into mergeable values. */
package dev.sightline.dtof.metric;
