package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Judgement.Verdict;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.lesson.Question;
import adjointlab.lab.lesson.Step;
import adjointlab.panel.Panels;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.lesson.LessonModel.Phase;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// Every lesson, done in the real window from start to end.
final class EveryLessonTest extends LessonScene {
    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Stop
    void stop() {
        close();
    }

    static List<String> ids() {
        return Lessons.ids().stream().filter(id -> !isLong(id)).toList();
    }

    static List<String> longIds() {
        return Lessons.ids().stream().filter(EveryLessonTest::isLong).toList();
    }

    /// Whether it trains what takes seconds.
    private static boolean isLong(String id) {
        return Lessons.get(id).steps().stream()
                .flatMap(step -> step.patch().stream())
                .anyMatch(patch -> patch.preset().matches("(wide|second-order|snopt)-.*"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyLessonIsDoneFromStartToEndWithEmptyWrongAndRightAnswers(String id, FxRobot robot) throws Exception {
        Lesson lesson = Lessons.get(id);
        robot.interact(() -> window().classroom().open(lesson));
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
        assertThat(window().classroom().isOpen()).isFalse();
        assertThat(session().preset().id()).isEqualTo("simplest-fig-2");
        assertThat(robot.lookup("#answers-name").tryQuery())
                .as("answers can be kept")
                .isPresent();
    }

    @Tag("layout")
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
                List<Answer> answers = LessonAnswers.of(question, lesson.patchAt(index), step.reveal());
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
        Map<String, Object> deeds = LessonAnswers.deeds(question, at);
        int index = LessonAnswers.index(question);
        deeds.forEach((path, value) -> robot.interact(() -> {
            FieldModel field = field(path);
            assertThat(field).as(at + " " + path).isNotNull();
            field.begin();
            field.edit(field.value() instanceof List<?> list ? LessonAnswers.replaced(list, index, value) : value);
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
