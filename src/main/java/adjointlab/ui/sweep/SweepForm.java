package adjointlab.ui.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.math.Numbers;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.sweep.Budget;
import adjointlab.lab.sweep.Contrast;
import adjointlab.lab.sweep.Sampling;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepDocument;
import adjointlab.lab.sweep.SweepForecast;
import adjointlab.lab.sweep.SweepProposal;
import adjointlab.ui.form.PickBox;
import adjointlab.ui.form.TabKey;
import adjointlab.ui.model.LatestTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// What is varied, which points are tried, what each training may spend and where results go; says how many trainings
/// that is and how long they will take.
public final class SweepForm extends VBox implements AutoCloseable {
    private static final String RATES = "optimizer.learningRate=1e-3:1:log7\nseed=0:2";
    /// No points of ranges: all values are listed.
    private static final String ONE_BY_ONE = "none";

    private static final String SEEDS = "seed=0:4";
    private static final double WIDTH = 440;
    private static final Duration QUIET = Duration.millis(400);

    private final Preset preset;
    private final int threads;
    private final TextArea axes;
    private final TextField sample;
    private final TextField budget;
    private final Map<TextInputControl, ComboBox<String>> boxes = new HashMap<>();
    private final TextField tuned = new TextField();
    private final TextField where;
    private final Label count = new Label();
    private final Label forecast = new Label();
    private final PauseTransition quiet = new PauseTransition(QUIET);
    private final LatestTask forecasts = new LatestTask("sweep-forecast");

