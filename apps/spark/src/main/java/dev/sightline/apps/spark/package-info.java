/**
 * Scores shards of frames on Spark with the very functions that threads use, {@link dev.sightline.apps.eval.Shard#score}: what a cluster
 * adds is where they run. Nothing outside this package knows Spark.
 */
package dev.sightline.apps.spark;
