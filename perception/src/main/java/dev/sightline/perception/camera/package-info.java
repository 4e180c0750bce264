/**
 * Pictures: decoding and encoding them, and bringing every camera to the standard camera of its slot. The only package that sees
 * OpenCV; no type of it appears in a signature.
 */
package dev.sightline.perception.camera;
