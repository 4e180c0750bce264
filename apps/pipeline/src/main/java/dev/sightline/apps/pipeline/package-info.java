/**
 * The whole chain as a library: samples in, points, bird's-eye view, occupancy and a plan out. No command line, no viewer.
 *
 * <p>{@link dev.sightline.apps.pipeline.Pipeline} takes samples; {@link dev.sightline.apps.pipeline.LivePipeline} takes measurements
 * as they arrive.
 */
package dev.sightline.apps.pipeline;
