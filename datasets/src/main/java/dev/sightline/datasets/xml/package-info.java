/** Reads XML files that describe maps and scenarios: bounded, without DTDs and entities, every error with its line. */
package dev.sightline.datasets.xml;
