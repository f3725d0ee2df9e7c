package adjointlab.ui.shell;

import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerSheet;
import adjointlab.lab.lesson.Controls;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.preset.Offer.Part;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.lesson.ClassView;
import adjointlab.ui.lesson.LessonModel;
import adjointlab.ui.lesson.LessonView;
import adjointlab.ui.look.Look;
import adjointlab.ui.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Shows a lesson in the window, with the document put aside until it is closed.
final class Classroom {
    private final LabWindow window;
    private final DrawingWorker worker;
    private final LessonAuthor author;
    private @Nullable Open open;
    private @Nullable Runnable again;

    /// The preset that the lesson's steps have opened last.
    private String opened = "";

    private Look look = Look.LIGHT;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            pulse();
        }
    };

    /// The lesson that is open.
    private record Open(LessonModel model, LessonView view) {}

    /// @param worker draws pictures and sets formulas
    Classroom(LabWindow window, DrawingWorker worker) {
        this.window = window;
        this.worker = worker;
        author = new LessonAuthor(window, worker);
    }

    /// Who writes lessons.
    LessonAuthor author() {
        return author;
    }

    private Session session() {
        return window.session();
    }

    boolean isOpen() {
        return open != null;
    }

    /// Asks before a lesson that somebody writes goes, if it is in no file.
    void unlessUnsaved(Runnable action) {
        author.unlessUnsaved(action);
    }

    /// The lesson that is played.
    Optional<Lesson> lesson() {
        return Optional.ofNullable(open).map(now -> now.model.lesson());
    }

    /// The open lesson's title.
    Optional<String> title() {
        return lesson().map(lesson -> lesson.info().title());
    }

    /// The open lesson.
    @Nullable
    LessonModel model() {
        return open == null ? null : open.model;
    }

    /// Shows the lessons that there are, once they are read.
    void choose() {
        Thread.ofVirtual().name("lessons").start(() -> {
            List<Lesson> lessons = Lessons.builtIn();
            Platform.runLater(() -> choose(lessons));
        });
    }

    private void choose(List<Lesson> lessons) {
        window.sheets()
                .show(
                        "Lessons",
                        new LessonGallery(lessons, lesson -> {
                            window.sheets().close();
                            open(lesson);
                        }),
                        new Sheets.Answer("Close", true, () -> {}));
    }

    /// Opens a lesson in place of what is shown.
    void open(Lesson lesson) {
        close();
        session().putAside();
        window.dock().clear();
        opened = "";
        LessonModel model = new LessonModel(lesson, session(), this::finished);
        LessonView view = new LessonView(
                model, session().inspector(), new LessonView.Tools(worker.typesetter(), worker, this::leave));
        open = new Open(model, view);
        view.setLook(look);
        model.indexProperty().addListener((_, _, _) -> stepShown(model, view));
        window.offered().apply();
        model.start();
        timer.start();
    }

    /// Nobody leaves lessons any more: at their end, and where somebody would leave, something starts again.
    void lock(Runnable startAgain) {
        again = startAgain;
    }

    private void leave() {
        if (again == null) {
            close();
        } else {
            again.run();
        }
    }

    private void stepShown(LessonModel model, LessonView view) {
        window.view().teach(view, model.step().controls().hidden());
        String preset = session().preset().id();
        if (preset.equals(opened)) {
            window.described();
        } else {
            opened = preset;
            window.openedAnew();
        }
        highlight();
    }

    /// Offers to keep the answers of a lesson that is done.
    private void finished() {
        LessonModel model = model();
        if (model == null) {
            return;
        }
        Lesson lesson = model.lesson();
        List<Answer> answers = model.answers();
        if (again != null) {
            again.run();
            window.sheets().tell("You have finished “" + lesson.info().title() + "”.");
            return;
        }
        close();
        if (answers.stream().allMatch(Answer.none()::equals)) {
            window.sheets().tell("You have finished “" + lesson.info().title() + "”. The lab is as it was before.");
            return;
        }
        TextField name = new TextField();
        name.setId("answers-name");
        name.setPromptText("Your name, if you like");
        Label words =
                new Label("The lab is as it was before. Your answers can be kept in a small file, to hand in or to"
                        + " look at together; they go nowhere by themselves.");
        words.setWrapText(true);
        words.setPrefWidth(420);
        words.setMinHeight(Region.USE_PREF_SIZE);
        window.sheets()
                .show(
                        "You have finished “" + lesson.info().title() + "”",
                        new VBox(12, words, name),
                        new Sheets.Answer("Save my answers…", false, () -> window.actions()
                                .saveAnswers(new AnswerSheet(
                                        lesson.id(), name.getText().strip(), answers))),
                        new Sheets.Answer("Done", true, () -> {}));
    }

    /// Shows what a class answered; all of it is about one lesson.
    void show(List<AnswerSheet> sheets) {
        String id = sheets.getFirst().lesson();
        LessonModel now = model();
        Lesson lesson = now != null && now.lesson().id().equals(id)
                ? now.lesson()
                : Lessons.ids().contains(id) ? Lessons.get(id) : null;
        if (lesson == null) {
            window.sheets().complain("These are answers to the lesson '" + id + "'; open that lesson first.");
            return;
        }
        ClassView view = new ClassView(lesson, sheets, worker, look);
        window.sheets()
                .show(
                        sheets.size() + (sheets.size() == 1 ? " answer to “" : " answers to “")
                                + lesson.info().title() + "”",
                        view,
                        new Sheets.Answer("Close", true, () -> {}));
        Truths.show(lesson, view);
    }

    /// Closes the lesson; the lab is as it was before.
    void close() {
        Open now = open;
        if (now == null) {
            return;
        }
        open = null;
        timer.stop();
        now.view.dispose();
        window.view().teach(null, Set.of());
        highlight(Set.of());
        window.dock().clear();
        session().comeBack();
        window.offered().apply();
        window.described();
        window.view().requestFocus();
    }

    /// Nothing is asked of the runs any more; the window closes.
    void stop() {
        timer.stop();
    }

    void setLook(Look newLook) {
        look = newLook;
        author.setLook(newLook);
        if (open != null) {
            open.view.setLook(newLook);
        }
    }

    /// Keys that a lesson wants and nothing else did.
    boolean key(KeyEvent event) {
        if (open == null) {
            return false;
        }
        if (event.getCode() == KeyCode.ESCAPE) {
            leave();
            return true;
        }
        return event.getCode() != KeyCode.RIGHT && event.getCode() != KeyCode.LEFT && turn(event.getCode());
    }

    /// Goes a step back or on, as a clicker does.
    boolean turn(KeyCode code) {
        LessonModel model = model();
        if (model == null) {
            return false;
        }
        switch (code) {
            case RIGHT, PAGE_DOWN -> model.next();
            case LEFT, PAGE_UP -> model.back();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void pulse() {
        Open now = open;
        if (now != null) {
            now.view.pulse();
            highlight();
        }
    }

    // ---- what stands out -------------------------------------------------------------------------

    private void highlight() {
        LessonModel model = model();
        if (model != null && model.indexProperty().get() >= 0) {
            highlight(Set.copyOf(model.step().controls().highlight()));
        }
    }

    private void highlight(Set<String> which) {
        mark("#run-list", which.contains(Part.RUNS.word()));
        mark("#transport", which.contains(Part.TRANSPORT.word()));
        Refresher.hosts(window.dock().visiblePanels()).forEach(host -> host.body()
                .pseudoClassStateChanged(
                        LessonView.HIGHLIGHTED,
                        which.contains(Controls.PANEL + host.entry().id())));
    }

    private void mark(String id, boolean stands) {
        Node node = window.view().lookup(id);
        if (node != null) {
            node.pseudoClassStateChanged(LessonView.HIGHLIGHTED, stands);
        }
    }
}
