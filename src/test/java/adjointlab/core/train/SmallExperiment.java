package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.Model;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Landscape;
import adjointlab.core.optim.Landscapes;
import adjointlab.core.optim.Landscapes.NeuralOde;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Schedule;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import java.util.List;
import java.util.Map;

/// The neural ODE of the landscape that is written out by hand, as an experiment.
public final class SmallExperiment {
    public static final AdjointMethod DISCRETE = new DiscreteAdjoint(new DiscreteAdjoint.Everything());
    public static final Landscape LANDSCAPE = Landscapes.ALL.getLast();
    public static final Loss LOSS = new SquaredLoss(SquaredLoss.Weighting.HALF_MEAN);
    public static final Experiment.Numerics NUMERICS =
            new Experiment.Numerics(TestSettings.fixed("euler", NeuralOde.STEPS), DISCRETE);

    private SmallExperiment() {}

    public static Model family() {
        return new Node(Parts.ReadOut.IDENTITY)
                .build((in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.TANH, false), 2, 2);
    }

    public static ProblemData data() {
        return new ProblemData(
                Batch.ofRows(NeuralOde.initial()),
                0,
                new double[] {1},
                List.of(Batch.ofRows(NeuralOde.target())),
                ProblemData.Truth.UNKNOWN);
    }

    public static Experiment of(Experiment.Training training) {
        return of(LOSS, training);
    }

    public static Experiment of(Loss loss, Experiment.Training training) {
        return new Experiment(new Experiment.Task(new GivenData(DATA, 2), loss), FAMILY, NUMERICS, training, 1);
    }

    public static Experiment.Training plain(Optimizer optimizer) {
        return new Experiment.Training(optimizer, Schedule.CONSTANT, Clipping.NONE);
    }

    /// With the loss and the optimizer, without schedule and clipping.
    static Experiment with(Loss loss, Optimizer optimizer) {
        return of(loss, plain(optimizer));
    }

    /// An optimizer of the catalogue with its defaults but for these.
    static Optimizer optimizer(String id, Map<String, Object> values) {
        var entry = Optimizers.CATALOG.get(id);
        return entry.create(new Values(values).complete(entry.parameters()));
    }

    /// A training from the landscape's start after some updates.
    static Trainer after(Experiment experiment, int updates) {
        Trainer trainer = new Trainer(experiment, LANDSCAPE.start());
        for (int k = 0; k < updates; k++) {
            assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
        }
        return trainer;
    }

    /// [#LOSS], which counts how often it is looked at: once an evaluation of one time.
    static final class Counting implements Loss {
        private int calls;

        int calls() {
            return calls;
        }

        /// Starts counting anew.
        void forget() {
            calls = 0;
        }

        @Override
        public double value(Batch prediction, Batch target, Batch gOut) {
            calls++;
            return LOSS.value(prediction, target, gOut);
        }

        @Override
        public double ofSample(Batch prediction, Batch target, int sample) {
            return LOSS.ofSample(prediction, target, sample);
        }

        @Override
        public void curvature(Batch prediction, Batch target, Batch direction, Batch out) {
            LOSS.curvature(prediction, target, direction, out);
        }
    }

    private static final ProblemData DATA = data();
    private static final Model FAMILY = family();
}
