package dev.sightline.apps.cli;

/** What a command's exit status means; the same for every command. */
final class ExitCode {

    /** Everything was done. Absent tables, sensors or optional files are reported and are no loss. */
    static final int DONE = 0;

    /** The command failed; nothing stands under the final name. */
    static final int FAILED = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** Done, but something that was present could not be used; what was lost is counted. */
    static final int LOSS = 3;

    /** Done, but a condition that the user set on the result is not met. */
    static final int GATE = 4;

    private ExitCode() {}
}
