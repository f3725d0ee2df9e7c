package adjointlab.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.compose.Caption;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunRecord;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.panel.kit.LegendEntry;
import adjointlab.panel.kit.PanelContext.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a name says of a setting holds, whatever becomes of the setting.
final class NamesFollowSettingsTest extends SessionScene {
    private static final String MIDDLE = "sgd/0.01";

    @TempDir
    private Path folder;

    @BeforeEach
    void openRates() {
        openPreset("simplest-lemma-1");
        session.runList().selectedProperty().set(MIDDLE);
        settle();
        steps(3);
    }

    private void openPreset(String id) {
        session.open(Presets.get(id));
        session.setSpeed(0);
        settle();
    }

    private String listed(String run) {
        return (item(run).name() + " " + item(run).detail()).strip();
    }

    private List<String> drawn() {
        return session.context(false).runs().stream().map(Shown::label).toList();
    }

    @Test
    void aNameTellsTheRateThatTheRunHas() {
        assertThat(listed(MIDDLE)).isEqualTo("η = 0.01");
        String loss = item(MIDDLE).readoutProperty().get();
        assertThat(loss).isNotEmpty();

        field(RATE).edit(0.3);
        assertThat(listed(MIDDLE)).as("at once").isEqualTo("η = 0.3");
        assertThat(item(MIDDLE).readoutProperty().get()).as("nothing flashes").isEqualTo(loss);
        assertThat(drawn()).containsExactly("SGD η = 0.1", "SGD η = 0.3", "SGD η = 0.001");
        assertThat(LegendEntry.of(session.context(false)).stream().map(LegendEntry::label))
                .contains("η = 0.3")
                .doesNotContain("η = 0.01");
        steps(2);
        assertThat(session.inspector().readoutHeadingProperty().get()).endsWith("SGD η = 0.3");

        session.undo();
        settle();
        assertThat(listed(MIDDLE)).isEqualTo("η = 0.01");
        session.redo();
        settle();
        assertThat(listed(MIDDLE)).isEqualTo("η = 0.3");
    }

    @Test
    void theNameThatAPersonGaveStays() {
        session.marks().rename(MIDDLE, "middle");
        field(RATE).edit(0.3);
        settle();
        assertThat(listed(MIDDLE)).isEqualTo("middle");
        session.marks().rename(MIDDLE, "");
        assertThat(listed(MIDDLE)).isEqualTo("η = 0.3");
    }

    @Test
    void aStoredDocumentIsCalledAsItWas() throws Exception {
        field(RATE).edit(0.3);
        steps(2);
        Path file = folder.resolve("x.lab");
        LabFile.write(file, session.document());
        LabDocument read = LabFile.read(file);
        assertThat(read.runs().get(1).identity().label()).isEqualTo("SGD η = 0.3");
        openPreset("simplest-fig-2");
        session.open(read);
        settle();
        assertThat(listed(MIDDLE)).isEqualTo("η = 0.3");
        session.runList().selectedProperty().set(MIDDLE);
        settle();
        assertThat(field(RATE).value())
                .as("it goes on with what it was changed to")
                .isEqualTo(0.3);
        field(RATE).edit(0.01);
        settle();
        assertThat(listed(MIDDLE)).isEqualTo("η = 0.01");
    }

    /// A figure of an earlier iteration has the names of now and the settings of then.
    @Test
    void aCaptionSaysThatNamesTellWhatChangedLater() {
        steps(2);
        field(RATE).edit(0.3);
        steps(2);
        session.scrub(1);
        PanelState curves = new PanelState("loss-curves", Map.of(), false);
        assertThat(Caption.of(curves, session.context(false)).text())
                .contains("names tell what 1 of 3 changed to later");
        session.scrub(7);
        assertThat(Caption.of(curves, session.context(false)).text()).doesNotContain("names tell");
    }

    /// Documents once kept the names that the preset gave.
    @Test
    void anOldDocumentIsCalledByItsSettings() throws IOException {
        field(RATE).edit(0.3);
        steps(2);
        LabDocument now = session.document();
        List<RunRecord> stale = now.runs().stream()
                .map(record -> record.identity().name().equals(MIDDLE) ? record.labelled("SGD η = 0.01") : record)
                .toList();
        Path file = folder.resolve("old.lab");
        LabFile.write(file, new LabDocument(now.preset(), stale, now.view()));
        LabDocument read = LabFile.read(file);
        assertThat(read.runs())
                .extracting(record -> record.identity().label())
                .contains("SGD η = 0.3")
                .doesNotContain("SGD η = 0.01");
        session.open(read);
        settle();
        assertThat(listed(MIDDLE)).isEqualTo("η = 0.3");
    }

    @Test
    void aBranchIsCalledByTheSettingsOfItsPast() {
        field(RATE).edit(0.3);
        steps(3);
        session.scrub(2);
        String early = session.branch(MIDDLE);
        settle();
        assertThat(run(early).label()).isEqualTo("SGD η = 0.01 @ 2");
        assertThat(run(MIDDLE).label()).isEqualTo("SGD η = 0.3");
        session.scrub(6);
        settle();
        String late = session.branch(MIDDLE);
        settle();
        assertThat(run(late).label()).isEqualTo("SGD η = 0.3 @ 6");
    }

    /// A trained run cannot take another start: it is hidden, and another takes its place.
    @Test
    void aRunThatBeginsAnewTellsTheNewValueOnce() {
        openPreset("simplest-fig-2");
        session.runList().selectedProperty().set("sgd/-4");
        settle();
        steps(2);
        field("init.values").edit(List.of(-3.0));
        settle();
        Run anew = Objects.requireNonNull(session.focus());
        assertThat(anew.name()).isEqualTo("sgd/-4~2");
        assertThat(anew.label()).isEqualTo("SGD a₀ = −3");
        assertThat(run("sgd/-4").label()).isEqualTo("SGD a₀ = −4");
    }

    @Test
    void aRunBeforeItsFirstStepIsCalledByItsNewStart() {
        openPreset("simplest-fig-2");
        session.runList().selectedProperty().set("sgd/-4");
        settle();
        field("init.values").edit(List.of(-3.0));
        service.drain(Cancellation.NEVER);
        session.refresh();
        assertThat(listed("sgd/-4")).isEqualTo("SGD a₀ = −3");
        session.undo();
        service.drain(Cancellation.NEVER);
        session.refresh();
        assertThat(listed("sgd/-4")).isEqualTo("SGD a₀ = −4");
    }
}
