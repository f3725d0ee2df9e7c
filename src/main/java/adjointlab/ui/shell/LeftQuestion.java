package adjointlab.ui.shell;

import adjointlab.lab.store.Autosaver;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.application.Platform;

/// Asks whether to recover what killed programs left, newest first. Only what was asked about goes: after a discard the
/// next one is asked about, and whatever has no answer yet at the next start.
///
/// @param <T> what was left
/// @param sheets in which it asks and complains
/// @param words of the question
/// @param recover takes what was left, and how its file goes, for any thread, once another one holds it
/// @param then is done once nothing is asked any more
record LeftQuestion<T>(Sheets sheets, Words<T> words, BiConsumer<T, Runnable> recover, Runnable then) {
    /// What is said.
    ///
    /// @param <T> what was left
    /// @param name of one
    /// @param sentence on what happened, and what is still there
    record Words<T>(Function<T, String> name, String sentence) {}

    /// Asks about the first.
    ///
    /// @param left newest first
    void ask(List<Autosaver.Left<T>> left) {
        if (left.isEmpty()) {
            then.run();
            return;
        }
        Autosaver.Left<T> newest = left.getFirst();
        List<Autosaver.Left<T>> others = left.subList(1, left.size());
        sheets.ask(
                "Recover " + words.name().apply(newest.content()) + "?",
                words.sentence() + others(others.size()),
                then,
                new Sheets.Answer("Later", false, then),
                new Sheets.Answer("Discard", false, () -> {
                    discard(newest);
                    ask(others);
                }),
                new Sheets.Answer("Recover", true, () -> {
                    recover.accept(newest.content(), () -> discard(newest));
                    then.run();
                }));
    }

    private static String others(int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> " One more was left: it is asked about after a discard, else at the next start.";
            default -> " " + count + " more were left: they are asked about after a discard, else at the next start.";
        };
    }

    private void discard(Autosaver.Left<T> left) {
        try {
            left.discard();
        } catch (IOException e) {
            Platform.runLater(() -> sheets.complain("The recovery file " + left.file() + " cannot be removed."));
        }
    }
}
