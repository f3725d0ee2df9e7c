package adjointlab.cli;

import adjointlab.lab.run.Forecast;
import adjointlab.lab.run.Run;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// A progress bar on a terminal; elsewhere a line at each quarter.
final class Progress {
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final boolean terminal;
    private int quarters;
    private boolean shown;
    private boolean foretold;

    Progress(PrintWriter err) {
        this.err = err;
        Console console = System.console();
        terminal = console != null && console.isTerminal();
    }

    /// @param seconds that are left, as far as is known; NaN where nothing is
    void show(double share, List<Run> runs, double seconds) {
        long ended = runs.stream().filter(run -> run.state().ended()).count();
        String left = Forecast.words(seconds, true).orElse("");
        if (!terminal && !foretold && Forecast.words(seconds, false).isPresent()) {
            foretold = true;
            err.println(left);
        }
        show(share, ended + " of " + runs.size() + " runs" + (left.isEmpty() ? "" : "  " + left));
    }

    /// @param share of the work that is done, 0 … 1
    /// @param done what is done, in words
    void show(double share, String done) {
        String text = String.format(Locale.ROOT, "%3d %%  %s", (int) (100 * share), done);
        if (terminal) {
            int full = (int) (WIDTH * share);
            err.print("\r[" + "█".repeat(full) + "·".repeat(WIDTH - full) + "] " + text + "\u001b[K");
            err.flush();
            shown = true;
        } else if ((int) (4 * share) > quarters) {
            quarters = (int) (4 * share);
            err.println(text);
        }
    }

    void end() {
        if (shown) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