    /// @param preset whose runs are repeated
    /// @param folder that is proposed for the results
    /// @param threads that will train
    public SweepForm(Preset preset, Path folder, int threads) {
        this.preset = preset;
        this.threads = threads;
        boolean rate = preset.runs().stream()
                .anyMatch(each -> each.settings(preset.settings()).has(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)));
        axes = new TextArea(rate ? RATES : SEEDS);
        axes.setId("sweep-axes");
        axes.setPrefSize(WIDTH, 84);
        TabKey.leaves(axes);
        ComboBox<String> samples = box("sweep-sample", ONE_BY_ONE, "sobol:16", "random:16");
        samples.setPromptText("none, sobol:16 or random:16");
        sample = samples.getEditor();
        ComboBox<String> budgets = box("sweep-budget", Budget.ITERATIONS.text(), "evaluations=20000", "seconds=10");
        budgets.setPromptText("iterations, evaluations=20000 or seconds=10");
        budget = budgets.getEditor();
        List<SweepProposal> proposals = SweepProposal.of(preset);
        Node more = picker("sweep-more", "Vary another setting …", proposals, this::vary);
        Node tune = picker(
                "sweep-tune",
                "Tune another number …",
                proposals.stream().filter(SweepProposal::isTunable).toList(),
                this::tune);
        tuned.setId("sweep-tuned");
        tuned.setPromptText("the learning rate");
        where = new TextField(folder.toString());
        where.setId("sweep-folder");
        for (Label label : new Label[] {count, forecast}) {
            label.setWrapText(true);
            label.setMaxWidth(WIDTH);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.getStyleClass().add("panel-note");
        }
        count.setId("sweep-count");
        forecast.setId("sweep-forecast");
        setSpacing(8);
        getChildren()
                .addAll(
                        named(
                                "Settings and their values, one a line: a,b,c or from:to or from:to:log7; from:to:log"
                                        + " and from:to:lin are ranges",
                                axes),
                        axes,
                        more,
                        named("Points of the ranges", samples),
                        samples,
                        named("What each training may spend", budgets),
                        budgets,
                        named("Numbers that each optimizer tunes, chosen together: paths with commas", tuned),
                        tuned,
                        tune,
                        named("Folder for the results; those that are there already are kept", where),
                        where,
                        count,
                        forecast);
        for (var text :
                List.of(axes.textProperty(), sample.textProperty(), budget.textProperty(), tuned.textProperty())) {
            text.addListener((_, _, _) -> judge());
        }
        quiet.setOnFinished(_ -> ask());
        sceneProperty().addListener((_, _, scene) -> {
            if (scene == null) {
                close();
            }
        });
        judge();
    }

    /// A text that is typed, or taken from what is usual.
    private ComboBox<String> box(String id, String now, String... others) {
        ComboBox<String> box = new ComboBox<>();
        box.getItems().add(now);
        box.getItems().addAll(others);
        box.setEditable(true);
        box.setValue(now);
        box.getEditor().setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        boxes.put(box.getEditor(), box);
        return box;
    }

    /// Settings by their names.
    private static Node picker(String id, String prompt, List<SweepProposal> proposals, Consumer<SweepProposal> taken) {
        return new PickBox<>(
                id, prompt, proposals, proposal -> proposal.setting().words(), taken);
    }

    /// Adds a line; one of this setting that is there already is its own answer. Its values are what is typed next.
    private void vary(SweepProposal proposal) {
        String path = proposal.setting().path();
        if (lines().stream().noneMatch(line -> path(line).equals(path))) {
            boolean begun = !axes.getText().isEmpty() && !axes.getText().endsWith("\n");
            axes.appendText((begun ? "\n" : "") + proposal.axis());
        }
        int start = 0;
        for (String line : axes.getText().split("\n", -1)) {
            if (path(line).equals(path)) {
                axes.requestFocus();
                axes.selectRange(start + line.indexOf('=') + 1, start + line.length());
            }
            start += line.length() + 1;
        }
    }

    private static String path(String line) {
        return line.substring(0, Math.max(0, line.indexOf('='))).strip();
    }

    /// Tunes a number beside what is tuned already, and varies it where it is not yet.
    private void tune(SweepProposal proposal) {
        String path = proposal.setting().path();
        List<String> typed = Contrast.paths(tuned.getText());
        List<String> paths = new ArrayList<>(typed.isEmpty() ? Contrast.OPTIMIZERS.tuned() : typed);
        if (!paths.contains(path)) {
            paths.add(path);
        }
        tuned.setText(String.join(", ", paths));
        vary(proposal);
    }

    private static Label named(String text, Node field) {
        Label label = new Label(text);
        label.setLabelFor(field);
        label.setWrapText(true);
        label.setMaxWidth(WIDTH);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// What a person typed, right or wrong.
    ///
    /// @param preset of which
    /// @param texts of the fields in order
    public record Typed(String preset, List<String> texts) {}

    private List<TextInputControl> fields() {
        return List.of(axes, sample, budget, tuned, where);
    }

    /// What is typed by now.
    public Typed typed() {
        return new Typed(
                preset.id(), fields().stream().map(TextInputControl::getText).toList());
    }

    /// Types what was typed before, if that was for this preset.
    public void type(Typed before) {
        if (before.preset().equals(preset.id())) {
            for (int i = 0; i < fields().size(); i++) {
                TextInputControl field = fields().get(i);
                String text = before.texts().get(i);
                field.setText(text);
                Optional.ofNullable(boxes.get(field)).ifPresent(box -> box.setValue(text)); // which it shows once drawn
            }
        }
    }

    /// Where results go, as typed.
    public String folder() {
        return where.getText().strip();
    }

    private List<String> lines() {
        return axes.getText()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /// What is asked for.
    ///
    /// @throws InvalidValueException naming what is wrong and what is allowed
    public SweepDocument document() {
        String points = sample.getText().strip();
        return new SweepDocument(
                preset,
                lines(),
                points.isEmpty() || points.equals(ONE_BY_ONE) ? Sampling.GRID : Sampling.parse(points),
                Budget.parse(budget.getText()),
                Contrast.paths(tuned.getText()));
    }

    private void judge() {
        forecast.setText("");
        try {
            Sweep sweep = document().sweep();
            count.setText("At most " + sweep.size() + " trainings.");
            quiet.playFromStart();
        } catch (InvalidValueException e) {
            count.setText(e.getMessage());
            quiet.stop();
            forecasts.run(() -> "", forecast::setText); // what was asked for before says nothing any more
        }
    }

    /// Tries a few of them beside the window.
    private void ask() {
        SweepDocument document = document();
        forecast.setText("How long it will take is being tried …");
        forecasts.run(() -> words(document), forecast::setText);
    }

    private String words(SweepDocument document) {
        try {
            List<SweepCell> cells = document.sweep().cells();
            double seconds = SweepForecast.seconds(cells, threads, Thread.currentThread()::isInterrupted);
            String equal = cells.size() < document.sweep().size() ? "No two alike: " + cells.size() + ". " : "";
            return equal
                    + (Double.isNaN(seconds)
                            ? "A first iteration takes longer than a few seconds."
                            : "As a first guess, about " + Numbers.duration(seconds) + " with " + threads
                                    + (threads == 1 ? " thread." : " threads."));
        } catch (InvalidValueException e) {
            return "Some combination is not allowed: " + e.getMessage() + ".";
        }
    }

    /// Tries nothing any more.
    @Override
    public void close() {
        quiet.stop();
        forecasts.close();
    }
}
