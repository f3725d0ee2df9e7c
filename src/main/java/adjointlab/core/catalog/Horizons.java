package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.optim.FreeHorizon;
import adjointlab.core.optim.FreeHorizon.Kind;
import adjointlab.core.optim.Horizon;
import java.util.List;

/// Until when models run.
public final class Horizons {
    /// In display order.
    public static final Catalog<Horizon> CATALOG = new Catalog<>(
            "horizon",
            List.of(
                    Entry.plain(
                            "given",
                            "The problem's",
                            "The model runs until the problem's horizon.",
                            "",
                            new Horizon.Given()),
                    new Entry<>(
                            "constant",
                            "Constant",
                            "The model runs until t₁, whatever the problem's horizon.",
                            "Liu, Chen and Theodorou, NeurIPS 2021, Fig. 5",
                            List.of(end("Horizon")),
                            v -> new Horizon.Constant(v.real("end"))),
                    learned(
                            "feedback",
                            "Feedback policy",
                            "t₁ follows its curvature and the update of the weights.",
                            "Liu, Chen and Theodorou, NeurIPS 2021, equation (16)",
                            Kind.FEEDBACK),
                    learned(
                            "open-loop",
                            "Open loop",
                            "t₁ follows its curvature.",
                            "Liu, Chen and Theodorou, NeurIPS 2021, equation (16) without feedback",
                            Kind.OPEN_LOOP),
                    learned(
                            "first-order",
                            "First order",
                            "t₁ follows its gradient.",
                            "Massaroli et al., NeurIPS 2020",
                            Kind.FIRST_ORDER)));

    private Horizons() {}

    private static Entry<Horizon> learned(String id, String label, String summary, String citation, Kind kind) {
        return new Entry<>(
                id,
                label,
                summary,
                citation,
                List.of(
                        end("Horizon at the start"),
                        Parameter.real(
                                "learningRate", "η", "Learning rate of t₁", 0.1, Ranges.positive(1e-3, 10), true),
                        Parameter.real(
                                "penalty", "c", "Penalty of a long horizon", 6e-4, Ranges.positive(1e-5, 1), true),
                        Parameter.real("decay", "", "Share of old averages", 0.99, Ranges.fraction(), true),
                        Parameter.whole(
                                "interval", "", "Updates between changes of t₁", 50, new Int(1, 1_000_000, 1, 200)),
                        new Parameter("minimum", "", "Shortest horizon", "s", Ranges.positive(1e-3, 1), 0.1, true)),
                v -> new Horizon.Learned(
                        v.real("end"),
                        new FreeHorizon.Policy(
                                kind,
                                v.real("learningRate"),
                                v.real("penalty"),
                                new FreeHorizon.Averaging(v.real("decay"), v.whole("interval"), v.real("minimum")))));
    }

    private static Parameter end(String label) {
        return new Parameter("end", "t₁", label, "s", Ranges.positive(0.05, 5), 1.0, false);
    }
}
