/** Light: what leaves a sensor, what comes back, what daylight adds, and how much is safe to look at. */
package dev.sightline.dtof.emit;
