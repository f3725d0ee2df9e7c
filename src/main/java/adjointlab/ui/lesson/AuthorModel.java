package adjointlab.ui.lesson;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.lesson.Blank;
import adjointlab.lab.lesson.Controls;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.lesson.Patch;
import adjointlab.ui.model.UndoHistory;
import adjointlab.ui.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import org.jspecify.annotations.Nullable;

/// A lesson that somebody writes: its steps are recorded from what the lab shows, everything else is typed. Any change
/// can be taken back; what is wrong is known at every field, and only what is right can be played or saved.
public final class AuthorModel {
    private final Session session;
    private final UndoHistory<Draft> history = new UndoHistory<>(Draft.EMPTY, _ -> restored());
    private final ReadOnlyIntegerWrapper selected = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyLongWrapper shape = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper edits = new ReadOnlyLongWrapper();
    private final ReadOnlyBooleanWrapper judged = new ReadOnlyBooleanWrapper();
    private final Set<String> touched = new LinkedHashSet<>();
    private Draft saved = Draft.EMPTY;
    private Draft given = Draft.EMPTY;
    private String typing = "";
    private @Nullable Path file;

    /// @param session that shows what is recorded
    public AuthorModel(Session session) {
        this.session = session;
    }

    // ---- what there is ---------------------------------------------------------------------------

    /// Number of the step that is edited, from 0; −1 where there is none.
    public ReadOnlyIntegerProperty selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// Grows when other fields are there than before, or other texts in them than were typed.
    ReadOnlyLongProperty shapeProperty() {
        return shape.getReadOnlyProperty();
    }

    /// Grows with every change.
    ReadOnlyLongProperty editsProperty() {
        return edits.getReadOnlyProperty();
    }

    /// Whether what is missing is told as well as what is wrong, because somebody wants to play or save it.
    ReadOnlyBooleanProperty judgedProperty() {
        return judged.getReadOnlyProperty();
    }

    /// What undo would take back, "" for nothing.
    public ReadOnlyStringProperty undoNameProperty() {
        return history.undoNameProperty();
    }

    /// What redo would do again, "" for nothing.
    public ReadOnlyStringProperty redoNameProperty() {
        return history.redoNameProperty();
    }

    /// How many steps there are.
    public int count() {
        return draft().steps().size();
    }

    Draft draft() {
        return history.state();
    }

    /// The step that is edited.
    Optional<StepDraft> step() {
        int index = selected.get();
        return index < 0 ? Optional.empty() : Optional.of(draft().steps().get(index));
    }

    /// The file that holds the lesson; null for none yet.
    public @Nullable Path file() {
        return file;
    }

    /// Whether anything is in no file yet.
    public boolean isUnsaved() {
        return !draft().equals(saved);
    }

    /// What a file name would be.
    public String suggestedName() {
        return DraftReader.id(draft()) + ".json";
    }

    /// What is wrong with a field of the lesson or of the step that is edited, in one sentence; nothing where nothing
    /// is, or nobody has been there yet.
    public Optional<String> wrong(String field) {
        boolean told = judged.get() || touched.contains(field);
        return told ? Optional.ofNullable(all(selected.get()).get(field)) : Optional.empty();
    }

    private Map<String, String> all(int index) {
        Map<String, String> all = new LinkedHashMap<>(DraftReader.wrongOf(draft()));
        if (index >= 0) {
            all.putAll(DraftReader.wrongOf(draft().steps().get(index), index == 0));
        }
        return all;
    }

    /// Whether something is wrong with a step.
    boolean isWrong(int index) {
        return judged.get()
                && !DraftReader.wrongOf(draft().steps().get(index), index == 0).isEmpty();
    }

    /// The lesson, as a file would give it back. Where something is wrong with it, the first step with a fault is
    /// selected and from now on all faults are told.
    ///
    /// @throws InvalidValueException in one sentence, while anything is wrong
    public Lesson lesson() {
        judged.set(true);
        if (count() == 0) {
            changedShape();
            throw new InvalidValueException("A lesson needs a step: add what the lab shows as the first one");
        }
        Optional<Lesson> lesson = DraftReader.lesson(draft());
        if (lesson.isPresent()) {
            given = draft();
            changedShape();
            return lesson.get();
        }
        Map<String, String> whole = DraftReader.wrongOf(draft());
        int at = selected.get();
        String sentence = whole.values().stream().findFirst().orElse("");
        for (int i = 0; sentence.isEmpty() && i < count(); i++) {
            for (String each :
                    DraftReader.wrongOf(draft().steps().get(i), i == 0).values()) {
                if (sentence.isEmpty()) {
                    sentence = "Step " + (i + 1) + ": " + each;
                    at = i;
                }
            }
        }
        select(at);
        changedShape();
        throw new InvalidValueException(sentence.replaceFirst("\\.$", ""));
    }

    // ---- files -----------------------------------------------------------------------------------

    /// Begins a lesson with nothing in it.
    public void begin() {
        open(Draft.EMPTY, null);
    }

    /// Takes a lesson to be changed.
    ///
    /// @param from file that holds it; null for none of its own
    public void open(Lesson lesson, @Nullable Path from) {
        open(Draft.of(lesson), from);
    }

    /// Takes a lesson that a killed program left; no file holds it as it is.
    public void recover(KeptDraft kept) {
        open(kept.draft(), kept.file());
        saved = Draft.EMPTY;
        changedShape();
    }

    private void open(Draft draft, @Nullable Path from) {
        saved = draft;
        file = from;
        judged.set(false);
        change("Open lesson", draft, draft.steps().isEmpty() ? -1 : 0);
    }

    /// Takes note that a file holds the lesson as it was given by [#lesson].
    public void saved(Path target) {
        saved = given;
        file = target;
        changedShape();
    }

