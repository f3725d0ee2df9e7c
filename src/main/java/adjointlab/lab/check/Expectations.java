package adjointlab.lab.check;

import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Parameter;
import java.util.List;

/// The kinds of checks.
public final class Expectations {
    private static final Parameter RUNS = new Parameter("runs", "", "Runs", "", new Parameter.Text(200), "*", false);

    /// In display order.
    public static final Catalog<Expectation> CATALOG = new Catalog<>(
            "expectation",
            List.<Entry<Expectation>>of(new Entry<>(
                    "state",
                    "How runs end",
                    "Runs that match end in the given state.",
                    "",
                    List.of(
                            RUNS,
                            new Parameter("state", "", "State", "", new Parameter.Text(20), "finished", false)),
                    values -> (_, runs) -> RunChecks.state(runs, values.choice("runs"), values.choice("state")))));

    private Expectations() {}
}
