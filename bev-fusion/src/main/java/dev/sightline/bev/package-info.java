/** Images and points in, a bird's-eye-view grid out, through time. */
package dev.sightline.bev;
