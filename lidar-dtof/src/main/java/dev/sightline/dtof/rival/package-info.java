/**
 * The other ways to measure a distance with light, in the same scene, so that a user can choose: continuous wave, gated pulses,
 * linear avalanche photodiode, and intensity alone. `docs/dtof/rivals.md` compares them.
 */
package dev.sightline.dtof.rival;
