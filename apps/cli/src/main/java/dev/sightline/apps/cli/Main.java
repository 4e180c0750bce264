package dev.sightline.apps.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code sightline} command. Its sub-commands are the ones whose stages exist: there are no stubs. */
@Command(
        name = "sightline",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            ReplayCommand.class,
            DemoCommand.class,
            EvaluateCommand.class,
            PackCommand.class,
            DepthCommand.class,
            InfoCommand.class,
            DoctorCommand.class,
            BudgetCommand.class,
            ExplainCommand.class,
            DiffCommand.class
        },
        description =
                "Turns what sensors recorded into what a robot should do, and scores every step.",
        footer = {
            "",
            "Examples:",
            "  sightline demo                          a generated drive through the whole chain: no data needed",
            "  sightline info /data/nuscenes           what a recording holds",
            "  sightline doctor /data/nuscenes         what is missing, and whether calibration fits",
            "  sightline replay /data/nuscenes --out run1",
            "  sightline evaluate --protocol occ3d-nuscenes --gt gts --pred results",
            "  sightline budget --sensor tablet --memory s3c2440     does a sensor's stream fit its memory",
            "  sightline depth zones.npz --out ranges.npz --picture ranges.png",
            "",
            "stdout is data, stderr is talk. Exit status: 0 done, 1 failed, 2 usage, 3 done with loss, 4 a gate failed.",
        })
public final class Main {

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Print stack traces and what libraries say.")
    boolean verbose;

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        System.out.flush();
        System.exit(code);
    }

    /** Runs a command line on given streams: what tests call. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        boolean verbose = Arrays.asList(args).contains("--verbose");
        line.setExecutionExceptionHandler(
                (problem, command, parsed) -> {
                    if (verbose) {
                        problem.printStackTrace(command.getErr());
                    }
                    command.getErr().println("sightline: " + sentence(problem, verbose));
                    command.getErr().flush();
                    return problem instanceof UserError user ? user.exitCode() : ExitCode.FAILED;
                });
        line.setParameterExceptionHandler(Main::misuse);
        if (args.length == 0) {
            line.usage(err);
            return ExitCode.USAGE;
        }
        return line.execute(args);
    }

    /** Says what is wrong in a line or two; a whole page of help would push that off the screen. */
    private static int misuse(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("sightline: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String sentence(Exception problem, boolean verbose) {
        if (problem instanceof UserError
                || problem instanceof dev.sightline.datasets.DatasetException) {
            return problem.getMessage();
        }
        if (problem instanceof java.io.IOException io) {
            return RunFolder.reason(io);
        }
        return "unexpected "
                + problem
                + (verbose ? "" : "; run again with --verbose and report what it prints");
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements IVersionProvider {

        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "(not packaged)" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"sightline " + text()};
        }
    }
}
