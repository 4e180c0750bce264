package dev.sightline.dtof;

/**
 * The dense algebra of an estimator over many zones at once: what a tensor library can do in one call each. {@link #plain()} is loops,
 * {@code dtof.batch} has ND4J's; a test binds them.
 */
public interface ZoneAlgebra {

    /** Numbers of one system of {@link #solve}: the upper triangle of a symmetric 3 x 3 matrix by rows, then the right side. */
    int SYSTEM = 9;

    /**
     * Multiplies counts by a filter bank: {@code scores = counts x bank}.
     *
     * @param counts {@code [zones][bins]}, row-major
     * @param bank {@code [bins][bins]}, row-major: column k holds the weights of the score of bin k
     * @return {@code [zones][bins]}
     */
    float[] product(float[] counts, int zones, int bins, float[] bank);

    /**
     * Solves positive definite systems of three unknowns.
     *
     * @param systems {@code [zones][}{@link #SYSTEM}{@code ]}: {@code a00 a01 a02 a11 a12 a22 | r0 r1 r2}
     * @return {@code [zones][4]}: the unknowns, then the first one's variance {@code [A^-1]_00}
     */
    double[] solve(double[] systems, int zones);

    /** Loops. */
    static ZoneAlgebra plain() {
        return new PlainAlgebra();
    }
}
