package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.optim.FreeHorizon;
import adjointlab.core.optim.FreeHorizon.Kind;
import adjointlab.core.optim.Horizon;
import java.util.List;

/// Until when models run.
public final class Horizons {
    private static final Key<Double> END =
            Key.real("end", "Horizon", 1, Ranges.positive(0.05, 5)).withSymbol("t₁");
    private static final Key<Double> LEARNING_RATE = Key.real(
                    "learningRate", "Learning rate of t₁", 0.1, Ranges.positive(1e-3, 10))
            .withSymbol("η")
            .touching(Touches.UPDATE);
    private static final Key<Double> PENALTY = Key.real(
                    "penalty", "Penalty of a long horizon", 6e-4, Ranges.positive(1e-5, 1))
            .withSymbol("c")
            .touching(Touches.UPDATE);
    private static final Key<Double> DECAY =
            Key.real("decay", "Share of old averages", 0.99, Ranges.fraction()).touching(Touches.UPDATE);

    /// Updates between changes of a learned horizon.
    public static final Key<Integer> INTERVAL = Key.whole(
                    "interval", "Updates between changes of t₁", 50, new Int(1, 1_000_000, 1, 200))
            .touching(Touches.UPDATE);

    private static final Key<Double> MINIMUM = Key.real("minimum", "Shortest horizon", 0.1, Ranges.positive(1e-3, 1))
            .touching(Touches.UPDATE);

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
                            List.of(END),
                            v -> new Horizon.Constant(v.get(END))),
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
                List.of(END.withLabel("Horizon at the start"), LEARNING_RATE, PENALTY, DECAY, INTERVAL, MINIMUM),
                v -> new Horizon.Learned(
                        v.get(END),
                        new FreeHorizon.Policy(
                                kind,
                                v.get(LEARNING_RATE),
                                v.get(PENALTY),
                                new FreeHorizon.Averaging(v.get(DECAY), v.get(INTERVAL), v.get(MINIMUM)))));
    }
}
