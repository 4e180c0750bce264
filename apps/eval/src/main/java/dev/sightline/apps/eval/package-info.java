/**
 * Scores saved predictions by published protocols. {@link dev.sightline.apps.eval.Benchmark} finds and checks the frames and turns
 * shards of them into {@link dev.sightline.apps.eval.EvaluationState}s, exact values that merge in any order and go out and come back as
 * bytes; who runs the shards, threads, processes or a cluster, is somebody else's business.
 */
package dev.sightline.apps.eval;
