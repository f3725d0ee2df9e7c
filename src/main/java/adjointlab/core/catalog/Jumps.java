package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.family.Recurrence;
import adjointlab.core.family.Recurrence.Start;
import adjointlab.core.field.Activation;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.net.Cell;
import adjointlab.core.net.Gru;
import java.util.List;

/// How states jump at observations.
public final class Jumps {
    private static final Key<Integer> HIDDEN = Key.whole("hidden", "Size of the state", 8, new Int(1, 65_536, 1, 64))
            .withSymbol("n");
    private static final Key<Start> START = Key.choice(
            "start",
            "States start",
            new Option<>("zero", "At zero", Start.ZERO),
            new Option<>("linear", "Learned from what it is told", Start.LINEAR),
            new Option<>("whole", "Learned, zeros and velocity too", Start.WHOLE));

    /// Parameters that stand beside every cell: what a model has that takes in observations.
    public static final List<Key<?>> PARAMETERS = List.of(HIDDEN, START);

    private static final Key<Boolean> RESIDUAL = Key.flag("residual", "The state is added", true);
    private static final Key<List<Double>> WIDTHS = Key.reals(
            "widths",
            "Hidden widths of the cell",
            List.of(24.0, 24.0),
            new Reals(0, 32, new Real(1, 65_536, 1, 128, Scale.LINEAR)));
    private static final Key<Entry<Activation>> ACTIVATION =
            Activations.plain(Activations.CHOICE.name(), "Activation of the cell", "tanh");

    /// In display order.
    public static final Catalog<Cell> CATALOG = new Catalog<>(
            "jump",
            List.of(
                    new Entry<>(
                            "linear",
                            "Linear cell",
                            "h ← W₁x + b₁ + W₂h + b₂, and h where it is added.",
                            "Xia et al., NeurIPS 2021, appendix E.4",
                            List.of(RESIDUAL),
                            v -> new Cell.Simple(StandardActivations.IDENTITY, v.get(RESIDUAL))),
                    Entry.plain(
                            "tanh",
                            "Recurrent cell",
                            "h ← tanh(W₁x + b₁ + W₂h + b₂).",
                            "Elman, Cognitive Science 14 (1990) 179",
                            new Cell.Simple(StandardActivations.TANH, false)),
                    new Entry<>(
                            "mlp",
                            "Perceptron cell",
                            "A perceptron of the state and the observation, and h where it is added.",
                            "Xia et al., NeurIPS 2021, appendix E.5",
                            List.of(WIDTHS, ACTIVATION, RESIDUAL.withDefault(false)),
                            v -> new Cell.Perceptron(
                                    v.get(WIDTHS).stream()
                                            .map(width -> Fields.width(width, WIDTHS.name()))
                                            .toList(),
                                    v.get(ACTIVATION).createDefault(),
                                    v.get(RESIDUAL))),
                    Entry.plain(
                            "gru",
                            "Gated recurrent unit",
                            "Gates decide how much of the state an observation replaces.",
                            "Cho et al., EMNLP 2014, equations (5) to (8)",
                            new Gru())));

    private Jumps() {}

    /// What makes a model of any family take in observations.
    ///
    /// @param cell from this catalogue
    /// @param values complete for [#PARAMETERS]
    public static Recurrence recurrence(Cell cell, Values values) {
        return new Recurrence(values.get(HIDDEN), values.get(START), cell);
    }
}
