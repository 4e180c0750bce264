/**
 * Argoverse 2 sensor logs. Arrow reads the feather files and is needed at run time only here; embedders that do not read Argoverse
 * leave it off their class path.
 */
package dev.sightline.datasets.argoverse;
