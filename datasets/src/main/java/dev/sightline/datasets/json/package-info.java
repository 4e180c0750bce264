/** The one door to JSON: bounded, streaming. Only here is Jackson imported. */
package dev.sightline.datasets.json;
