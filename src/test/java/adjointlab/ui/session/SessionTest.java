package adjointlab.ui.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Problems;
import adjointlab.core.math.Numbers;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.panel.kit.PanelContext;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.model.InspectorModel;
import adjointlab.ui.model.RunItem;
import adjointlab.ui.model.TransportModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The session without a window: the training service works in the test's own thread.
final class SessionTest {
    private static final String RATE = "optimizer.learningRate";

    private final TrainingService service = new TrainingService(0);
    private final List<PanelLayout> shown = new ArrayList<>();
    private Session session;
    private long now = 1;

    @BeforeEach
    void open() {
        session = new Session(service, Presets.get("simplest-fig-2"), shown::add, () -> now);
        session.open(Presets.get("simplest-fig-2"));
        session.setSpeed(0);
        settle();
    }

    @AfterEach
    void close() {
        session.close();
    }

    /// Lets the service do what it was asked, then half a second pass.
    private void settle() {
        service.drain(Cancellation.NEVER);
        now += 500_000_000L;
        session.refresh();
    }

    private void steps(int count) {
        for (int i = 0; i < count; i++) {
            session.step();
            settle();
        }
    }

    private FieldModel field(String path) {
        return session.inspector().groups().stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private Run run(String name) {
        return session.runs().stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void opensAPresetWithItsRunsTextAndLayout() {
        assertThat(session.runs()).hasSize(30);
        assertThat(session.runList().runs()).hasSize(30);
        assertThat(session.inspector().aboutProperty().get().title())
                .isEqualTo(session.preset().info().title());
        assertThat(shown).last().isEqualTo(session.preset().layout());
        assertThat(session.undoNameProperty().get()).isEmpty();
    }

    /// "adam/0" is one thing here, "Adam a₀ = 0", and another there.
    @Test
    void aRunIsNotCalledAsOneOfTheSameNameWasInThePresetBefore() {
        session.open(Presets.get("second-order-circle"));
        assertThat(session.runList().runs()).hasSize(15).allSatisfy(item -> assertThat(
                        item.name() + " " + item.detail())
                .isEqualTo(run(item.id()).identity().label()));
    }

    @Test
    void theFirstFieldsAreTheOnesOfTheFormula() {
        InspectorModel.Group first = session.inspector().groups().getFirst();
        assertThat(first.fields().stream().map(FieldModel::path))
                .contains(RATE, "problem.horizon", "problem.target", "problem.sigma2");
    }

    @Test
    void undoBringsBackWhatARestartEnded() {
        steps(3);
        field(RATE).edit(0.2);
        steps(2);
        double loss = run("sgd/2").log().get("loss", 5);

        session.restart();
        settle();
        assertThat(session.runs()).allSatisfy(run -> {
            assertThat(run.iteration()).isZero();
            assertThat(run.settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)))
                    .isEqualTo(0.2);
        });

        session.undo();
        settle();
        assertThat(session.runs()).allSatisfy(run -> assertThat(run.iteration()).isEqualTo(5));
        assertThat(run("sgd/2").log().get("loss", 5)).isEqualTo(loss);
        assertThat(run("sgd/2").events()).hasSize(1);
        assertThat(session.runs()).hasSize(30);

        session.redo();
        settle();
        assertThat(session.runs()).allSatisfy(run -> assertThat(run.iteration()).isZero());
    }

    @Test
    void aChangeIsSeenBeforeTheRunsGetToIt() {
        steps(3);
        field("problem.horizon").edit(1.5);
        PanelContext.Shown first = session.context(false).runs().getFirst();

        assertThat(first.run().settings().get(Slots.PROBLEM.at(Problems.HORIZON)))
                .isEqualTo(1);
        assertThat(first.run().asked().get(Slots.PROBLEM.at(Problems.HORIZON))).isEqualTo(1.5);
        assertThat(first.asked()).isEqualTo(first.run().asked());

        settle();
        assertThat(first.run().settings().get(Slots.PROBLEM.at(Problems.HORIZON)))
                .isEqualTo(1.5);
    }

