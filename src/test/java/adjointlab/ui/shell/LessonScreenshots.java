package adjointlab.ui.shell;

import static adjointlab.Patience.fx;

import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.lesson.Question;
import adjointlab.lab.lesson.Step;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.lesson.LessonModel;
import adjointlab.ui.lesson.LessonModel.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

/// Pictures of every step of lessons, asked and answered, for people to look at: at 1440×900, and in presentation mode
/// at 1024×768; in `target/screenshots`. In real windows, for which a display of that size is needed.
final class LessonScreenshots {
    private static final long MOST_SECONDS = 90;
    private static final long SETTLING_SECONDS = 4;

    private LessonScreenshots() {}

    /// @param args ids of lessons; none: all
    public static void main(String[] args) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        Platform.setImplicitExit(false);
        started.await();
        Files.createDirectories(Screenshots.FOLDER);
        for (String id : args.length == 0 ? Lessons.ids() : List.of(args)) {
            take(id, 1440, 900, false);
            take(id, 1024, 768, true);
        }
        System.exit(0);
    }

    private static void take(String id, int width, int height, boolean presentation) throws Exception {
        Path home = Files.createTempDirectory("adjointlab-screenshots");
        LabWindow window = fx(() -> new LabWindow(new LabWindow.Setup(1, home)));
        Lesson lesson = Lessons.get(id);
        Stage stage = fx(Stage::new);
        Scene scene = fx(() -> {
            Scene made = new Scene(window.root(), width, height);
            stage.setScene(made);
            window.attach(made, null);
            stage.show();
            window.classroom().open(lesson);
            if (presentation) {
                Screenshots.press(made, KeyCode.P);
            }
            return made;
        });
        String name = id + (presentation ? "-presentation-" : "-light-");
        LessonModel model = Objects.requireNonNull(fx(() -> window.classroom().model()));
        for (int i = 0; i < lesson.steps().size(); i++) {
            take(scene, name + (i + 1) + "a.png");
            if (answered(window, model, lesson, i)) {
                take(scene, name + (i + 1) + "b.png");
            }
            fx(() -> {
                model.next();
                return null;
            });
        }
        fx(() -> {
            window.close();
            stage.close();
            return null;
        });
    }

    private static void take(Scene scene, String name) throws Exception {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SETTLING_SECONDS));
        Screenshots.save(fx(() -> scene.snapshot(null)), Screenshots.FOLDER.resolve(name));
    }

    /// Does what the step asks for, rightly.
    ///
    /// @return whether it asks for anything
    private static boolean answered(LabWindow window, LessonModel model, Lesson lesson, int index) throws Exception {
        Step step = lesson.steps().get(index);
        Question question = step.question();
        if (question.form() instanceof AnswerForm.Nothing) {
            return false;
        }
        if (question.form() instanceof AnswerForm.InLab) {
            Map<String, Object> deeds = LessonAnswers.deeds(question, lesson.id() + "/" + (index + 1));
            fx(() -> {
                deeds.forEach((path, value) -> set(window, path, LessonAnswers.index(question), value));
                window.session().setSpeed(0);
                if (model.phaseProperty().get() == Phase.ASKED) {
                    window.session().togglePlay();
                }
                return null;
            });
        } else {
            Answer right = LessonAnswers.of(question, lesson.patchAt(index), step.reveal())
                    .getLast();
            fx(() -> {
                window.session().setSpeed(0);
                model.answerProperty().set(right);
                model.check();
                return null;
            });
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (fx(() -> model.phaseProperty().get()) != Phase.ANSWERED && System.nanoTime() < end) {
            LockSupport.parkNanos(100_000_000);
        }
        return true;
    }

    private static void set(LabWindow window, String path, int index, Object value) {
        FieldModel field = window.session().inspector().groups().stream()
                .flatMap(group -> group.fields().stream())
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no setting " + path));
        field.begin();
        field.edit(field.value() instanceof List<?> list ? LessonAnswers.replaced(list, index, value) : value);
        field.end();
    }
}
