/** The frame-buffer memory of an embedded sensor: an S3C2440-class controller with two SDRAM chips side by side. */
package dev.sightline.dtof.readout;
