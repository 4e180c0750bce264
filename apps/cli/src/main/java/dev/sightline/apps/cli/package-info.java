/** The sightline command and its reports. */
package dev.sightline.apps.cli;
