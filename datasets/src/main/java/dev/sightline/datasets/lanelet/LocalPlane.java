package dev.sightline.datasets.lanelet;

import dev.sightline.perception.geometry.Vec3;

/**
 * The plane that touches the WGS 84 ellipsoid at an origin: x east, y north, metres. Distances are right to 1e-6 within 5 km, as the
 * earth's curvature over them is left out.
 *
 * @param latitudeDeg of the origin, degrees, -85..85
 * @param longitudeDeg of the origin, degrees
 */
public record LocalPlane(double latitudeDeg, double longitudeDeg) {

    /** Equatorial radius and squared eccentricity of WGS 84. */
    private static final double A = 6_378_137;

    private static final double E2 = 6.694_379_990_141_317e-3;

    public LocalPlane {
        if (!(Math.abs(latitudeDeg) <= 85 && Math.abs(longitudeDeg) <= 360)) {
            throw new IllegalArgumentException(
                    "an origin at latitude " + latitudeDeg + ", longitude " + longitudeDeg);
        }
    }

    /**
     * A place on the plane: with the two radii of curvature N (east-west) and M (north-south) halfway to the origin,
     * {@code x = N cos(latitude) dlon, y = M dlat}.
     */
    public Vec3 place(double latitude, double longitude, double height) {
        double middle = Math.toRadians((latitude + latitudeDeg) / 2);
        double s = StrictMath.sin(middle);
        double w = 1 - E2 * s * s;
        double n = A / Math.sqrt(w);
        double m = A * (1 - E2) / (w * Math.sqrt(w));
        return new Vec3(
                n * StrictMath.cos(middle) * Math.toRadians(longitude - longitudeDeg),
                m * Math.toRadians(latitude - latitudeDeg),
                height);
    }
}
