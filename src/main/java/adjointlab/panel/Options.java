package adjointlab.panel;

import adjointlab.core.catalog.Parameter;
import java.util.List;

/// Short ways to declare panel options. They are all live: a panel is drawn anew with each change.
final class Options {
    private static final double HUGE = Double.MAX_VALUE;

    private Options() {}

    static Parameter choice(String name, String label, String defaultValue, Parameter.Option... options) {
        return choice(name, label, defaultValue, List.of(options));
    }

    static Parameter choice(String name, String label, String defaultValue, List<Parameter.Option> options) {
        return new Parameter(name, "", label, "", new Parameter.Choice(options), defaultValue, true);
    }

    static Parameter.Option option(String id, String label) {
        return new Parameter.Option(id, label);
    }

    static Parameter whole(String name, String label, int defaultValue, int min, int max) {
        return new Parameter(name, "", label, "", new Parameter.Int(min, max, min, max), defaultValue, true);
    }

    static Parameter text(String name, String label, int maxLength) {
        return new Parameter(name, "", label, "", new Parameter.Text(maxLength), "", true);
    }

    static Parameter flag(String name, String label, boolean defaultValue) {
        return new Parameter(name, "", label, "", new Parameter.Flag(), defaultValue, true);
    }

    /// A list of numbers of any size.
    static Parameter list(String name, String symbol, String label, int maxLength) {
        var each = new Parameter.Real(-HUGE, HUGE, -10, 10, Parameter.Scale.LINEAR);
        return new Parameter(name, symbol, label, "", new Parameter.Reals(0, maxLength, each), List.of(), true);
    }
}
