package dev.sightline.dtof.readout;

/**
 * What the chips go through from power-up on: precharge all, refreshes, mode register, then work, with self refresh and power-down in
 * between. Each step is given the clock cycle at which it happens; cycles never go back.
 *
 * <p>An access that the state forbids is an error, not a value.
 */
public final class SdramLifeCycle {

    /** Refreshes that the chips need at least before the mode register. */
    public static final int LEAST_REFRESHES = 2;

    /** Refreshes that boot code should issue. */
    public static final int USUAL_REFRESHES = 8;

    /** Where the chips stand. */
    public enum State {
        /** Powered, nothing done yet. */
        POWERED,
        /** All rows closed; refreshes are being counted. */
        PRECHARGED,
        /** Initialised: data may be moved. */
        READY,
        /** Refreshing by their own clock; data are kept, nothing may be moved. */
        SELF_REFRESH,
        /** Clock stopped; data are kept as long as the refresh time lasts. */
        POWER_DOWN
    }

    private final SdramTiming timing;
    private final long retentionClocks;
    private State state = State.POWERED;
    private int refreshes;
    private long now;
    private long readyAt;
    private long sleptAt;
    private int cl;

    /** Chips that were just powered at cycle 0, with the timing of the chip at a clock. */
    public SdramLifeCycle(SdramChip chip, long hclkHz) {
        this.timing = SdramTiming.of(chip, hclkHz);
        this.retentionClocks = hclkHz * chip.refreshMs() / 1000;
    }

    /** Brings powered chips up as boot code does: PALL, 8 refreshes, MRS. Returns the first cycle of work. */
    public long initialise(int casLatency) {
        prechargeAll(now);
        for (int i = 0; i < USUAL_REFRESHES; i++) {
            refresh(readyAt);
        }
        modeRegister(readyAt, casLatency);
        return readyAt;
    }

    /** PALL. */
    public void prechargeAll(long cycle) {
        require(state == State.POWERED || state == State.READY, "PALL");
        advance(cycle, "PALL");
        state = state == State.POWERED ? State.PRECHARGED : state;
        readyAt = cycle + timing.tRp();
    }

    /** REF. */
    public void refresh(long cycle) {
        require(state == State.PRECHARGED || state == State.READY, "REF (PALL comes first)");
        advance(cycle, "REF");
        refreshes++;
        readyAt = cycle + timing.tRfc();
    }

    /**
     * MRS: tells the chips their CAS latency.
     *
     * @param casLatency 2 or 3
     */
    public void modeRegister(long cycle, int casLatency) {
        require(
                state == State.PRECHARGED && refreshes >= LEAST_REFRESHES || state == State.READY,
                "MRS after " + refreshes + " of at least " + LEAST_REFRESHES + " refreshes");
        if (casLatency < 2 || casLatency > 3) {
            throw new IllegalArgumentException("CAS latency is 2 or 3, was " + casLatency);
        }
        advance(cycle, "MRS");
        cl = casLatency;
        state = State.READY;
        readyAt = cycle + 2; // tMRD
    }

    /** Enters self refresh: CKE low with a refresh; suspend to RAM. */
    public void enterSelfRefresh(long cycle) {
        require(state == State.READY, "self refresh");
        advance(cycle, "self refresh");
        state = State.SELF_REFRESH;
    }

    /** Leaves self refresh; returns the first cycle at which a command is taken, tRC later. */
    public long leaveSelfRefresh(long cycle) {
        require(state == State.SELF_REFRESH, "leaving self refresh");
        advance(cycle, "leaving self refresh");
        state = State.READY;
        readyAt = cycle + timing.tRc();
        return readyAt;
    }

    /** Enters power-down: CKE low, no refresh. */
    public void enterPowerDown(long cycle) {
        require(state == State.READY, "power-down");
        advance(cycle, "power-down");
        sleptAt = cycle;
        state = State.POWER_DOWN;
    }

    /**
     * Leaves power-down; a command is taken one clock later.
     *
     * @throws IllegalStateException if it lasted longer than rows keep their data; the chips must be initialised and filled again
     */
    public void leavePowerDown(long cycle) {
        require(state == State.POWER_DOWN, "leaving power-down");
        advance(cycle, "leaving power-down");
        readyAt = cycle + 1;
        if (cycle - sleptAt > retentionClocks) {
            state = State.POWERED;
            refreshes = 0;
            throw new IllegalStateException(
                    "power-down of "
                            + (cycle - sleptAt)
                            + " clocks outlasted the "
                            + retentionClocks
                            + " that rows keep their data without refresh: the contents are lost");
        }
        state = State.READY;
    }

    /**
     * Checks that data may be moved.
     *
     * @throws IllegalStateException if the chips are not initialised, asleep, or busy
     */
    public void requireAccess(long cycle) {
        require(state == State.READY, "an access");
        advance(cycle, "an access");
    }

    public State state() {
        return state;
    }

    /** CAS latency in the mode register; 0 before it was set. */
    public int casLatency() {
        return cl;
    }

    private void require(boolean allowed, String what) {
        if (!allowed) {
            throw new IllegalStateException(
                    what
                            + " is not possible: the chips are "
                            + state
                            + "; after power-up come PALL, "
                            + USUAL_REFRESHES
                            + " refreshes and MRS, after sleep the wake-up");
        }
    }

    private void advance(long cycle, String what) {
        if (cycle < now || cycle < readyAt) {
            throw new IllegalStateException(
                    what
                            + " at cycle "
                            + cycle
                            + " is too early: commands are taken from cycle "
                            + Math.max(now, readyAt));
        }
        now = cycle;
    }
}
