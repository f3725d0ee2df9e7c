package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.curvature.LayerGatherer;
import adjointlab.core.family.Model;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Adam;
import adjointlab.core.optim.Evidence;
import adjointlab.core.optim.FreeHorizon;
import adjointlab.core.optim.Grouped;
import adjointlab.core.optim.Grouped.Group;
import adjointlab.core.optim.Lbfgs;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.optim.Sgd;
import adjointlab.core.optim.Snopt;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Groups of weights with an optimizer each.
class GroupedTest {
    private static final Optimizer SGD = new Sgd(0.1, 0.9, false, 0.01);
    private static final Optimizer ADAM = new Adam(0.05, 0.9, 0.99, 1e-8, new Adam.WeightDecay(0, false));

    /// A series' model: a perceptron as field, a gated unit, a linear read-out.
    private static Settings series(String around, String... changes) {
        List<String> all = new ArrayList<>(List.of(
                "problem.samples=4",
                "problem.test=2",
                "problem.length=8",
                "problem.window=5",
                "problem.stride=5",
                "problem.forecast=2",
                "jump.id=gru",
                "jump.hidden=3",
                "field.widths=5",
                "gradient.id=continuous",
                "optimizer.id=snopt",
                "optimizer.refresh=2",
                "optimizer.gridStep=0.25",
                "around.id=" + around));
        all.addAll(List.of(changes));
        return Overrides.apply(Presets.get("sequence-circuit"), all).settings();
    }

    private static double[] range(double[] values, int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }

    @Test
    void eachGroupIsUpdatedAsIfItWereAlone() {
        List<Group> groups = List.of(new Group(3, SGD), new Group(2, ADAM), new Group(4, SGD));
        Grouped grouped = new Grouped(groups);
        double[] theta = new Random(1).doubles(9).toArray();
        OptimizerState state = grouped.init(9);
        assertThat(state.slots()).isEqualTo(1 + 2 + 1);
        Evidence evidence = new Evidence();
        List<double[]> alone = List.of(range(theta, 0, 3), range(theta, 3, 5), range(theta, 5, 9));
        List<OptimizerState> states = groups.stream()
                .map(group -> group.optimizer().init(group.parameters()))
                .toList();
        Random random = new Random(2);
        for (int update = 0; update < 10; update++) {
            double[] gradient = random.doubles(9, -1, 1).toArray();
            evidence.with(Math.pow(0.8, update), Double.NaN, Double.NaN);
            // a failed step is taken back
            double[] good = theta.clone();
            OptimizerState before = state.copy();
            grouped.update(theta, gradient, state, evidence);
            System.arraycopy(good, 0, theta, 0, good.length);
            state.copyFrom(before);
            // a state may be another object with the same numbers
            OptimizerState now = update % 3 == 2 ? state.copy() : state;
            grouped.update(theta, gradient, now, evidence);
            state = now;
            int from = 0;
            for (int g = 0; g < groups.size(); g++) {
                int to = from + groups.get(g).parameters();
                groups.get(g).optimizer().update(alone.get(g), range(gradient, from, to), states.get(g), evidence);
                assertThat(range(theta, from, to))
                        .as("group %d, update %d", g, update)
                        .containsExactly(alone.get(g));
                from = to;
            }
            assertThat(state.updates()).isEqualTo(update + 1);
        }
    }

