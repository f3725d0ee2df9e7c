package adjointlab.ui.lesson;

import adjointlab.core.math.Numbers;
import adjointlab.figure.Figure;
import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.AnswerSheet;
import adjointlab.lab.lesson.Judgement;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Question;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.look.Look;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a class answered, step by step: how many chose what, numbers as a histogram, all sketches over each other,
/// texts as a list. Whose answers they are is seen only when asked for.
public final class ClassView extends VBox {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 520;
    private static final double PICTURE = 220;
    private static final int DIGITS = 4;
    private static final String NOBODY = "without a name";

    private final Lesson lesson;
    private final List<AnswerSheet> sheets;
    private final DrawingWorker worker;
    private final Look look;
    private final VBox content = new VBox();
    private final CheckBox names = new CheckBox("Show names");
    private final Map<Integer, double[]> truths = new HashMap<>();

    /// @param sheets of one lesson
    /// @param worker draws pictures
    public ClassView(Lesson lesson, List<AnswerSheet> sheets, DrawingWorker worker, Look look) {
        super(8);
        this.lesson = lesson;
        this.sheets = List.copyOf(sheets);
        this.worker = worker;
        this.look = look;
        setId("class");
        content.getStyleClass().add("class-content");
        names.setId("class-names");
        names.selectedProperty().addListener(_ -> showAll());
        ScrollPane scroll = new ScrollPane(content);
        scroll.getStyleClass().addAll("column", "edge-to-edge", "lesson-gallery");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinSize(0, 0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(names, scroll);
        setPrefSize(WIDTH * Math.max(1, look.zoom()), HEIGHT);
        setMinSize(0, 0);
        showAll();
    }

    /// One person's answer to a step.
    private record Given(String name, Answer answer) {
        String shownName() {
            return name.isEmpty() ? NOBODY : name;
        }
    }

    /// Shows the run's own curve over the sketches of a step.
    ///
    /// @param step its number, from 0
    /// @param values from iteration 0 on
    public void showTruth(int step, double[] values) {
        truths.put(step, values.clone());
        showAll();
    }

    private void showAll() {
        content.getChildren().clear();
        for (int i = 0; i < lesson.steps().size(); i++) {
            Question question = lesson.steps().get(i).question();
            if (question.form() instanceof AnswerForm.Nothing) {
                continue;
            }
            int index = i;
            List<Given> given = sheets.stream()
                    .filter(sheet -> index < sheet.answers().size())
                    .map(sheet -> new Given(sheet.name(), sheet.answers().get(index)))
                    .filter(each -> !(each.answer instanceof Answer.None))
                    .toList();
            Label title = words("lesson-prompt", (i + 1) + ". " + question.prompt());
            Label count = words("lesson-locked", given.size() + " of " + sheets.size() + " answered");
            VBox block = new VBox(6, title, count);
            if (!given.isEmpty()) {
                block.getChildren().add(picture(index, question, given));
            }
            content.getChildren().add(block);
        }
    }

    private Node picture(int step, Question question, List<Given> given) {
        return switch (question.form()) {
            case AnswerForm.Nothing _ -> new Region();
            case AnswerForm.Options options -> choices(question, options, given);
            case AnswerForm.InLab _ -> numbers(question, "", given);
            case AnswerForm.Quantity quantity -> numbers(question, quantity.unit(), given);
            case AnswerForm.Words _ -> texts(given);
            case AnswerForm.Curve curve -> sketches(step, curve, given);
        };
    }

    private Node choices(Question question, AnswerForm.Options form, List<Given> given) {
        VBox rows = new VBox(4);
        for (AnswerForm.Option option : form.options()) {
            Answer answer = new Answer.Chosen(option.id());
            List<Given> chosen =
                    given.stream().filter(each -> each.answer.equals(answer)).toList();
            boolean right = question.judge(answer, List.of()).verdict() == Judgement.Verdict.RIGHT;
            String shown = option.text() + (right ? "  (right)" : "");
            ProgressBar bar = new ProgressBar(chosen.size() / (double) given.size());
            bar.getStyleClass().add("class-bar");
            bar.setFocusTraversable(false);
            bar.setAccessibleText(shown + ": " + chosen.size());
            Label number = words("value", String.valueOf(chosen.size()));
            number.setMinWidth(28);
            Label text = words("lesson-text", shown);
            HBox.setHgrow(text, Priority.ALWAYS);
            HBox row = new HBox(10, number, bar, text);
            row.setAlignment(Pos.CENTER_LEFT);
            rows.getChildren().add(row);
            named(rows, chosen, Given::shownName);
        }
        return rows;
    }

    private Node numbers(Question question, String unit, List<Given> given) {
        double[] values = given.stream()
                .map(Given::answer)
                .filter(Answer.Amount.class::isInstance)
                .mapToDouble(answer -> ((Answer.Amount) answer).value())
                .toArray();
        VBox box = new VBox(4);
        if (values.length > 0) {
            Histogram histogram = Histogram.of(values, question.right());
            box.getChildren().add(chart(ClassFigures.numbers(histogram, question.right(), unit)));
            question.right().ifPresent(span -> box.getChildren()
                    .add(words("lesson-locked", "Right, between the dashed lines: " + range(span, unit) + ".")));
            if (!histogram.outside().isEmpty()) {
                box.getChildren()
                        .add(words(
                                "lesson-locked",
                                "Far out, and not in the picture: "
                                        + histogram.outside().stream()
                                                .map(value -> Numbers.brief(value, DIGITS))
                                                .collect(Collectors.joining(", "))
                                        + (unit.isEmpty() ? "" : " " + unit)));
            }
        }
        named(
                box,
                given,
                each -> each.shownName()
                        + (each.answer instanceof Answer.Amount amount
                                ? " " + Numbers.brief(amount.value(), DIGITS)
                                : ""));
        return box;
    }

    private static String range(AnswerForm.Span span, String unit) {
        return Numbers.brief(span.from(), DIGITS) + " to " + Numbers.brief(span.to(), DIGITS)
                + (unit.isEmpty() ? "" : " " + unit);
    }

    private Node texts(List<Given> given) {
        VBox list = new VBox(6);
        for (Given each : given) {
            if (each.answer instanceof Answer.Text text) {
                String who = names.isSelected() ? each.shownName() + ": " : "";
                list.getChildren().add(words("lesson-said", who + text.text()));
            }
        }
        return list;
    }

    private Node sketches(int step, AnswerForm.Curve curve, List<Given> given) {
        List<Given> sketched = given.stream()
                .filter(each -> each.answer instanceof Answer.Drawn)
                .toList();
        List<Answer.Drawn> drawn =
                sketched.stream().map(each -> (Answer.Drawn) each.answer).toList();
        double[] truth = truths.getOrDefault(step, new double[0]);
        List<String> labels =
                names.isSelected() ? sketched.stream().map(Given::shownName).toList() : List.of();
        VBox box = new VBox(4, chart(ClassFigures.sketches(curve, drawn, labels, truth)));
        if (truth.length > 0) {
            box.getChildren().add(words("lesson-locked", "The strong line is the run's own curve."));
        }
        return box;
    }

    /// Whose answers these are, where that may be seen.
    private void named(VBox below, List<Given> given, Function<Given, String> each) {
        if (names.isSelected() && !given.isEmpty()) {
            below.getChildren()
                    .add(words("lesson-locked", given.stream().map(each).collect(Collectors.joining(", "))));
        }
    }

    private ChartView chart(Figure figure) {
        ChartView chart = new ChartView(worker);
        chart.setMinHeight(PICTURE * look.zoom());
        chart.setPrefHeight(PICTURE * look.zoom());
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