    @Test
    void aDragIsALiveChangeOfEveryRunAndOneStepOfUndo() {
        steps(3);
        FieldModel rate = field(RATE);
        rate.begin();
        rate.slide(0.7);
        rate.slide(0.8);
        rate.end();
        settle();
        double dragged = (Double) rate.value();
        assertThat(session.runs()).allSatisfy(run -> {
            assertThat(run.settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)))
                    .isEqualTo(dragged);
            assertThat(run.iteration()).isEqualTo(3);
            assertThat(run.events()).hasSize(1);
        });
        assertThat(session.transport().events()).hasSize(1);
        session.undo();
        settle();
        assertThat(session.runs())
                .allSatisfy(run -> assertThat(run.settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)))
                        .isEqualTo(0.05));
        assertThat(rate.value()).isEqualTo(0.05);
        assertThat(session.undoNameProperty().get()).isEmpty();
        session.redo();
        settle();
        assertThat(session.preset().settings().get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE)))
                .isEqualTo(dragged);
    }

    @Test
    void aChangeThatNeedsARestartBranchesFromTheStartAndKeepsWhatWasTrained() {
        steps(3);
        List<Run> trained = session.runs();
        field("problem.population").edit("sample");
        settle();
        List<Run> anew = new ArrayList<>(session.runs());
        anew.removeAll(trained);
        assertThat(anew).hasSameSizeAs(trained).allSatisfy(run -> {
            assertThat(run.iteration()).isZero();
            assertThat(run.startSettings().get("problem.population")).isEqualTo("sample");
        });
        assertThat(trained).allSatisfy(run -> {
            assertThat(run.iteration()).isEqualTo(3);
            assertThat(item(run).visibleProperty().get()).isFalse();
        });
        session.undo();
        settle();
        assertThat(session.runs()).containsExactlyElementsOf(trained);
        assertThat(trained).allMatch(run -> item(run).visibleProperty().get());
    }

    @Test
    void aChangeThatNeedsARestartStartsUntrainedRunsAnewWhereTheyAre() {
        List<Run> runs = session.runs();
        field("problem.population").edit("sample");
        settle();
        assertThat(session.runs()).containsExactlyElementsOf(runs);
        assertThat(runs)
                .allMatch(run -> run.startSettings().get("problem.population").equals("sample"));
    }

    private RunItem item(Run run) {
        return session.runList().runs().stream()
                .filter(item -> item.id().equals(run.name()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSettingInWhichTheRunsDifferIsChangedInTheRunInFocusOnly() {
        session.open(Presets.get("simplest-horizon-cliff"));
        settle();
        List<Double> before = session.runs().stream()
                .map(run -> run.settings().get(Slots.PROBLEM.at(Problems.HORIZON)))
                .toList();
        session.runList().selectedProperty().set(session.runs().get(1).name());
        field("problem.horizon").edit(1.25);
        settle();
        List<Double> after = session.runs().stream()
                .map(run -> run.settings().get(Slots.PROBLEM.at(Problems.HORIZON)))
                .toList();
        assertThat(after.get(1)).isEqualTo(1.25);
        assertThat(after.get(0)).isEqualTo(before.get(0));
        assertThat(after.subList(2, after.size())).isEqualTo(before.subList(2, before.size()));
    }

    @Test
    void scrubbingBackHoldsTheCursorAndTheEndFollowsAgain() {
        steps(5);
        session.scrub(2);
        assertThat(session.context(false).iteration()).isEqualTo(2);
        session.step();
        assertThat(session.transport().cursorProperty().get()).isEqualTo(3);
        assertThat(run("sgd/-4").iteration()).isEqualTo(5);
        session.scrub(99);
        steps(1);
        assertThat(session.transport().cursorProperty().get()).isEqualTo(6);
    }

    @Test
    void aBranchHasItsParentsPastAndUndoTakesItAway() {
        steps(6);
        session.scrub(4);
        session.runList().selectedProperty().set("adam/0.5");
        String name = session.branch(null);
        settle();
        assertThat(run(name).iteration()).isEqualTo(4);
        assertThat(run(name).log().values("loss"))
                .isEqualTo(run("adam/0.5").log().values("loss", 5));
        session.undo();
        assertThat(session.runs()).hasSize(30);
        session.redo();
        settle();
        assertThat(run(name).log().values("loss"))
                .isEqualTo(run("adam/0.5").log().values("loss", 5));
    }

    @Test
    void aRemovedRunComesBackWithItsPast() {
        steps(3);
        double[] losses = run("sgd/2").log().values("loss");
        session.remove("sgd/2");
        assertThat(session.runs()).hasSize(29);
        session.undo();
        settle();
        assertThat(run("sgd/2").log().values("loss")).isEqualTo(losses);
        assertThat(session.runList().runs().stream().map(RunItem::id).toList().indexOf("sgd/2"))
                .isEqualTo(9);
    }

    @Test
    void panelsSeeVisibleRunsAndTheHoveredOneStandsOut() {
        session.marks().setVisible("sgd/-4", false);
        session.runList().hoveredProperty().set(Set.of("sgd/-3"));
        List<PanelContext.Shown> runs = session.context(false).runs();
        assertThat(runs).hasSize(29);
        assertThat(runs.getFirst().run().name()).isEqualTo("sgd/-3");
        assertThat(runs.getFirst().style().emphasis()).isEqualTo(Emphasis.STRONG);
        assertThat(runs.get(1).style().emphasis()).isEqualTo(Emphasis.FADED);
    }

    @Test
    void pointingAtAnIterationShowsItWhileItLasts() {
        steps(5);
        session.pointedIterationProperty().set(2);
        assertThat(session.context(false).iteration()).isEqualTo(2);
        session.pointedIterationProperty().set(400);
        assertThat(session.context(false).iteration()).isEqualTo(5);
        session.pointedIterationProperty().set(-1);
        assertThat(session.context(false).iteration()).isEqualTo(5);
    }

    @Test
    void aRunThatDivergesSaysWhyAndTheOthersGoOn() {
        session.open(Presets.get("simplest-horizon-cliff"));
        settle();
        session.togglePlay();
        settle();
        RunItem diverged = session.runList().runs().stream()
                .filter(item -> item.stateProperty().get() == RunItem.State.DIVERGED)
                .findFirst()
                .orElseThrow();
        assertThat(diverged.troubleProperty().get()).isNotBlank();
        assertThat(session.runs().stream().filter(run -> run.state() instanceof RunState.Finished))
                .isNotEmpty();
    }

    @Test
    void theDocumentOpensAgainAsItWas() {
        steps(4);
        session.marks().setNote("adam/2", "the one that overshoots");
        session.marks().setPinned("adam/2", true);
        session.scrub(1);
        LabDocument document = session.document();
        session.open(Presets.get("simplest-rotation"));
        settle();
        session.open(document);
        settle();
        assertThat(session.runs()).hasSize(30).allSatisfy(run -> assertThat(run.iteration())
                .isEqualTo(4));
        assertThat(session.transport().cursorProperty().get()).isEqualTo(1);
        RunItem item = session.runList().runs().stream()
                .filter(each -> each.id().equals("adam/2"))
                .findFirst()
                .orElseThrow();
        assertThat(item.noteProperty().get()).isEqualTo("the one that overshoots");
        assertThat(item.pinnedProperty().get()).isTrue();
    }

    @Test
    void aNewSeedIsAStepOfUndo() {
        int seed = session.preset().settings().get(Slots.SEED);
        session.newSeed();
        settle();
        assertThat(session.preset().settings().get(Slots.SEED)).isNotEqualTo(seed);
        session.undo();
        settle();
        assertThat(session.preset().settings().get(Slots.SEED)).isEqualTo(seed);
    }

    @Test
    void playingAtTheEndPlaysBackWhatWasRecorded() {
        session.togglePlay();
        settle();
        assertThat(session.transport().reachedProperty().get()).isEqualTo(200);
        session.togglePlay();
        settle();
        settle();
        int cursor = session.transport().cursorProperty().get();
        assertThat(cursor).isStrictlyBetween(0, 200);
        for (int i = 0; i < 20; i++) {
            settle();
        }
        assertThat(session.transport().cursorProperty().get()).isEqualTo(200);
        assertThat(session.transport().playingProperty().get()).isFalse();
    }

    @Test
    void aStepOfAnotherOptimizerIsABranchThatUndoTakesBack() {
        steps(4);
        session.runList().selectedProperty().set("sgd/2");
        session.scrub(2);
        String name = session.takeStep("natural-gradient");
        settle();
        Run branch = run(name);
        assertThat(branch.iteration()).isEqualTo(3);
        assertThat(branch.settings().id(Slots.OPTIMIZER)).isEqualTo("natural-gradient");
        assertThat(branch.log().get("loss", 2)).isEqualTo(run("sgd/2").log().get("loss", 2));
        assertThat(branch.log().get("loss", 3)).isNotEqualTo(run("sgd/2").log().get("loss", 3));
        assertThat(run("sgd/2").iteration()).isEqualTo(4);

        session.undo();
        settle();
        assertThat(session.runs()).hasSize(30);
        session.redo();
        settle();
        assertThat(run(name).settings().id(Slots.OPTIMIZER)).isEqualTo("natural-gradient");
        assertThat(run(name).iteration()).isEqualTo(3);
    }

    @Test
    void aStepFromTheEndOfAFinishedRunGoesOneFurther() {
        session.runs().forEach(each -> service.change(each, "iterations", 2));
        settle();
        steps(2);
        session.scrub(2);
        session.runList().selectedProperty().set("adam/2");
        String name = session.takeStep("adam");
        settle();
        assertThat(run(name).iteration()).isEqualTo(3);
        assertThat(run("adam/2").iteration()).isEqualTo(2);
    }

    private RunItem item(String name) {
        return session.runList().runs().stream()
                .filter(item -> item.id().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String readout(String label) {
        return session.inspector().readouts().stream()
                .filter(readout -> readout.label().startsWith(label))
                .findFirst()
                .orElseThrow()
                .value();
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
}
