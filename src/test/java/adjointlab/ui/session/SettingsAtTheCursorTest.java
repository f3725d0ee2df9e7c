package adjointlab.ui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Problems;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Layer;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.PanelContext;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.model.TransportModel;
import org.junit.jupiter.api.Test;

/// Title row, list, inspector and panels show the settings of the iteration that is shown, and what was measured under
/// them.
final class SettingsAtTheCursorTest extends SessionScene {
    /// What the table of runs says beside the list.
    private String lossInTheTable(String name) {
        Layer.Table table = (Layer.Table) Panels.CATALOG
                .get("run-table")
                .createDefault()
                .figure(session.context(false))
                .plots()
                .getFirst()
                .layers()
                .getFirst();
        int row = session.runs().indexOf(run(name));
        return table.rows().get(row).get(table.header().indexOf("Loss"));
    }

    /// ½((e^{at} − e^{a*t})² σ²) of a = 2, t = 1.5 where the list and the inspector said t = 1 before.
    @Test
    void aChangeOfARestingRunIsMeasuredAndTheRecordStays() {
        session.runList().selectedProperty().set("sgd/2");
        settle();
        double recorded = run("sgd/2").log().get("loss", 0);
        field("problem.horizon").edit(1.5);
        session.refresh();
        assertThat(run("sgd/2").isOutdated()).isTrue();
        now += 500_000_000L;
        session.refresh();
        assertThat(item("sgd/2").outdatedProperty().get()).isTrue();
        assertThat(session.inspector().readoutHeadingProperty().get()).endsWith("BEFORE THE CHANGE");

        settle();
        double expected = 0.5 * Math.pow(Math.exp(3) - Math.exp(-1.5), 2);
        assertThat(run("sgd/2").value("loss", 0)).isCloseTo(expected, within(1e-4 * expected));
        assertThat(run("sgd/2").log().get("loss", 0)).isEqualTo(recorded);
        assertThat(item("sgd/2").outdatedProperty().get()).isFalse();
        assertThat(item("sgd/2").readoutProperty().get()).isEqualTo(Numbers.format(expected, 2));
        assertThat(readout("loss")).isEqualTo(Numbers.readout(run("sgd/2").value("loss", 0)));
        assertThat(session.inspector().readoutHeadingProperty().get()).doesNotContain("BEFORE");
        assertThat(lossInTheTable("sgd/2")).isEqualTo(Numbers.format(expected, 3));

        session.undo();
        settle();
        assertThat(run("sgd/2").value("loss", 0)).isEqualTo(recorded);
    }

    @Test
    void whatIsMeasuredForTheListChangesNoTraining() {
        TrainingService other = new TrainingService(0);
        try (other) {
            Run alone = other.open(Presets.get("simplest-fig-2")).stream()
                    .filter(each -> each.name().equals("adam/2"))
                    .findFirst()
                    .orElseThrow();
            other.drain(Cancellation.NEVER);
            other.advance(alone, 3);
            other.drain(Cancellation.NEVER);
            other.change(alone, "problem.horizon", 1.25);
            other.advance(alone, 6);
            other.drain(Cancellation.NEVER);

            steps(3);
            field("problem.horizon").edit(2.0);
            settle();
            field("problem.horizon").edit(1.25);
            settle();
            steps(3);
            assertThat(run("adam/2").log().values("loss")).isEqualTo(alone.log().values("loss"));
        }
    }

    @Test
    void whatOnlyConcernsUpdatesIsNoReasonToMeasure() {
        field(RATE).edit(0.3);
        assertThat(session.runs()).noneMatch(Run::isOutdated);
        settle();
        assertThat(session.runs()).noneMatch(Run::isOutdated);
    }

    @Test
    void aChangeUnderWhichNothingCanBeMeasuredSaysSo() {
        field("problem.horizon").edit(400.0);
        settle();
        Run run = run("sgd/2");
        assertThat(run.isOutdated()).isFalse();
        assertThat(run.value("loss", 0)).isNaN();
        assertThat(item("sgd/2").troubleProperty().get()).isNotEmpty();
        field("problem.horizon").edit(1.0);
        settle();
        assertThat(item("sgd/2").troubleProperty().get()).isEmpty();
    }

    @Test
    void thePastShowsTheSettingsOfThatTime() {
        steps(3);
        field("problem.horizon").edit(1.5);
        settle();
        steps(3);
        assertThat(field("problem.horizon").value()).isEqualTo(1.5);
        assertThat(session.inspector().asOfProperty().get()).isEmpty();

        session.scrub(2);
        settle();
        assertThat(field("problem.horizon").value()).isEqualTo(1.0);
        assertThat(session.inspector().asOfProperty().get()).contains("k = 2").contains("k = 6");

        session.pointedIterationProperty().set(5);
        settle();
        assertThat(field("problem.horizon").value()).isEqualTo(1.5);
        session.pointedIterationProperty().set(-1);
        settle();

        String branch = session.branch("sgd/0");
        settle();
        assertThat(session.wanted(run(branch)).get(Slots.PROBLEM.at(Problems.HORIZON)))
                .isEqualTo(1);
        assertThat(run(branch).settings()).isEqualTo(session.wanted(run(branch)));

        session.runList().selectedProperty().set("sgd/0");
        settle();
        assertThat(field("problem.horizon").value()).isEqualTo(1.0);
        field("problem.horizon").edit(2.0);
        settle();
        assertThat(session.transport().cursorProperty().get()).isEqualTo(6);
        assertThat(field("problem.horizon").value()).isEqualTo(2.0);
        assertThat(run("sgd/0").events()).last().satisfies(event -> assertThat(event.iteration())
                .isEqualTo(6));
    }

