package adjointlab.handout;

import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.lab.lesson.AnswerForm.Curve;
import java.util.Arrays;
import java.util.List;

/// The axes into which a curve is sketched, and the run's own curve in them.
public final class SketchAxes {
    private static final SeriesStyle TRUTH = SeriesStyle.line(Hue.TRUTH).with(Emphasis.STRONG);

    private SketchAxes() {}

    /// The horizontal axis.
    public static Axis across(Curve curve) {
        return Axis.of("iteration k", Axis.Scale.LINEAR, Axis.Quantity.OTHER)
                .within(curve.iterations().from(), curve.iterations().to());
    }

    /// The vertical axis.
    public static Axis up(Curve curve) {
        String column = curve.truth().metric();
        String label = Arrays.stream(Metric.values())
                .filter(metric -> metric.id().equals(column))
                .map(metric -> metric.symbol().isEmpty() ? metric.label() : metric.symbol())
                .findFirst()
                .orElse(column.replaceFirst(".*\\.", ""));
        return Axis.of(label, curve.decades() ? Axis.Scale.LOG : Axis.Scale.LINEAR, Axis.Quantity.OTHER)
                .within(curve.values().from(), curve.values().to());
    }

    /// The run's own curve.
    ///
    /// @param values from iteration 0 on
    public static Layer truth(double[] values) {
        double[] k = new double[values.length];
        Arrays.setAll(k, i -> i);
        return new Layer.Line("the run", TRUTH, k, values, "");
    }

    /// Axes with nothing in them: a place to draw.
    public static Figure empty(String title, Curve curve) {
        double[] x = {curve.iterations().from(), curve.iterations().to()};
        double[] nothing = {Double.NaN, Double.NaN};
        return figure(title, curve, List.of(new Layer.Line("", TRUTH, x, nothing, "")));
    }

    /// Axes with these curves, the first below the others.
    public static Figure figure(String title, Curve curve, List<Layer> layers) {
        return Figure.of(title, "", new Plot("", across(curve), up(curve), layers, false));
    }
}
