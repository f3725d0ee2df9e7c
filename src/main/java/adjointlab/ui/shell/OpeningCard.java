package adjointlab.ui.shell;

import adjointlab.core.catalog.Problems;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.ui.session.Session;
import java.util.List;
import java.util.function.LongSupplier;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/// Over the panels while what was opened takes longer than a moment: what it is, and what is done before there is
/// anything to show of it.
final class OpeningCard extends HBox {
    private static final long MOMENT_NANOS = 300_000_000;

    private final Session session;
    private final ObservableStringValue title;
    private final LongSupplier clock;
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private List<Run> opened = List.of();
    private long begun;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            update();
        }
    };

    /// @param title what is open is called
    /// @param clock ns
    OpeningCard(Session session, ObservableStringValue title, LongSupplier clock) {
        this.session = session;
        this.title = title;
        this.clock = clock;
        setId("opening");
        getStyleClass().add("opening-card");
        setSpacing(12);
        setAlignment(Pos.CENTER);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMouseTransparent(true);
        setVisible(false);
        words.setWrapText(true);
        bar.setPrefWidth(120);
        bar.setMinWidth(60);
        getChildren().addAll(words, bar);
    }

    /// Follows what was opened now until each of its runs has a first loss, or is gone. Runs that come later are no
    /// part of it.
    void follow() {
        end();
        opened = List.copyOf(session.runs());
        begun = clock.getAsLong();
        timer.start();
    }

    /// Says how far it is by now; once a pulse while there is something to follow.
    void update() {
        List<Run> runs = opened.stream().filter(session.runs()::contains).toList();
        int done = (int) runs.stream().filter(OpeningCard::hasBegun).count();
        if (done == runs.size()) {
            end();
        } else if (clock.getAsLong() - begun > MOMENT_NANOS) {
            words.setText(sentence(title.get(), runs, done));
            bar.setProgress(done == 0 ? ProgressBar.INDETERMINATE_PROGRESS : (double) done / runs.size());
            setVisible(true);
        }
    }

    /// Says no more of it.
    void end() {
        timer.stop();
        opened = List.of();
        bar.setProgress(0); // which is animated while it is not known
        setVisible(false);
    }

    private static boolean hasBegun(Run run) {
        return !(run.state() instanceof RunState.Queued);
    }

    /// @param done runs that have a first loss
    private static String sentence(String name, List<Run> runs, int done) {
        boolean alone = runs.size() == 1;
        // data are read within the first loss that needs them, and nobody says when they are there
        boolean reads = done == 0 && runs.getFirst().startSettings().has(Slots.PROBLEM.at(Problems.FILE));
        String work = reads
                ? "preparing its data and first " + (alone ? "loss" : "losses")
                : alone
                        ? "computing its first loss"
                        : "computing first losses, " + done + " of " + runs.size() + " runs";
        return "Opening " + name + " … " + work;
    }
}
