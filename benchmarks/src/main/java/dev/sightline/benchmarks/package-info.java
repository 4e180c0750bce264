/** JMH benchmarks of the stages; not published. */
package dev.sightline.benchmarks;
