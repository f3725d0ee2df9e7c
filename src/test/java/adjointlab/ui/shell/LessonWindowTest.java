package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.AnswerSheet;
import adjointlab.lab.lesson.Judgement.Verdict;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.lesson.Patch;
import adjointlab.lab.lesson.Question;
import adjointlab.lab.lesson.Step;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.Panels;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.lesson.LessonModel;
import adjointlab.ui.lesson.LessonModel.Phase;
import adjointlab.ui.session.Session;
import atlantafx.base.controls.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/// Lessons in the real window.
@ExtendWith(ApplicationExtension.class)
final class LessonWindowTest {
    /// What a person sets where a goal is about what runs do then; a goal about a setting says itself what to set.
    private static final Map<String, Map<String, Object>> DEEDS = Map.of(
            "first-minute/2", Map.of("optimizer.learningRate", 0.4),
            "two-sides/5", Map.of("optimizer.learningRate", 0.8));

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = new LabWindow(new LabWindow.Setup(1, folder));
        Scene scene = new Scene(window.root(), 1240, 760);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        window.attach(scene, stage);
        stage.show();
    }

    @Stop
    void stop() {
        window.close();
    }

    static List<String> ids() {
        return Lessons.ids().stream().filter(id -> !isLong(id)).toList();
    }

    static List<String> longIds() {
        return Lessons.ids().stream().filter(LessonWindowTest::isLong).toList();
    }

    /// Whether it trains what takes seconds.
    private static boolean isLong(String id) {
        return Lessons.get(id).steps().stream()
                .flatMap(step -> step.patch().stream())
                .anyMatch(patch -> patch.preset().matches("(wide|second-order|snopt)-.*"));
    }

    private Session session() {
        return window.session();
    }

    private LessonModel model() {
        LessonModel model = window.classroom().model();
        assertThat(model).isNotNull();
        return model;
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(5000, condition));
    }

    private String words(FxRobot robot, String id) {
        Label label = robot.lookup(id).query();
        return label.isVisible() ? label.getText() : "";
    }

    // ---- the window ------------------------------------------------------------------------------

    @Test
    void aLessonIsChosenDoneByHandAndClosedWithNothingLost(FxRobot robot) throws Exception {
        robot.interact(() -> {
            session().setPinned("sgd/0", true);
            session().step();
        });
        waitUntil(() -> session().runs().stream().allMatch(run -> run.iteration() == 1));

        robot.clickOn("#lessons");
        waitUntil(() -> robot.lookup("#lesson-two-sides").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents(); // the sheet has its place
        robot.clickOn("#lesson-two-sides");
        waitUntil(() -> window.classroom().isOpen());
        assertThat(session().preset().id()).isEqualTo("simplest-fig-1a");
        assertThat(robot.lookup("#transport").tryQuery())
                .as("a part that the step leaves out")
                .isEmpty();
        assertThat(robot.lookup("#gallery").<Node>query().isVisible()).isFalse();
        assertThat(words(robot, "#title")).isEqualTo("Why training a neural ODE is hard");
        robot.clickOn("#lesson-next");
        robot.clickOn("#lesson-check");
        assertThat(words(robot, "#lesson-said")).isEqualTo("Type a number.");
        robot.clickOn("#lesson-number").write("-3").push(KeyCode.ENTER);
        assertThat(words(robot, "#lesson-said")).isEqualTo("That is too small.");
        robot.doubleClickOn("#lesson-number")
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("-1")
                .push(KeyCode.ENTER);
        assertThat(words(robot, "#lesson-said")).startsWith("At the target");
        assertThat(words(robot, "#lesson-after")).isNotEmpty();

        robot.push(KeyCode.ESCAPE); // leaves the field
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> !window.classroom().isOpen());
        assertThat(session().preset().id()).isEqualTo("simplest-fig-2");
        assertThat(session().undoNameProperty().get()).isEqualTo("Pin run");
        waitUntil(
                () -> session().runs().size() == 30 && session().runs().stream().allMatch(run -> run.iteration() == 1));
        assertThat(robot.lookup("#transport").tryQuery()).isPresent();
        assertThat(robot.lookup("#gallery").<Node>query().isVisible()).isTrue();
        assertThat(session().isEdited()).isTrue();
    }

    @Test
    void theFirstLessonStartsByItselfAtTheFirstLaunchAndNeverAgain(FxRobot robot) throws Exception {
        robot.interact(() -> window.start(List.of()));
        waitUntil(() -> window.classroom().isOpen());
        assertThat(model().lesson().id()).isEqualTo("first-minute");
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> !window.classroom().isOpen());
        assertThat(session().preset().id()).isEqualTo("simplest-fig-2");
        robot.interact(() -> {
            try (LabWindow next = new LabWindow(new LabWindow.Setup(1, folder))) {
                next.start(List.of());
                assertThat(next.classroom().isOpen()).isFalse();
            }
        });
    }

    @Test
    void theKeyboardAloneGoesThroughALesson(FxRobot robot) throws Exception {
        robot.push(KeyCode.L);
        waitUntil(() -> window.sheets().isOpen());
        robot.push(KeyCode.TAB);
        waitUntil(() -> robot.lookup("#lesson-first-minute").<Node>query().isFocused());
        robot.push(KeyCode.TAB);
        waitUntil(() -> robot.lookup("#lesson-two-sides").<Node>query().isFocused());
        robot.push(KeyCode.SPACE);
        waitUntil(() -> window.classroom().isOpen());
        robot.push(KeyCode.PAGE_DOWN);
        robot.push(KeyCode.PAGE_DOWN);
        robot.push(KeyCode.PAGE_DOWN);
        assertThat(model().indexProperty().get()).isEqualTo(3);
        robot.push(KeyCode.SPACE);
        assertThat(session().transport().playingProperty().get())
                .as("locked until the answer is committed")
                .isFalse();
        robot.push(KeyCode.PAGE_UP);
        assertThat(model().indexProperty().get()).isEqualTo(2);
        robot.interact(() -> robot.lookup("#option-double").<Node>query().requestFocus());
        robot.push(KeyCode.SPACE);
        assertThat(model().answerProperty().get()).isEqualTo(new Answer.Chosen("double"));
        robot.push(KeyCode.ESCAPE);
        waitUntil(() -> !window.classroom().isOpen());
    }

    @Test
    void aSketchIsDrawnWithThePointerAndWithKeys(FxRobot robot) throws Exception {
        robot.interact(() -> window.classroom().open(Lessons.get("what-node-cannot-do")));
        Node sketch = robot.lookup("#lesson-sketch").query();
        waitUntil(() -> sketch.lookup(".chart") instanceof ChartView chart
                && chart.shownProperty().get() != null
                && chart.getWidth() > 100);
        AnswerForm.Curve curve = (AnswerForm.Curve) model().step().question().form();
        ChartView chart = (ChartView) sketch.lookup(".chart");
        ChartView.Shown shown = chart.shownProperty().get();
        assertThat(shown).isNotNull();
        var data = shown.layout().areas().getFirst().data();
        Point2D low = chart.localToScreen(data.getMinX() * shown.zoom(), data.getMaxY() * shown.zoom());
        Point2D high = chart.localToScreen(data.getMaxX() * shown.zoom(), data.getMinY() * shown.zoom());
        robot.moveTo(low).press(MouseButton.PRIMARY).moveTo(high).release(MouseButton.PRIMARY);
        waitUntil(() -> model().answerProperty().get() instanceof Answer.Drawn drawn
                && drawn.values().stream().noneMatch(value -> value.isNaN()));
        List<Double> values = ((Answer.Drawn) model().answerProperty().get()).values();
        assertThat(curve.share(values.getFirst())).isCloseTo(0, within(0.05));
        assertThat(curve.share(values.get(12))).isCloseTo(0.5, within(0.05));
        assertThat(curve.share(values.getLast())).isCloseTo(1, within(0.02));

        robot.push(KeyCode.LEFT).push(KeyCode.DOWN).push(KeyCode.DOWN);
        List<Double> lowered = ((Answer.Drawn) model().answerProperty().get()).values();
        assertThat(curve.share(lowered.get(23)) - curve.share(values.get(23))).isCloseTo(-0.1, within(1e-9));
        assertThat(session().transport().cursorProperty().get())
                .as("arrows are the sketch's")
                .isZero();
        robot.push(KeyCode.DELETE);
        assertThat(model().answerProperty().get()).isEqualTo(Answer.none());
        robot.push(KeyCode.UP);
        assertThat(model().answerProperty().get()).isInstanceOf(Answer.Drawn.class);
    }

    @Test
    void aLessonFileIsDroppedAndABrokenOneIsOneSentence(FxRobot robot) throws Exception {
        Path good = folder.resolve("mine.json");
        Lessons.save(good, Lessons.get("two-sides"));
        robot.interact(() -> window.dropped(List.of(good)));
        waitUntil(() -> window.classroom().isOpen());
        assertThat(window.preferences().recent()).containsExactly(good.toString());

        Path broken = folder.resolve("broken.json");
        Files.writeString(broken, "{\"lesson\": 1, \"id\": \"a\", \"title\": \"T\", \"minutes\": 2, \"steps\": [{}]}");
        robot.interact(() -> window.dropped(List.of(broken)));
        waitUntil(() -> robot.lookup(".message").tryQuery().isPresent());
        assertThat(robot.lookup(".message").<Notification>query().getMessage())
                .isEqualTo("broken.json, steps[0]: 'lab' is missing; the first step says what the lab shows.");
        assertThat(window.classroom().isOpen()).as("the open one stays").isTrue();

        robot.interact(() -> window.openPreset("simplest-concave"));
        waitUntil(() -> session().preset().id().equals("simplest-concave"));
        assertThat(window.classroom().isOpen()).isFalse();
    }

    @Test
    void answersOfThirtyPeopleAreAClass(FxRobot robot) throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Path file = folder.resolve("person-" + i + ".answers.json");
            List<Double> curve = new ArrayList<>();
            for (int column = 0; column < AnswerForm.Curve.COLUMNS; column++) {
                curve.add(0.5 + i / 15.0);
            }
            new AnswerSheet(
                            "what-node-cannot-do",
                            i == 7 ? "Ada" : "",
                            List.of(
                                    new Answer.Drawn(curve),
                                    new Answer.Chosen(i % 3 == 0 ? "nothing" : "around"),
                                    i % 2 == 0 ? Answer.none() : new Answer.Amount(0.5 + i % 4),
                                    Answer.none(),
                                    new Answer.Text("Room, says " + i)))
                    .save(file);
            files.add(file);
        }
        robot.interact(() -> window.dropped(files));
        waitUntil(() -> robot.lookup("#class").tryQuery().isPresent());
        Node shown = robot.lookup("#class").query();
        List<String> words = robot.from(shown).lookup(".label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
        assertThat(words)
                .contains("30 of 30 answered", "15 of 30 answered", "0 of 30 answered", "10", "20")
                .contains("1.5 (8×),  3.5 (7×)", "Ada: Room, says 7", "Room, says 29");
        assertThat(robot.from(shown).lookup(".chart").queryAll()).hasSize(1);
        robot.push(KeyCode.ESCAPE);

        Path other = folder.resolve("other.json");
        new AnswerSheet("two-sides", "", List.of(Answer.none())).save(other);
        robot.interact(() -> window.dropped(List.of(files.getFirst(), other)));
        waitUntil(() -> robot.lookup(".message").tryQuery().isPresent());
        assertThat(robot.lookup(".message").<Notification>query().getMessage())
                .isEqualTo("other.json answers the lesson 'two-sides', person-0.answers.json answers"
                        + " 'what-node-cannot-do'; open the answers of one lesson at a time.");
    }

    // ---- every lesson ----------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("ids")
    void everyLessonIsDoneFromStartToEndWithEmptyWrongAndRightAnswers(String id, FxRobot robot) throws Exception {
        Lesson lesson = Lessons.get(id);
        robot.interact(() -> window.classroom().open(lesson));
        for (int i = 0; i < lesson.steps().size(); i++) {
            Step step = lesson.steps().get(i);
            String at = id + "/" + (i + 1);
            assertThat(model().indexProperty().get()).as(at).isEqualTo(i);
            if (step.patch().isPresent()) {
                assertThat(session().preset().id())
                        .as(at)
                        .isEqualTo(step.patch().get().preset());
            }
            assertThat(session().preset().layout().panels())
                    .as(at)
                    .allMatch(panel -> Panels.CATALOG.find(panel.id()).isPresent());
            assertThat(step.controls().highlight().stream()
                            .filter(word -> word.startsWith("panel."))
                            .map(word -> word.substring("panel.".length())))
                    .as(at)
                    .allMatch(panel -> session().preset().layout().panels().stream()
                            .anyMatch(there -> there.id().equals(panel)));
            for (String path : step.controls().settings()) {
                assertThat(field(path)).as(at + " " + path).isNotNull();
            }
            done(robot, lesson, i, at);
            robot.interact(() -> robot.lookup("#lesson-next").<Button>query().fire());
        }
        assertThat(window.classroom().isOpen()).isFalse();
        assertThat(session().preset().id()).isEqualTo("simplest-fig-2");
        assertThat(robot.lookup("#answers-name").tryQuery())
                .as("answers can be kept")
                .isPresent();
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("longIds")
    void everyLongLessonIsDoneFromStartToEndWithEmptyWrongAndRightAnswers(String id, FxRobot robot) throws Exception {
        everyLessonIsDoneFromStartToEndWithEmptyWrongAndRightAnswers(id, robot);
    }

    private void done(FxRobot robot, Lesson lesson, int index, String at) throws Exception {
        Step step = lesson.steps().get(index);
        Question question = step.question();
        switch (question.form()) {
            case AnswerForm.Nothing _ -> {
                // nothing to do
            }
            case AnswerForm.InLab _ -> act(robot, question, at);
            case AnswerForm.Options _, AnswerForm.Quantity _, AnswerForm.Words _, AnswerForm.Curve _ -> {
                check(robot);
                assertThat(words(robot, "#lesson-said")).as(at + " empty").isNotEmpty();
                assertThat(model().phaseProperty().get()).isEqualTo(Phase.ASKED);
                assertThat(session().transport().lockedProperty().get()).as(at).isEqualTo(step.predicts());
                List<Answer> answers = answers(question, lesson.patchAt(index), step.reveal());
                for (Answer answer : step.predicts() ? answers.subList(0, 1) : answers) {
                    give(robot, answer);
                    check(robot);
                    robot.interact(() -> session().setSpeed(0));
                    waitUntil(() -> model().phaseProperty().get() == Phase.ANSWERED);
                }
                Verdict verdict = model().judgementProperty().get().verdict();
                assertThat(verdict)
                        .as(at + " " + model().judgementProperty().get().word())
                        .isIn(
                                step.predicts() && answers.size() > 1
                                        ? List.of(Verdict.WRONG, Verdict.CLOSE)
                                        : List.of(Verdict.RIGHT, Verdict.NOTED));
                if (step.predicts()) {
                    Verdict right =
                            question.judge(answers.getLast(), session().runs()).verdict();
                    assertThat(right).as(at).isIn(Verdict.RIGHT, Verdict.NOTED);
                }
                assertThat(words(robot, "#lesson-said")).as(at).isNotEmpty();
            }
        }
        assertThat(words(robot, "#lesson-after").isEmpty())
                .as(at)
                .isEqualTo(step.texts().after().isEmpty());
    }

    private void check(FxRobot robot) {
        robot.interact(() -> robot.lookup("#lesson-check").<Button>query().fire());
    }

    private @Nullable FieldModel field(String path) {
        return session().inspector().groups().stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElse(null);
    }

    /// Changes settings as the goal wants it, or as a person would, and trains.
    private void act(FxRobot robot, Question question, String at) throws Exception {
        assertThat(model().phaseProperty().get()).as(at).isEqualTo(Phase.ASKED);
        Map<?, ?> goal = (Map<?, ?>) question.tree().get("goal");
        Map<String, Object> deeds = goal.get("setting") instanceof String path
                ? Map.of(path, between((Double) goal.get("from"), (Double) goal.get("to")))
                : DEEDS.getOrDefault(at, Map.of());
        int index = goal.get("index") instanceof Integer given ? given : 0;
        deeds.forEach((path, value) -> robot.interact(() -> {
            FieldModel field = field(path);
            assertThat(field).as(at + " " + path).isNotNull();
            field.begin();
            field.edit(field.value() instanceof List<?> list ? replaced(list, index, value) : value);
            field.end();
            assertThat(field.errorProperty().get()).isEmpty();
        }));
        robot.interact(() -> {
            if (model().phaseProperty().get() == Phase.ASKED) {
                session().setSpeed(0);
                session().togglePlay();
            }
        });
        waitUntil(() -> model().phaseProperty().get() == Phase.ANSWERED);
        assertThat(words(robot, "#lesson-said")).as(at).isNotEmpty();
    }

    private static List<Object> replaced(List<?> list, int index, Object value) {
        List<Object> changed = new ArrayList<>(list);
        changed.set(index, value);
        return changed;
    }

    private static double between(double from, double to) {
        return from <= -1e300 ? to : to >= 1e300 ? from : (from + to) / 2;
    }

    /// A wrong answer, where there is one, and a right one.
    private static List<Answer> answers(Question question, Patch patch, int reveal) {
        List<Answer> answers = new ArrayList<>();
        switch (question.form()) {
            case AnswerForm.Nothing _, AnswerForm.InLab _ -> throw new IllegalStateException("no answers");
            case AnswerForm.Words _ -> answers.add(new Answer.Text("Because the steps are too long."));
            case AnswerForm.Options options -> {
                for (Verdict verdict : List.of(Verdict.WRONG, Verdict.RIGHT, Verdict.NOTED)) {
                    options.options().stream()
                            .map(option -> (Answer) new Answer.Chosen(option.id()))
                            .filter(answer -> question.judge(answer, List.of()).verdict() == verdict)
                            .findFirst()
                            .ifPresent(answers::add);
                }
            }
            case AnswerForm.Quantity _ -> {
                double value = (Double) question.tree().get("value");
                double within = (Double) question.tree().get("within");
                answers.add(new Answer.Amount(value + 10 * within));
                answers.add(new Answer.Amount(value));
            }
            case AnswerForm.Curve curve -> {
                double[] truth = truth(curve, patch, reveal);
                answers.add(new Answer.Drawn(IntStream.range(0, AnswerForm.Curve.COLUMNS)
                        .mapToObj(i -> curve.value(curve.share(truth[(int) curve.iteration(i)]) > 0.5 ? 0 : 1))
                        .toList()));
                answers.add(new Answer.Drawn(IntStream.range(0, AnswerForm.Curve.COLUMNS)
                        .mapToObj(i -> truth[(int) Math.round(curve.iteration(i))])
                        .toList()));
            }
        }
        return answers;
    }

    /// What the run will do, from a training beside the window.
    private static double[] truth(AnswerForm.Curve curve, Patch patch, int reveal) {
        try (TrainingService service = new TrainingService(0)) {
            Preset preset = patch.open();
            List<Run> runs = patch.specs(preset).stream()
                    .filter(spec -> curve.truth().runs().matches(spec.name()))
                    .limit(1)
                    .map(spec -> service.add(
                            new Run.Identity(spec.name(), spec.label(), spec.group(), null),
                            spec.settings(preset.settings())))
                    .toList();
            service.drain(Cancellation.NEVER);
            runs.forEach(run -> service.advance(run, reveal));
            service.drain(Cancellation.NEVER);
            return curve.truth().values(runs);
        }
    }

    /// In the answer's control.
    private void give(FxRobot robot, Answer answer) {
        robot.interact(() -> {
            switch (answer) {
                case Answer.None _ -> throw new IllegalStateException("no answer");
                case Answer.Chosen chosen ->
                    robot.lookup("#option-" + chosen.option())
                            .<RadioButton>query()
                            .setSelected(true);
                case Answer.Amount amount ->
                    robot.lookup("#lesson-number").<TextField>query().setText(String.valueOf(amount.value()));
                case Answer.Text text ->
                    robot.lookup("#lesson-words").<TextArea>query().setText(text.text());
                case Answer.Drawn drawn -> model().answerProperty().set(drawn);
            }
        });
    }
}
