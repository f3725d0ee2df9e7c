package adjointlab.cli;

import picocli.CommandLine.Option;

/// What every command takes.
final class CommonOptions {
    static final String QUIET = "--quiet";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Option(
            names = {"-q", QUIET},
            description = "Show no progress and no remarks; results, warnings and errors are still told.")
    boolean quiet;
}
