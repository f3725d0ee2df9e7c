package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.run.TrainingService;
import adjointlab.ui.session.Session;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/// What is said while something is opened, at any pace: time passes and losses come when the test says so.
@ExtendWith(ApplicationExtension.class)
final class OpeningCardTest {
    private static final String SEVERAL = "simplest-lemma-1";
    private static final String FILED = "heavy-ball-cifar-small";
    private static final long SECOND = 1_000_000_000;

    private final TrainingService service = new TrainingService(0);
    private final AtomicLong now = new AtomicLong(5 * SECOND);
    private final StringProperty title = new SimpleStringProperty("Some title");
    private Session session;
    private OpeningCard card;

    @BeforeEach
    void make() {
        session = fx(() -> new Session(service, Presets.get(Presets.DEFAULT_ID), _ -> {}, now::get));
        card = fx(() -> new OpeningCard(session, title, now::get));
    }

    private void open(String preset) {
        fx(() -> {
            session.open(Presets.get(preset));
            card.follow();
            return card;
        });
    }

    @AfterEach
    void close() {
        fx(() -> {
            card.end();
            session.close();
            return card;
        });
    }

    private long begun() {
        return service.runs().stream()
                .filter(run -> !(run.state() instanceof RunState.Queued))
                .count();
    }

    /// What stands in the window after a time, or that there is nothing.
    private String saidAfter(long nanos) {
        now.addAndGet(nanos);
        return fx(() -> {
            card.update();
            return card.isVisible() ? ((Label) card.getChildren().getFirst()).getText() : "";
        });
    }

    private String of(int begun) {
        return begun + " of " + service.runs().size() + " runs";
    }

    private double progress() {
        return fx(() -> ((ProgressBar) card.getChildren().getLast()).getProgress());
    }

    @Test
    void firstLossesAreCountedUntilAllAreThere() {
        open(SEVERAL);
        int runs = service.runs().size();
        assertThat(runs).isGreaterThan(1);
        assertThat(saidAfter(SECOND / 5)).as("within a moment").isEmpty();
        assertThat(saidAfter(SECOND / 5)).isEqualTo("Opening Some title … computing first losses, " + of(0));
        assertThat(progress()).isEqualTo(ProgressBar.INDETERMINATE_PROGRESS);

        title.set("Data of somebody");
        service.drain(() -> begun() > 0);
        assertThat(saidAfter(1)).isEqualTo("Opening Data of somebody … computing first losses, " + of(1));
        assertThat(progress()).isEqualTo(1.0 / runs);

        service.drain(() -> begun() == runs);
        assertThat(saidAfter(1)).isEmpty();
    }

    @Test
    void dataOfAFileAreReadUntilTheFirstLossOfAll() {
        open(FILED);
        int runs = service.runs().size();
        assertThat(runs).isGreaterThan(1);
        assertThat(saidAfter(SECOND)).isEqualTo("Opening Some title … preparing its data and first losses");
        service.drain(() -> begun() > 0);
        assertThat(saidAfter(1)).isEqualTo("Opening Some title … computing first losses, " + of(1));
    }

    @Test
    void runsThatComeLaterAreNoPartOfWhatWasOpened() {
        open(SEVERAL);
        int runs = service.runs().size();
        assertThat(saidAfter(SECOND)).endsWith(of(0));
        String later = fx(() -> session.addRun(session.preset().settings(), "later"));
        service.drain(() -> begun() == runs);
        assertThat(service.runs().stream()
                        .filter(run -> run.state() instanceof RunState.Queued)
                        .map(Run::name))
                .containsExactly(later);
        assertThat(saidAfter(1)).isEmpty();
    }
}
