package adjointlab.ui.shell;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.lesson.Patch;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.Autosaver;
import adjointlab.lab.store.LabDocument;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.lesson.AuthorModel;
import adjointlab.ui.lesson.AuthorView;
import adjointlab.ui.lesson.DraftKeeper;
import adjointlab.ui.lesson.KeptDraft;
import adjointlab.ui.look.Look;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// Lets a person write a lesson beside the lab. The document stays what it is: a lesson is a file of its own, and
/// nothing of it is lost without a question.
final class LessonAuthor implements AuthorView.Desk {
    private static final Logger LOG = System.getLogger(LessonAuthor.class.getName());

    private static final LeftQuestion.Words<KeptDraft> WORDS = new LeftQuestion.Words<>(
            draft -> draft.title().isEmpty() ? "the lesson without a title" : "the lesson “" + draft.title() + "”",
            "Adjoint Lab ended unexpectedly while it was written. What was typed and recorded is still there.");

    private final LabWindow window;
    private final DrawingWorker worker;
    private @Nullable AuthorModel model;
    private @Nullable AuthorView view;
    private @Nullable DraftKeeper keeper;
    private Look look = Look.LIGHT;

    /// @param worker sets formulas
    LessonAuthor(LabWindow window, DrawingWorker worker) {
        this.window = window;
        this.worker = worker;
    }

    boolean isOpen() {
        return view != null;
    }

    /// The lesson in the making; null before there was one.
    @Nullable
    AuthorModel model() {
        return model;
    }

    /// Opens the author, with the lesson that is played if there is one, or closes it.
    void toggle() {
        Optional<Lesson> played = window.classroom().lesson();
        if (isOpen()) {
            if (played.isPresent()) {
                window.classroom().close(); // back from the preview
            } else {
                close();
            }
            return;
        }
        window.classroom().close();
        AuthorModel made = opened();
        played.ifPresent(lesson -> made.open(lesson, null));
    }

    private AuthorModel opened() {
        AuthorModel now = model;
        if (now == null) {
            now = new AuthorModel(window.session());
            model = now;
            keep(now);
        }
        if (view == null) {
            AuthorView made = new AuthorView(
                    now,
                    window.session(),
                    new AuthorView.Tools(worker.typesetter(), window.view().settings(), this));
            made.setLook(look);
            view = made;
            window.view().write(made);
        }
        return now;
    }

    /// Saves what is written in the recovery folder from now on, until it is closed.
    private void keep(AuthorModel written) {
        try {
            keeper = new DraftKeeper(
                    folder(),
                    interval(),
                    written,
                    sentence -> Platform.runLater(() -> window.sheets().complain(sentence)));
        } catch (IOException e) {
            window.sheets().complain("The lesson is not autosaved: " + e.getMessage() + ".");
        }
    }

    private void stopKeeping() {
        DraftKeeper now = keeper;
        if (now != null) {
            now.close();
            keeper = null;
        }
    }

    /// Saves at the interval that is wished for now.
    void changeInterval() {
        if (keeper != null) {
            keeper.setInterval(interval());
        }
    }

    private Duration interval() {
        return Duration.ofSeconds(window.preferences().autosaveSeconds());
    }

    /// Ends in order: nothing to recover is left.
    void stop() {
        stopKeeping();
    }

    private Path folder() {
        return window.recoveryFolder().resolve("lessons");
    }

    /// Asks whether to go on with a lesson that a killed program left, if one did.
    void offerLeft() {
        List<Autosaver.Left<KeptDraft>> left;
        try {
            left = DraftKeeper.left(folder());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot look for lessons to recover", e);
            return;
        }
        new LeftQuestion<>(window.sheets(), WORDS, this::recover, () -> {}).ask(left);
    }

    /// The file that was left goes once another one holds the lesson.
    private void recover(KeptDraft draft, Runnable discard) {
        opened().recover(draft);
        if (!draft.lost().isEmpty()) {
            complain(String.join(" ", draft.lost()));
        }
        if (keeper != null) {
            keeper.save(discard);
        }
    }

    void setLook(Look newLook) {
        look = newLook;
        if (view != null) {
            view.setLook(newLook);
        }
    }

    /// Does something that a lesson in no file would be lost by; asks first where there is one.
    void unlessUnsaved(Runnable action) {
        AuthorModel now = model;
        if (now == null || !now.isUnsaved()) {
            action.run();
            return;
        }
        window.sheets()
                .ask(
                        "Save the lesson?",
                        "What you wrote is in no file yet.",
                        new Sheets.Answer("Cancel", false, () -> {}),
                        new Sheets.Answer("Don't save", false, () -> {
                            now.begin();
                            action.run();
                        }),
                        new Sheets.Answer("Save…", true, () -> save(action)));
    }

    @Override
    public void close() {
        unlessUnsaved(() -> {
            AuthorView now = view;
            if (now != null) {
                now.release();
                view = null;
                model = null;
                stopKeeping();
                window.view().write(null);
                window.view().requestFocus();
            }
        });
    }

    @Override
    public void open() {
        unlessUnsaved(() -> window.actions().chooseLesson().ifPresent(this::open));
    }

    /// Takes a lesson from a file to be changed.
    void open(Path file) {
        window.files().read(file, Lessons::load, lesson -> opened().open(lesson, file));
    }

    @Override
    public void preview() {
        lesson().ifPresent(window.classroom()::open);
    }

    @Override
    public void save() {
        save(() -> {});
    }

    private void save(Runnable then) {
        AuthorModel now = model;
        if (now == null) {
            return;
        }
        lesson().ifPresent(lesson -> {
            Path known = now.file();
            Optional<Path> target =
                    known == null ? window.actions().chooseLessonTarget(now.suggestedName()) : Optional.of(known);
            target.ifPresent(file -> save(file, lesson, then));
        });
    }

    /// Writes the lesson to a file, if it is one.
    void save(Path target) {
        lesson().ifPresent(lesson -> save(target, lesson, () -> {}));
    }

    private void save(Path target, Lesson lesson, Runnable then) {
        window.files().save(target, file -> Lessons.save(file, lesson), written -> {
            AuthorModel now = model;
            if (now != null) {
                now.saved(written);
            }
            window.sheets().tell("Saved " + written.getFileName() + ".");
            then.run();
        });
    }

    /// The lesson as it stands; nothing while something is wrong with it, which is told.
    private Optional<Lesson> lesson() {
        AuthorModel now = model;
        if (now == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(now.lesson());
        } catch (InvalidValueException e) {
            complain(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public void show(Patch patch) {
        window.unlessUnsaved(() -> {
            Preset preset = patch.open();
            Patch.View from = patch.view();
            double pace = from.pace() > 0 ? from.pace() : TrainingService.UNLIMITED;
            window.dock().clear();
            window.session()
                    .show(
                            preset,
                            patch.specs(preset),
                            new LabDocument.View(from.iteration(), from.focus(), pace, true, Map.of()),
                            from.anew());
            window.files().forget();
            window.openedAnew();
        });
    }

    @Override
    public void complain(String sentence) {
        window.sheets().complain(sentence + (sentence.endsWith(".") ? "" : "."));
    }
}
