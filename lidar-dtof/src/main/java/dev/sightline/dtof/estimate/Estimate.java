package dev.sightline.dtof.estimate;

import java.util.Comparator;
import java.util.List;

/**
 * What an estimator found in one histogram.
 *
 * @param returns in the order that was asked for; empty if nothing was detected
 * @param background other primary events per nominal bin in the whole histogram
 * @param crosstalk events of a known shape (cover glass) in the whole histogram; 0 where none was told
 */
public record Estimate(List<Return> returns, double background, double crosstalk) {

    /** Which return comes first. */
    public enum Order {
        NEAREST,
        STRONGEST,
        FARTHEST;

        private Comparator<Return> comparator() {
            return switch (this) {
                case NEAREST -> Comparator.comparingDouble(Return::rangeM);
                case STRONGEST -> Comparator.comparingDouble(Return::signal).reversed();
                case FARTHEST -> Comparator.comparingDouble(Return::rangeM).reversed();
            };
        }
    }

    public Estimate {
        returns = List.copyOf(returns);
    }

    /** The same returns in another order. */
    public Estimate ordered(Order order) {
        return new Estimate(
                returns.stream().sorted(order.comparator()).toList(), background, crosstalk);
    }
}
