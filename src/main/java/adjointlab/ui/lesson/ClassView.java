package adjointlab.ui.lesson;

import adjointlab.core.math.Numbers;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.handout.SketchAxes;
import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.AnswerSheet;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Step;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.look.Look;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a class answered, step by step: how many chose what, numbers in order, all sketches over each other, texts as
/// a list.
public final class ClassView extends ScrollPane {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 520;
    private static final double SKETCHES = 220;
    private static final SeriesStyle SKETCH = SeriesStyle.line(Hue.ACCENT).with(Emphasis.FADED);

    private final DrawingWorker worker;
    private final Look look;

    /// @param sheets of one lesson
    /// @param worker draws pictures
    public ClassView(Lesson lesson, List<AnswerSheet> sheets, DrawingWorker worker, Look look) {
        this.worker = worker;
        this.look = look;
        setId("class");
        getStyleClass().addAll("column", "edge-to-edge", "lesson-gallery");
        VBox content = new VBox();
        content.getStyleClass().add("class-content");
        for (int i = 0; i < lesson.steps().size(); i++) {
            Step step = lesson.steps().get(i);
            if (step.question().form() instanceof AnswerForm.Nothing) {
                continue;
            }
            int index = i;
            List<Given> given = sheets.stream()
                    .filter(sheet -> index < sheet.answers().size())
                    .map(sheet -> new Given(sheet.name(), sheet.answers().get(index)))
                    .filter(each -> !(each.answer instanceof Answer.None))
                    .toList();
            Label title =
                    words("lesson-prompt", (i + 1) + ". " + step.question().prompt());
            Label count = words("lesson-locked", given.size() + " of " + sheets.size() + " answered");
            VBox block = new VBox(6, title, count);
            if (!given.isEmpty()) {
                block.getChildren().add(picture(step.question().form(), given));
            }
            content.getChildren().add(block);
        }
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setPrefSize(WIDTH, HEIGHT);
        setMinSize(0, 0);
    }

    /// One person's answer to a step.
    private record Given(String name, Answer answer) {}

    private Node picture(AnswerForm form, List<Given> given) {
        return switch (form) {
            case AnswerForm.Nothing _ -> new Region();
            case AnswerForm.Options options -> choices(options, given);
            case AnswerForm.InLab _ -> numbers("", given);
            case AnswerForm.Quantity quantity -> numbers(quantity.unit(), given);
            case AnswerForm.Words _ -> texts(given);
            case AnswerForm.Curve curve -> sketches(curve, given);
        };
    }

    private static Node choices(AnswerForm.Options form, List<Given> given) {
        VBox rows = new VBox(4);
        for (AnswerForm.Option option : form.options()) {
            long chosen = given.stream()
                    .filter(each -> each.answer.equals(new Answer.Chosen(option.id())))
                    .count();
            ProgressBar bar = new ProgressBar(chosen / (double) given.size());
            bar.getStyleClass().add("class-bar");
            bar.setFocusTraversable(false);
            bar.setAccessibleText(option.text() + ": " + chosen);
            Label number = words("value", String.valueOf(chosen));
            number.setMinWidth(28);
            Label text = words("lesson-text", option.text());
            HBox.setHgrow(text, Priority.ALWAYS);
            HBox row = new HBox(10, number, bar, text);
            row.setAlignment(Pos.CENTER_LEFT);
            rows.getChildren().add(row);
        }
        return rows;
    }

    /// Equal numbers once, with how often they were given.
    private static Node numbers(String unit, List<Given> given) {
        Map<Double, Long> counts = new TreeMap<>(given.stream()
                .map(Given::answer)
                .filter(Answer.Amount.class::isInstance)
                .map(answer -> ((Answer.Amount) answer).value())
                .collect(Collectors.groupingBy(value -> value, Collectors.counting())));
        String list = counts.entrySet().stream()
                .map(each ->
                        Numbers.brief(each.getKey(), 4) + (each.getValue() > 1 ? " (" + each.getValue() + "×)" : ""))
                .collect(Collectors.joining(",  "));
        return words("lesson-text", list + (unit.isEmpty() ? "" : "  " + unit));
    }

    private static Node texts(List<Given> given) {
        VBox list = new VBox(6);
        for (Given each : given) {
            if (each.answer instanceof Answer.Text text) {
                list.getChildren()
                        .add(words("lesson-said", (each.name.isEmpty() ? "" : each.name + ": ") + text.text()));
            }
        }
        return list;
    }

    private Node sketches(AnswerForm.Curve curve, List<Given> given) {
        double[] x = new double[AnswerForm.Curve.COLUMNS];
        Arrays.setAll(x, curve::iteration);
        List<Layer> layers = new ArrayList<>();
        for (Given each : given) {
            if (each.answer instanceof Answer.Drawn drawn) {
                double[] y =
                        drawn.values().stream().mapToDouble(Double::doubleValue).toArray();
                layers.add(new Layer.Line(each.name, SKETCH, x, y, ""));
            }
        }
        Figure figure = Figure.of("", "", new Plot("", SketchAxes.across(curve), SketchAxes.up(curve), layers, false));
        ChartView chart = new ChartView(worker);
        chart.setMinHeight(SKETCHES * look.zoom());
        chart.setPrefHeight(SKETCHES * look.zoom());
        chart.draw("the picture", (_, _) -> figure, look.theme().withHeading(false), look.zoom(), false);
        return chart;
    }

    private static Label words(String style, String text) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
