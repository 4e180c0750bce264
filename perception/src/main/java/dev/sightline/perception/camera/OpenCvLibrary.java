package dev.sightline.perception.camera;

import org.opencv.core.Core;

/** Loads the native library once, when first needed; class initialisation makes that thread-safe. */
final class OpenCvLibrary {

    static {
        nu.pattern.OpenCV.loadLocally();
        // Callers run cameras in parallel; a second pool inside each call would only compete with
        // them.
        Core.setNumThreads(1);
        // Errors come back as exceptions; the library is not to print them as well.
        Core.setErrorVerbosity(false);
    }

    private OpenCvLibrary() {}

    /** Returns when the library is loaded; cheap ever after. */
    static void load() {}
}