    @Test
    void aBranchFromTheNewestTakesOverWhatWasChangedThere() {
        steps(2);
        field("problem.horizon").edit(1.5);
        String branch = session.branch("sgd/0");
        settle();
        assertThat(session.wanted(run(branch)).get(Slots.PROBLEM.at(Problems.HORIZON)))
                .isEqualTo(1.5);
        assertThat(run(branch).settings()).isEqualTo(session.wanted(run(branch)));
        steps(1);
        assertThat(run(branch).log().get("loss", 3))
                .isEqualTo(run("sgd/0").log().get("loss", 3));
    }

    @Test
    void playingAfterAChangeAtTheEndTrainsOnUnderIt() {
        session.togglePlay();
        settle();
        field(RATE).edit(0.01);
        field("problem.horizon").edit(1.5);
        settle();
        session.togglePlay();
        settle();
        assertThat(session.transport().reachedProperty().get()).isEqualTo(400);
        assertThat(session.transport().cursorProperty().get()).isEqualTo(400);
        assertThat(run("sgd/0").log().get("loss", 200))
                .isNotEqualTo(run("sgd/0").log().get("loss", 201));

        session.undo();
        settle();
        assertThat(session.undoNameProperty().get()).startsWith("Change");
    }

    /// Runs of another seed stand beside those that have made all their iterations.
    @Test
    void theCursorFollowsWhatTrainsAndNotWhatHasEnded() {
        session.togglePlay();
        settle();
        session.newSeed();
        session.togglePlay();
        service.drain(() -> session.runs().stream().anyMatch(run -> run.iteration() == 138));
        session.refresh();
        assertThat(session.transport().reachedProperty().get()).isEqualTo(200);
        assertThat(session.transport().cursorProperty().get()).isBetween(137, 138);
        PanelContext context = session.context(false);
        assertThat(context.iteration()).isBetween(137, 138);
        session.scrub(180);
        session.refresh();
        assertThat(session.transport().cursorProperty().get()).isEqualTo(180);
        session.showNewest();
        settle();
        assertThat(session.transport().cursorProperty().get()).isEqualTo(200);
    }

    @Test
    void aDragWhileRunsTrainIsOneMarkOnTheTimeLine() {
        steps(2);
        FieldModel rate = field(RATE);
        rate.begin();
        for (int i = 1; i <= 5; i++) {
            rate.slide(0.4 + 0.05 * i);
            steps(1);
        }
        rate.end();
        steps(30);
        field(RATE).edit(0.01);
        settle();
        assertThat(run("sgd/0").events()).hasSize(6);
        assertThat(session.transport().events()).hasSize(2);
        TransportModel.Event drag = session.transport().events().getFirst();
        assertThat(drag.iteration()).isEqualTo(2);
        assertThat(drag.last()).isEqualTo(6);
        assertThat(drag.text()).startsWith("η 0.05 → ");
    }

    /// In lock-step some runs are one iteration ahead of the others.
    @Test
    void aDragWhileRunsTrainLetsTheCursorFollowThem() {
        session.togglePlay();
        service.drain(() -> run("sgd/-4").iteration() == 5 && run("adam/2").iteration() == 4);
        session.refresh();
        assertThat(session.transport().cursorProperty().get()).isEqualTo(4);
        session.runList().selectedProperty().set("sgd/-4");
        field("problem.horizon").edit(1.5);
        assertThat(session.transport().followingProperty().get()).isTrue();
        assertThat(session.context(false).runs())
                .allSatisfy(shown -> assertThat(shown.settings(4).get(Slots.PROBLEM.at(Problems.HORIZON)))
                        .isEqualTo(1.5));
        settle();
        assertThat(session.transport().cursorProperty().get()).isEqualTo(200);
    }

    /// A run that had broken by then keeps what held there.
    @Test
    void aBrokenRunKeepsTheSettingsThatItBrokeUnder() {
        field(RATE).edit(5.0);
        steps(4);
        Run broken = session.runs().stream()
                .filter(run -> run.state() instanceof RunState.Diverged)
                .findFirst()
                .orElseThrow();
        int reached = broken.iteration();
        field("problem.horizon").edit(1.5);
        settle();
        steps(2);
        session.scrub(reached + 1);
        PanelContext.Shown shown = session.context(false).runs().stream()
                .filter(each -> each.run() == broken)
                .findFirst()
                .orElseThrow();
        assertThat(shown.settings(reached).get(Slots.PROBLEM.at(Problems.HORIZON)))
                .isEqualTo(1);
    }

    /// What was changed before a run broke is what it broke under.
    @Test
    void aRunThatAChangeBrokeShowsTheChange() {
        field("problem.horizon").edit(2.2);
        field(RATE).edit(5.0);
        steps(3);
        Run broken = run("sgd/2");
        assertThat(broken.state()).isInstanceOf(RunState.Diverged.class);
        field("problem.horizon").edit(1.5);
        settle();
        session.scrub(2);
        PanelContext.Shown shown = session.context(false).runs().stream()
                .filter(each -> each.run() == broken)
                .findFirst()
                .orElseThrow();
        assertThat(shown.settings(broken.iteration()).get(Slots.PROBLEM.at(Problems.HORIZON)))
                .isEqualTo(2.2);
    }
}
