/** Things that move: boxes, tracks and what they signal. */
package dev.sightline.perception.object;
