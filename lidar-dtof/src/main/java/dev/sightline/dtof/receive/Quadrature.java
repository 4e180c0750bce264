package dev.sightline.dtof.receive;

import java.util.function.DoubleUnaryOperator;

/** Integrals of smooth functions: three-point Gauss-Legendre on panels. */
final class Quadrature {

    private static final double NODE = Math.sqrt(0.6);

    private Quadrature() {}

    /** Integral from low to high with panels no wider than given. */
    static double integral(DoubleUnaryOperator f, double low, double high, double panel) {
        int panels = (int) Math.max(1, Math.ceil((high - low) / panel));
        double half = 0.5 * (high - low) / panels;
        double sum = 0;
        for (int i = 0; i < panels; i++) {
            double middle = low + (2 * i + 1) * half;
            sum += 8 * f.applyAsDouble(middle);
            sum += 5 * f.applyAsDouble(middle - NODE * half);
            sum += 5 * f.applyAsDouble(middle + NODE * half);
        }
        return sum * half / 9;
    }
}
