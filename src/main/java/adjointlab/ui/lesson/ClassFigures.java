package adjointlab.ui.lesson;

import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.handout.SketchAxes;
import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.AnswerForm.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a class answered, as figures.
final class ClassFigures {
    private static final SeriesStyle SKETCH = SeriesStyle.line(Hue.ACCENT).with(Emphasis.FADED);
    private static final SeriesStyle NUMBERS = SeriesStyle.line(Hue.ACCENT);
    private static final SeriesStyle RIGHT = SeriesStyle.line(Hue.GREEN);

    private ClassFigures() {}

    /// How often numbers were answered, with the range of right ones.
    ///
    /// @param unit of the numbers; "" for none
    static Figure numbers(Histogram histogram, Optional<Span> right, String unit) {
        double[] counts =
                histogram.counts().stream().mapToDouble(Integer::doubleValue).toArray();
        double most = Math.max(1, Arrays.stream(counts).max().orElse(0));
        List<Layer> layers = new ArrayList<>();
        right.ifPresent(span -> layers.add(new Layer.Region(
                "right", RIGHT, span.from(), span.to(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)));
        layers.add(new Layer.Bars("answers", NUMBERS, histogram.centres(), counts, histogram.width()));
        right.ifPresent(span -> {
            layers.add(edge(span.from()));
            layers.add(edge(span.to()));
        });
        Axis across = Axis.linear(unit.isEmpty() ? "answer" : "answer, " + unit)
                .within(histogram.from() - histogram.width(), histogram.to() + histogram.width());
        Axis up = Axis.of("people", Axis.Scale.LINEAR, Axis.Quantity.COUNT).within(0, 1.15 * most);
        return Figure.of("Numbers", "", new Plot("", across, up, layers, false));
    }

    private static Layer edge(double at) {
        return new Layer.Rule("", RIGHT.with(Dash.DASHED), true, at);
    }

    /// All sketches over each other, with the run's own curve where it is known.
    ///
    /// @param names of whom the sketches are; none where they shall not be seen
    /// @param truth from iteration 0 on; empty where it is not known
    static Figure sketches(AnswerForm.Curve curve, List<Answer.Drawn> drawn, List<String> names, double[] truth) {
        double[] x = new double[AnswerForm.Curve.COLUMNS];
        Arrays.setAll(x, curve::iteration);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            double[] y = drawn.get(i).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            String name = names.isEmpty() ? "" : names.get(i);
            layers.add(new Layer.Line(name, SKETCH, x, y, name));
        }
        if (truth.length > 0) {
            layers.add(SketchAxes.truth(truth));
        }
        return SketchAxes.figure("Sketches", curve, layers);
    }
}
