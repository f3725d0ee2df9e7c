package adjointlab.panel.solver;

import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Axis;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How large the solver's steps are over t at the cursor, and which were rejected.
final class StepRibbon {
    private StepRibbon() {}

    /// One run of each group.
    ///
    /// @param backward the steps of the way back, which a discrete adjoint has not
    /// @return nothing where no run has such steps
    static Optional<Plot> plot(PanelContext context, Group column, boolean backward) {
        List<Layer> lines = new ArrayList<>();
        List<Layer> rejections = new ArrayList<>();
        for (Group group : Groups.of(column.runs())) {
            Shown shown = Groups.focus(group.runs(), context.focus());
            Looks.picture(shown.run(), shown.at(context.cursor()), 2, context.cancellation())
                    .map(picture -> backward ? picture.backward() : picture.forward())
                    .filter(steps -> !steps.isEmpty())
                    .ifPresent(steps -> {
                        lines.add(stairs(shown, steps));
                        rejected(shown, steps).ifPresent(rejections::add);
                    });
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        lines.addAll(rejections);
        Axis x = TimeAxis.of(column.runs());
        return Optional.of(new Plot("", x, Axis.of("step |h|", Axis.Scale.LOG, Axis.Quantity.OTHER), lines, false));
    }

    /// |h| from where each accepted step begins to where it ends.
    private static Layer.Line stairs(Shown shown, List<SolveRecord.Step> steps) {
        List<SolveRecord.Step> accepted = steps.stream()
                .filter(SolveRecord.Step::accepted)
                .sorted(Comparator.comparingDouble(step -> Math.min(step.t(), step.t() + step.h())))
                .toList();
        double[] t = new double[2 * accepted.size()];
        double[] h = new double[t.length];
        for (int i = 0; i < accepted.size(); i++) {
            SolveRecord.Step step = accepted.get(i);
            t[2 * i] = Math.min(step.t(), step.t() + step.h());
            t[2 * i + 1] = Math.max(step.t(), step.t() + step.h());
            h[2 * i] = Math.abs(step.h());
            h[2 * i + 1] = Math.abs(step.h());
        }
        return new Layer.Line(Groups.name(shown), shown.style().with(Marker.NONE), t, h, "").ownedBy(shown.owner());
    }

    private static Optional<Layer> rejected(Shown shown, List<SolveRecord.Step> steps) {
        List<SolveRecord.Step> rejected =
                steps.stream().filter(step -> !step.accepted()).toList();
        return rejected.isEmpty()
                ? Optional.empty()
                : Optional.of(new Layer.Points(
                                "rejected, " + Groups.name(shown),
                                new SeriesStyle(Hue.WARNING, Dash.NONE, Marker.CROSS, Emphasis.NORMAL),
                                rejected.stream()
                                        .mapToDouble(SolveRecord.Step::t)
                                        .toArray(),
                                rejected.stream()
                                        .mapToDouble(step -> Math.abs(step.h()))
                                        .toArray())
                        .ownedBy(shown.owner()));
    }
}
