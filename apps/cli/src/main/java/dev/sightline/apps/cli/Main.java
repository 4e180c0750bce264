package dev.sightline.apps.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code sightline} command. */
@Command(
        name = "sightline",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Turns what sensors recorded into what a robot should do, and scores it.")
public final class Main {
    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    /** Reads the version from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"sightline " + (version == null ? "(not packaged)" : version)};
        }
    }
}
