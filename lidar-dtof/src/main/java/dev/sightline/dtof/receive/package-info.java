/** What a receiver makes of light: SPADs, coincidence, converter and counter, as expected counts and photon by photon. */
package dev.sightline.dtof.receive;