    /// SNOpt of the field's layers alone, Adam of everything else, bit for bit.
    @Test
    void secondOrderStepsInsideTheSolveGoWithAdamAroundIt() {
        Settings settings = series("adam");
        Experiment experiment = Experiments.build(settings);
        Model model = experiment.model();
        int inside = model.field().parameters().size();
        int p = model.parameters().size();
        Grouped grouped = (Grouped) experiment.training().optimizer();
        assertThat(grouped.groups()).extracting(Group::parameters).containsExactly(inside, p - inside);
        Snopt snopt = (Snopt) grouped.groups().getFirst().optimizer();
        Adam adam = (Adam) grouped.groups().getLast().optimizer();
        List<DenseLayer> layers = model.field().denseLayers();
        assertThat(model.denseLayers()).hasSizeGreaterThan(layers.size());
        assertThat(grouped.factored(model.denseLayers())).isEqualTo(layers).hasSize(2);

        Trainer trainer = new Trainer(experiment, Experiments.startWeights(settings, experiment));
        OptimizerState ofField = snopt.init(inside, layers);
        OptimizerState around = adam.init(p - inside);
        assertThat(trainer.checkpoint().optimizer().slots()).isEqualTo(ofField.slots() + around.slots());
        Pipeline pipeline = new Pipeline(experiment);
        LayerGatherer gatherer =
                new LayerGatherer(model, pipeline, snopt.layerSampling().orElseThrow(), layers);
        Evidence evidence = new Evidence().with(1, Double.NaN, Double.NaN).with(gatherer.factors());
        trainer.evaluate(Cancellation.NEVER);
        for (int update = 0; update < 5; update++) {
            double[] theta = trainer.theta().clone();
            double[] gradient = trainer.evaluation().gradient().clone();
            pipeline.goTo(update);
            pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER);
            gatherer.begin(theta, update % 2 == 0);
            pipeline.backward(theta, gatherer, Cancellation.NEVER);
            gatherer.gatherEnds(pipeline);
            assertThat(gatherer.factors().fresh()).isEqualTo(update % 2 == 0);
            double[] first = range(theta, 0, inside);
            snopt.update(first, range(gradient, 0, inside), ofField, evidence);
            double[] rest = range(theta, inside, p);
            adam.update(rest, range(gradient, inside, p), around, evidence);

            assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
            assertThat(range(trainer.theta(), 0, inside))
                    .as("field, update %d", update)
                    .containsExactly(first);
            assertThat(range(trainer.theta(), inside, p))
                    .as("around, update %d", update)
                    .containsExactly(rest);
        }
    }

    @Test
    void changesOnTheWayKeepWhatTheyCan() {
        Settings settings = series("adam");
        Experiment experiment = Experiments.build(settings);
        Trainer trainer = new Trainer(experiment, Experiments.startWeights(settings, experiment));
        trainer.step(Cancellation.NEVER);
        trainer.step(Cancellation.NEVER);
        Experiment faster = Experiments.build(series("adam", "around.learningRate=0.1", "optimizer.learningRate=0.02"));
        trainer.reconfigure(faster);
        assertThat(trainer.checkpoint().optimizer().updates())
                .as("the same kinds")
                .isEqualTo(2);
        trainer.reconfigure(Experiments.build(series("sgd")));
        assertThat(trainer.checkpoint().optimizer().updates())
                .as("another kind around")
                .isZero();
        trainer.step(Cancellation.NEVER);
        trainer.reconfigure(Experiments.build(series("same")));
        assertThat(trainer.checkpoint().optimizer().updates()).as("one for all").isZero();
        assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
    }

    @Test
    void kindsAreThoseOfAllGroups() {
        Grouped one = new Grouped(List.of(new Group(2, SGD), new Group(3, ADAM)));
        assertThat(one.sameKind(new Grouped(List.of(new Group(2, new Sgd(1, 0, false, 0)), new Group(3, ADAM)))))
                .isTrue();
        assertThat(one.sameKind(new Grouped(List.of(new Group(2, ADAM), new Group(3, SGD)))))
                .isFalse();
        assertThat(one.sameKind(new Grouped(List.of(new Group(3, SGD), new Group(2, ADAM)))))
                .isFalse();
        assertThat(one.sameKind(new Grouped(List.of(new Group(5, SGD))))).isFalse();
        assertThat(one.sameKind(SGD)).isFalse();
        FreeHorizon.Policy policy =
                new FreeHorizon.Policy(FreeHorizon.Kind.FIRST_ORDER, 0.1, 0, new FreeHorizon.Averaging(0.9, 1, 0.1));
        assertThat(new FreeHorizon(one, policy).sameKind(new FreeHorizon(one, policy)))
                .isTrue();
        assertThat(new FreeHorizon(one, policy).sameKind(new FreeHorizon(SGD, policy)))
                .isFalse();
    }

    @Test
    void aLearnedHorizonStandsBehindTheGroups() {
        Settings settings = Overrides.apply(
                        Presets.get("learn-spiral"),
                        List.of(
                                "family.readOut=linear",
                                "field.widths=4",
                                "horizon.id=feedback",
                                "gradient.id=continuous",
                                "around.id=adam"))
                .settings();
        Experiment experiment = Experiments.build(settings);
        Trainer trainer = new Trainer(experiment, Experiments.startWeights(settings, experiment));
        double[] before = trainer.theta().clone();
        int last = before.length - 1;
        double gradient = trainer.evaluate(Cancellation.NEVER).gradient()[last - 1];
        assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
        assertThat(trainer.theta()[last - 1] - before[last - 1])
                .as("Adam's first step, of the read-out's last bias")
                .isCloseTo(-Math.signum(gradient) * 0.05, within(1e-6));
        for (int update = 1; update < 60; update++) {
            assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
        }
        assertThat(trainer.theta()[last]).as("t₁").isNotEqualTo(before[last]);
    }

    @Test
    void whatGoesIntoNoGroupIsRefused() {
        Optimizer search = new Lbfgs(1, 5, new Lbfgs.Search(1e-4, 0.9, 10));
        assertThatThrownBy(() -> new Grouped(List.of(new Group(1, search), new Group(1, SGD))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("need the gradient only");
        assertThatThrownBy(() -> new Grouped(List.of(new Group(1, SGD), new Group(1, search))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Grouped(List.of(new Group(1, SGD), new Group(1, SGD))).init(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("groups of 2 weights do not fit a model of 3");
    }
}
