package adjointlab.panel.image;

import adjointlab.core.problem.Problem;
import adjointlab.core.rollout.Verdicts;
import adjointlab.figure.Figure;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Settings;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.LookedAt;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Measured;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/// What one run says of the samples that are looked at.
///
/// @param column in which it stands
/// @param shown the run
/// @param k its iteration
/// @param verdicts of the samples
record Told(Group column, Shown shown, int k, Verdicts verdicts) {
    /// Those samples.
    LookedAt samples() {
        return LookedAt.of(settings());
    }

    /// What is to be learned.
    Problem problem() {
        return Looks.experiment(settings()).task().problem();
    }

    private Settings settings() {
        return shown.run().settingsAt(k);
    }

    /// A plot for each column, or the sentence that says why there is none.
    ///
    /// @param each what one sample is called
    /// @param word for what is counted: "wrong"
    /// @param count how many samples are
    /// @param plot of what a run says, under a title
    static Figure figure(
            String title,
            PanelContext context,
            String each,
            String word,
            ToIntFunction<Verdicts> count,
            BiFunction<Told, String, Plot> plot) {
        Columns<Told> columns = Columns.of(context, (column, shown) -> look(column, shown, context));
        List<Plot> plots = new ArrayList<>();
        String note = "";
        for (Told told : columns.seen()) {
            int counted = count.applyAsInt(told.verdicts);
            String column = told.column.label();
            plots.add(plot.apply(told, column.isEmpty() ? "" : column + ": " + counted));
            String of = word + " of " + told.samples().words(each);
            // whose it is comes first: a narrow panel cuts the end
            note = column.isEmpty()
                    ? Groups.shortName(told.shown, context.runs()) + ", k = " + told.k + ": " + counted + " " + of
                    : "k = " + told.k + ": " + of;
        }
        return plots.isEmpty()
                ? Figure.empty(title, columns.refusal())
                : new Figure(title, note, List.of(new Figure.Row(1, plots)), "");
    }

    private static Optional<Told> look(Group column, Shown shown, PanelContext context) {
        int k = LookedAt.iteration(shown, context.cursor());
        Optional<Measured.Outcome<Verdicts>> outcome = LookedAt.verdicts(shown, k, context.cancellation());
        if (outcome.isPresent() && outcome.get().value().isEmpty()) {
            String refusal = outcome.get().refusal();
            throw new IllegalArgumentException(
                    refusal.isEmpty() ? Groups.name(shown) + " cannot be solved at these weights." : refusal);
        }
        return outcome.flatMap(Measured.Outcome::value).map(verdicts -> new Told(column, shown, k, verdicts));
    }
}
