package dev.sightline.dtof.estimate;

/**
 * The most likely single return with nothing known but the response: trimmed background, the log-matched filter's best place, then
 * Fisher scoring of time, signal and levels together (design section 3.1, "ML practical"). With a {@link Counting} of first photons or
 * dead time this is the corrected likelihood of section 3.2, its weights {@code M e^-r / (1 - e^-r)}. Immutable; threads may share it.
 */
public final class MaximumLikelihood {

    private final ReturnSearch search;
    private final double[] nothing;

    public MaximumLikelihood(Settings settings) {
        this.search = new ReturnSearch(settings);
        this.nothing = new double[settings.response().bins()];
    }

    /** Estimates one histogram. */
    public Estimate estimate(int[] counts) {
        return estimate(counts, nothing);
    }

    /**
     * Estimates one histogram on top of rates that are known, such as the light that neighbours leak.
     *
     * @param known expected events per bin and cycle (per histogram for Poisson counting) that are neither return nor background
     */
    public Estimate estimate(int[] counts, double[] known) {
        FisherScoring scoring = search.scoring(counts, known);
        Fit start = search.start(counts, known, scoring);
        Fit empty = scoring.climb(start);
        Fit found = scoring.climb(search.best(start, counts, scoring));
        double gain = found.logLikelihood - empty.logLikelihood;
        double rate = search.settings().falseAlarmRate();
        if (rate < 1 && !(search.falseAlarms(gain) <= rate)) {
            return search.estimate(empty, new double[0], scoring);
        }
        return search.estimate(found, new double[] {gain}, scoring);
    }

    /**
     * Estimates the time alone, signal and background being known: the reference that the design's tables of pile-up were made with. At
     * high flux the first photons say less about a time when the signal is unknown, so this is sharper than {@link #estimate(int[])}.
     *
     * @param signal primary events from the return in the histogram
     * @param background other primary events per nominal bin in the histogram
     */
    public Estimate estimateTime(int[] counts, double signal, double background) {
        if (search.settings().crosstalk().isPresent()) {
            throw new IllegalStateException("levels are not known where there is crosstalk");
        }
        int cycles = search.settings().counting().cycles();
        FisherScoring scoring = search.scoring(counts, nothing).timesOnly();
        Fit empty = new Fit(new double[] {background / cycles}, new double[0], new double[0]);
        empty.logLikelihood = scoring.logLikelihood(empty);
        Fit found = scoring.climb(search.best(empty, signal / cycles, counts, scoring));
        double gain = found.logLikelihood - empty.logLikelihood;
        return search.estimate(found, new double[] {gain}, scoring);
    }
}
