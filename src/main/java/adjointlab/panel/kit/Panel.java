package adjointlab.panel.kit;

import adjointlab.figure.Figure;
import java.util.List;
import java.util.Optional;

/// One way to look at runs.
@FunctionalInterface
public interface Panel {
    /// The figure of the moment; [Figure#empty] with one sentence where there is nothing to see.
    Figure figure(PanelContext context);

    /// Whether it looks at what runs have done; otherwise its figures come from files, and nothing need be trained for
    /// them.
    default boolean readsRuns() {
        return true;
    }

    /// What a person may take hold of in the figure.
    default Optional<Handle> handle() {
        return Optional.empty();
    }

    /// What the window says of a picture beside its title: its note, or, where it has none, what can be dragged in it,
    /// which on paper nobody can.
    default String noteOf(Figure figure) {
        return figure.note().isEmpty()
                ? handle().filter(handle -> handle.isIn(figure))
                        .map(Handle::hint)
                        .orElse("")
                : figure.note();
    }

    /// The whole-number option that a slider under the picture moves and plays through; "" where nothing moves.
    default String played() {
        return "";
    }

    /// What the slider under the picture says at a value of the option that is played.
    default String words(int at) {
        return "t = " + at + " %";
    }

    /// How long playing through takes, s.
    default double seconds() {
        return 4;
    }

    /// Whether what is played is one iteration, so that in slow motion each is played through when it is reached.
    default boolean isOneIteration() {
        return false;
    }

    /// The whole-number option that a click on a numbered picture sets, here and in every panel that has it; ""
    /// where nothing is chosen.
    default String chosen() {
        return "";
    }

    /// Whether its figures may take seconds to compute; other panels' figures do not queue behind them.
    default boolean computesLong() {
        return false;
    }

    /// The same with a lamp at a place of its first plot, in the units of its axes, where it hides what no run has
    /// seen; itself where it hides nothing.
    default Panel litAt(double x, double y) {
        return this;
    }

    /// Where the trainings stand that its figure is of, for a panel of many: one that is pointed at is named,
    /// and opened with a click.
    default List<Trail> trails(PanelContext context) {
        return List.of();
    }

    /// Whether it shows how long training takes, so that runs have to be timed with compiled code.
    default boolean isTimed() {
        return false;
    }

    /// Whether it hides what a lamp can show.
    default boolean isFoggy() {
        return false;
    }

    /// Whether it shows optimizers' steps from the cursor, of which one may be taken.
    default boolean offersSteps() {
        return false;
    }

    /// A point of the figure whose place is a setting.
    ///
    /// @param layer name of the points' layer, one point each
    /// @param path of the setting, a list of two numbers: of those runs that have the point's place as its value
    /// @param hint what a person can do, in a few words
    record Handle(String layer, String path, String hint) {
        private boolean isIn(Figure figure) {
            return figure.plots().stream()
                    .flatMap(plot -> plot.layers().stream())
                    .anyMatch(drawn -> drawn.name().equals(layer));
        }
    }
}
