package adjointlab.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Problems;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.store.LabDocument;
import adjointlab.panel.kit.PanelContext;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.model.InspectorModel;
import adjointlab.ui.model.RunItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SessionTest extends SessionScene {
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
}
