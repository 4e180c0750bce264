package dev.sightline.dtof.batch;

import dev.sightline.dtof.ZoneAlgebra;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@link ZoneAlgebra} by ND4J: the filter is one matrix product, the solves are vector operations over all zones. Needs {@code nd4j-native}
 * and its natives on the class path, which this module does not bring (scope {@code provided}). Floats in the product, so scores differ
 * from the loops' by the order of sums, some 1e-6 of the largest.
 */
public final class Nd4jAlgebra implements ZoneAlgebra {

    @Override
    public float[] product(float[] counts, int zones, int bins, float[] bank) {
        try (INDArray rows = Nd4j.createFromArray(counts).reshape(zones, bins);
                INDArray filters = Nd4j.createFromArray(bank).reshape(bins, bins);
                INDArray scores = rows.mmul(filters)) {
            // A product comes in column order; the caller wants rows.
            try (INDArray ordered = scores.dup('c')) {
                return ordered.data().asFloat();
            }
        }
    }

    @Override
    public double[] solve(double[] systems, int zones) {
        try (INDArray all =
                Nd4j.createFromArray(systems).reshape(zones, SYSTEM).transpose().dup('c')) {
            INDArray tb = all.getRow(2);
            INDArray sb = all.getRow(4);
            INDArray bb = all.getRow(5);
            INDArray gb = all.getRow(8);
            // The third unknown first, then the second, all zones in each operation.
            INDArray ub = tb.div(bb);
            INDArray vb = sb.div(bb);
            INDArray ss = all.getRow(3).sub(sb.mul(vb));
            INDArray ts = all.getRow(1).sub(sb.mul(ub));
            INDArray gs = all.getRow(7).sub(vb.mul(gb));
            INDArray us = ts.div(ss);
            INDArray tt = all.getRow(0).sub(tb.mul(ub)).subi(ts.mul(us));
            INDArray dt = all.getRow(6).sub(ub.mul(gb)).subi(us.mul(gs)).divi(tt);
            INDArray ds = gs.sub(ts.mul(dt)).divi(ss);
            INDArray db = gb.sub(tb.mul(dt)).subi(sb.mul(ds)).divi(bb);
            return Nd4j.vstack(dt, ds, db, tt.rdiv(1)).transpose().dup('c').data().asDouble();
        }
    }
}
