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
        Fit found = search.likeliest(start, counts, scoring);
        double confidence = search.confidence(found, 0, found.logLikelihood - empty.logLikelihood);
        return verdict(empty, found, confidence, scoring);
    }

    private Estimate verdict(Fit empty, Fit found, double confidence, FisherScoring scoring) {
        double rate = search.settings().falseAlarmRate();
        return rate < 1 && confidence < 1 - rate
                ? search.estimate(empty, new double[0], scoring)
                : search.estimate(found, new double[] {confidence}, scoring);
    }

    /**
     * Estimates one histogram whose background is known, from a dark frame or from the neighbours: weak targets on few counts are told
     * from noise more often then. Time and levels are fitted as ever; the scan's score over that background decides.
     *
     * @param background counts per nominal bin in the histogram, above 0
     * @throws IllegalStateException unless counts are Poisson and without crosstalk
     */
    public Estimate estimateOver(int[] counts, double background) {
        if (!(background > 0 && background < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("background is " + background);
        }
        Settings settings = search.settings();
        if (!settings.counting().isPoisson() || settings.crosstalk().isPresent()) {
            throw new IllegalStateException(
                    "a known background needs Poisson counts without crosstalk, not "
                            + settings.counting());
        }
        FisherScoring scoring = search.scoring(counts, nothing);
        Fit start = new Fit(new double[] {background}, new double[0], new double[0]);
        Fit found = search.likeliest(start, counts, scoring);
        double score = search.gainOver(counts, background);
        return verdict(start, found, 1 - search.falseAlarmsOver(score, background), scoring);
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
        double confidence = search.confidence(found, 0, gain);
        return search.estimate(found, new double[] {confidence}, scoring);
    }
}
