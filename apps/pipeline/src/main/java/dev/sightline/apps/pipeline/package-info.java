/** The embeddable chain of all stages; no command line, no viewer. */
package dev.sightline.apps.pipeline;
