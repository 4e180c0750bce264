package dev.sightline.apps.cli;

/** A problem that the user can solve: printed as one sentence, without a stack trace. */
final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    private UserError(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command line asks for something that cannot be: exit status 2. */
    static UserError usage(String message) {
        return new UserError(ExitCode.USAGE, message);
    }

    /** The command could not be carried out: exit status 1. */
    static UserError failed(String message) {
        return new UserError(ExitCode.FAILED, message);
    }

    int exitCode() {
        return exitCode;
    }
}
