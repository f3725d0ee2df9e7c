package adjointlab.cli;

import java.io.Console;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/// What the place of the output can show.
///
/// @param interactive whether a person sees it, rather than a file or another program
/// @param environment variables of the process
record Terminal(boolean interactive, Map<String, String> environment) {
    /// A file or another program.
    static final Terminal NONE = new Terminal(false, Map.of());

    /// The one of this process.
    static Terminal here() {
        Console console = System.console();
        return new Terminal(console != null && console.isTerminal(), System.getenv());
    }

    /// Colours for people only, and never against their wish: any value of NO_COLOR but the empty one switches them
    /// off (no-color.org), as a terminal does that calls itself dumb.
    Ansi colours() {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", ""));
        return interactive && wanted ? Ansi.ON : Ansi.OFF;
    }
}
