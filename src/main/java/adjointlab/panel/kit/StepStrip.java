package adjointlab.panel.kit;

import adjointlab.core.train.SolveRecord.Step;
import adjointlab.figure.Axis;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import java.util.List;

/// A solver's steps as strokes at the times where they began, the rejected ones in another colour.
public final class StepStrip {
    private StepStrip() {}

    /// @param title in words
    /// @param times first and last are the ends of the axis
    /// @param owner whose solve it is
    public static Plot of(String title, List<Step> steps, double[] times, Owner owner) {
        return new Plot(
                title,
                Axis.of("", Axis.Scale.LINEAR, Axis.Quantity.TIME).within(times[0], times[times.length - 1]),
                Axis.linear("").within(-1, 1),
                List.of(
                        strokes("accepted steps", Hue.TRUTH, steps, true, owner),
                        strokes("rejected steps", Hue.WARNING, steps, false, owner)),
                false);
    }

    private static Layer strokes(String name, Hue hue, List<Step> steps, boolean accepted, Owner owner) {
        double[] starts = steps.stream()
                .filter(step -> step.accepted() == accepted)
                .mapToDouble(Step::t)
                .toArray();
        return new Layer.Strokes(name, SeriesStyle.line(hue), starts, 0).ownedBy(owner);
    }
}
