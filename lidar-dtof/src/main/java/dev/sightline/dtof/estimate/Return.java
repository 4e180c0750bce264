package dev.sightline.dtof.estimate;

/**
 * One surface in a histogram.
 *
 * @param rangeM range, metres
 * @param sigmaM its standard deviation, metres; infinite where the histogram does not determine it
 * @param signal primary events from it in the whole histogram, those lost to dead time included
 * @param confidence one minus the number of false alarms as strong as this that a histogram without it would give; not below 0
 */
public record Return(double rangeM, double sigmaM, double signal, double confidence) {}
