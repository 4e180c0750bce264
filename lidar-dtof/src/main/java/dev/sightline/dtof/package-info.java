/** Photon pulses in, points out. */
package dev.sightline.dtof;
