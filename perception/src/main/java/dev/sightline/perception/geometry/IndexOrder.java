package dev.sightline.perception.geometry;

/** How a volume lies in memory: the axis named first varies slowest. */
public enum IndexOrder {
    /** C order {@code [x][y][z]}: Occ3D, SemanticKITTI; z is contiguous. The order of everything inside Sightline. */
    XYZ,
    /** C order {@code [z][y][x]}: OccNet's sparse arrays, VTK; x is contiguous. */
    ZYX
}