    /// Writes a lesson; for any thread.
    ///
    /// @throws IOException if it cannot be written
    public static void write(Path target, Lesson lesson) throws IOException {
        Lessons.save(target, lesson);
    }

    // ---- steps -----------------------------------------------------------------------------------

    /// Adds what the lab shows as a step behind the one that is edited.
    ///
    /// @throws InvalidValueException in one sentence, if no step could show it
    public void add() {
        Patch patch = Recorder.record(session);
        int at = selected.get() + 1;
        change("Add step", draft().plus(at, StepDraft.of(patch)), at);
    }

    /// Lets the step show what the lab shows now.
    ///
    /// @throws InvalidValueException in one sentence, if no step could show it
    public void record() {
        Patch patch = Recorder.record(session);
        boolean anew = step().flatMap(StepDraft::patch)
                .map(before -> before.view().anew())
                .orElse(false);
        touched.add(DraftReader.LAB);
        edit("Record step", step -> step.with(Optional.of(patch.with(anew))));
        changedShape();
    }

    /// Lets the lab stay as the person has left it at the step before.
    public void keepLab() {
        touched.add(DraftReader.LAB);
        edit("Leave the lab", step -> step.with(Optional.empty()));
        changedShape();
    }

    /// Whether the step's runs start anew also where they are known from another step.
    void setAnew(boolean anew) {
        edit("Start anew", step -> step.with(step.patch().map(patch -> patch.with(anew))));
    }

    /// Edits another step.
    public void select(int index) {
        typing = "";
        if (index != selected.get()) {
            touched.clear();
            selected.set(index);
        }
        changedShape();
    }

    /// Takes out the step that is edited.
    public void remove() {
        int at = selected.get();
        if (at >= 0) {
            change("Remove step", draft().minus(at), Math.min(at, count() - 2));
        }
    }

    /// Moves the step that is edited towards the end, or towards the start with a negative number.
    public void move(int by) {
        int at = selected.get();
        int to = Math.clamp(at + (long) by, 0, count() - 1);
        if (at >= 0 && to != at) {
            change("Move step", draft().moved(at, to), to);
        }
    }

    // ---- what is typed ---------------------------------------------------------------------------

    /// What a field of the lesson or of the step holds as typed.
    public String text(String field) {
        return isOfLesson(field)
                ? draft().text(field)
                : step().map(step -> step.text(field)).orElse("");
    }

    /// Types into a field; what is typed in one go is one step of undo.
    public void type(String field, String text) {
        if (text(field).equals(text)) {
            return;
        }
        touched.add(field);
        Draft after = isOfLesson(field)
                ? draft().typing(field, text)
                : draft().with(
                                selected.get(),
                                draft().steps().get(selected.get()).typing(field, text));
        typed(field, after);
    }

    /// Several changes of one field in a row are one step of undo.
    private void typed(String field, Draft after) {
        String key = selected.get() + " " + field;
        if (key.equals(typing)) {
            history.amend(after);
            edits.set(edits.get() + 1);
        } else {
            change("Type", after);
            typing = key;
        }
    }

    private static boolean isOfLesson(String field) {
        return field.startsWith("lesson.");
    }

    /// Picks one of a blank's picks; other blanks may be there then.
    void pick(Blank blank, String id) {
        edit("Choose", step -> step.typing(StepDraft.QUESTION + blank.key(), id));
        changedShape();
    }

    /// Lets the step ask another kind of question; what was typed for the one before is kept.
    ///
    /// @param kind id
    public void ask(String kind) {
        edit("Change question", step -> step.asking(kind));
        changedShape();
    }

    /// Adds an answer to choose.
    public void addAnswer() {
        edit("Add answer", StepDraft::plusAnswer);
        changedShape();
    }

    /// Takes out an answer to choose.
    public void removeAnswer(int index) {
        edit("Remove answer", step -> step.minusAnswer(index));
        changedShape();
    }

    /// Changes an answer to choose.
    ///
    /// @param right whether it is so
    /// @param says what is said to whoever chooses it
    public void setAnswer(int index, String text, boolean right, String says) {
        touched.add(DraftReader.ANSWERS);
        StepDraft step = draft().steps().get(selected.get()).withAnswer(index, text, right, says);
        typed("answer " + index, draft().with(selected.get(), step));
    }

    // ---- what is there ---------------------------------------------------------------------------

    /// What of the window is there at the step, and what stands out.
    public Controls controls() {
        return step().map(StepDraft::controls).orElse(Controls.DEFAULT);
    }

    /// Changes it.
    public void setControls(Controls controls) {
        boolean others = !controls.settings().equals(controls().settings());
        edit("Change controls", step -> step.with(controls));
        if (others) {
            changedShape();
        }
    }

    // ---- undo ------------------------------------------------------------------------------------

    /// Takes the last change back.
    public void undo() {
        typing = "";
        history.undo();
    }

    /// Makes it again.
    public void redo() {
        typing = "";
        history.redo();
    }

    private void edit(String what, UnaryOperator<StepDraft> edit) {
        int at = selected.get();
        if (at >= 0) {
            change(what, draft().with(at, edit.apply(draft().steps().get(at))));
        }
    }

    private void change(String what, Draft after) {
        typing = "";
        history.record(what, after);
        edits.set(edits.get() + 1);
    }

    /// A change after which a step is selected.
    private void change(String what, Draft after, int at) {
        history.record(what, after);
        select(at);
        edits.set(edits.get() + 1);
    }

    private void restored() {
        select(Math.clamp(selected.get(), count() == 0 ? -1 : 0, count() - 1));
        edits.set(edits.get() + 1);
    }

    private void changedShape() {
        shape.set(shape.get() + 1);
    }
}
