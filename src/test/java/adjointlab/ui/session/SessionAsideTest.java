package adjointlab.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunRecord;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Something else is shown while a document is put aside, which comes back as it was.
final class SessionAsideTest {
    private static final String RATE = "optimizer.learningRate";
    private static final Preset PRESET = Presets.get("simplest-fig-2");
    private static final Preset FASTER = Overrides.apply(PRESET, Map.of(RATE, 0.1));

    private final TrainingService service = new TrainingService(0);
    private Session session;
    private long now = 1;

    @BeforeEach
    void open() {
        session = new Session(service, PRESET, _ -> {}, () -> now);
        session.open(PRESET);
        settle();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void settle() {
        service.drain(Cancellation.NEVER);
        now += 500_000_000L;
        session.refresh();
    }

    private static List<RunSpec> specs(Preset preset, String... prefixes) {
        return preset.runs().stream()
                .filter(spec -> List.of(prefixes).stream().anyMatch(spec.name()::startsWith))
                .toList();
    }

    private void show(Preset preset, int iteration, boolean anew, String... prefixes) {
        session.show(
                preset,
                specs(preset, prefixes),
                new LabDocument.View(iteration, "", TrainingService.UNLIMITED, true, Map.of()),
                anew);
        settle();
    }

    private Run run(String name) {
        return session.runs().stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theDocumentComesBackWithItsRunsItsUndoAndItsMarks() {
        session.trainTo(7);
        settle();
        session.edit(null, RATE, 0.2, "Change η");
        settle();
        session.remove("adam/2");
        session.marks().setPinned("sgd/-4", true);
        session.scrub(3);
        settle();
        List<RunRecord> before = session.runs().stream().map(RunRecord::of).toList();
        LabDocument document = session.document();

        session.putAside();
        show(PRESET, 5, false, "adam");
        session.edit(null, RATE, 0.3, "Change η");
        settle();
        assertThat(session.runs()).hasSize(10);
        assertThat(session.document().runs()).as("what files hold").hasSize(29);
        assertThat(session.shownDocument().runs()).hasSize(10);
        assertThat(session.isEdited()).isTrue();
        session.markSaved();
        session.comeBack();
        settle();

        assertThat(session.isEdited()).isFalse();
        assertThat(session.runs().stream().map(Run::name))
                .containsExactlyElementsOf(
                        before.stream().map(record -> record.identity().name()).toList());
        for (RunRecord record : before) {
            Run run = run(record.identity().name());
            assertThat(run.iteration()).isEqualTo(record.iteration());
            assertThat(run.settings().get(RATE)).isEqualTo(0.2);
            assertThat(run.events()).isEqualTo(record.events());
            assertThat(run.log().values("loss")).containsExactly(record.log().values("loss"));
        }
        assertThat(session.document().view()).isEqualTo(document.view());
        assertThat(session.transport().cursorProperty().get()).isEqualTo(3);
        assertThat(session.undoNameProperty().get()).isEqualTo("Pin run");
        session.undo();
        session.undo();
        settle();
        assertThat(run("adam/2").iteration()).as("removed before, back by undo").isEqualTo(7);
        session.undo();
        settle();
        assertThat(run("sgd/0").settings().get(RATE)).isEqualTo(0.05);
    }

    @Test
    void aPastThatARestartEndedComesBackByUndo() {
        session.trainTo(4);
        settle();
        session.restart();
        settle();
        session.putAside();
        show(PRESET, 0, false, "sgd");
        session.comeBack();
        settle();
        assertThat(run("sgd/0").iteration()).isZero();
        session.undo();
        settle();
        assertThat(run("sgd/0").iteration()).isEqualTo(4);
    }

    @Test
    void aChangeThatARunHadNotGotToIsAskedForAgain() {
        session.edit(null, RATE, 0.4, "Change η"); // and nobody has executed it yet
        session.putAside();
        show(PRESET, 0, false, "sgd");
        session.comeBack();
        settle();
        assertThat(run("sgd/0").settings().get(RATE)).isEqualTo(0.4);
    }

    @Test
    void runsWhoseSettingsAgreeKeepTheirPasts() {
        session.putAside();
        show(PRESET, 6, false, "sgd");
        Run kept = run("sgd/0");
        assertThat(kept.iteration()).isEqualTo(6);

        show(PRESET, 0, false, "sgd", "adam/0");
        assertThat(run("sgd/0")).isSameAs(kept);
        assertThat(kept.iteration()).isEqualTo(6);
        assertThat(run("adam/0").iteration()).isZero();
        assertThat(session.transport().cursorProperty().get()).isZero();

        show(FASTER, 0, false, "sgd");
        assertThat(run("sgd/0").settings().get(RATE)).isEqualTo(0.1);
        assertThat(run("sgd/0").iteration()).isZero();

        show(PRESET, 0, false, "sgd");
        assertThat(run("sgd/0").iteration()).as("shown before").isEqualTo(6);
        assertThat(run("sgd/0").settings().get(RATE)).isEqualTo(0.05);
    }

    @Test
    void aRunThatWasChangedByHandStartsAnew() {
        session.putAside();
        show(PRESET, 4, false, "sgd");
        session.edit(null, RATE, 0.4, "Change η");
        settle();
        show(PRESET, 0, false, "sgd");
        assertThat(run("sgd/0").iteration()).isZero();
        assertThat(run("sgd/0").settings().get(RATE)).isEqualTo(0.05);
        assertThat(run("sgd/0").events()).isEmpty();
    }

    @Test
    void whatIsToBePredictedIsNotShownThoughItIsKnown() {
        session.putAside();
        show(PRESET, 9, false, "sgd");
        show(PRESET, 0, true, "sgd");
        assertThat(run("sgd/0").iteration()).isZero();
        assertThat(session.transport().reachedProperty().get()).isZero();
        show(PRESET, 0, false, "sgd");
        assertThat(run("sgd/0").iteration()).isEqualTo(9);
    }

    @Test
    void lockedRunsDoNotTrain() {
        session.transport().lockedProperty().set(true);
        session.togglePlay();
        settle();
        session.step();
        settle();
        assertThat(session.takeStep("adam")).isEmpty();
        assertThat(run("sgd/0").iteration()).isZero();
        session.transport().lockedProperty().set(false);
        session.step();
        settle();
        assertThat(run("sgd/0").iteration()).isOne();
        session.transport().lockedProperty().set(true);
        session.restart();
        settle();
        assertThat(run("sgd/0").iteration()).isOne();
    }
}
