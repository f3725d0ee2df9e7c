package adjointlab.lab.run;

import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.family.ModelFamily;
import adjointlab.core.family.Rescaled;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.optim.FreeHorizon;
import adjointlab.core.optim.Horizon;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.problem.CrossEntropy;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.study.Study;
import adjointlab.core.train.Experiment;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.Optional;
import java.util.function.Supplier;

/// Builds what settings say.
public final class Experiments {
    private Experiments() {}

    /// The experiment of these settings.
    ///
    /// @throws IllegalArgumentException if choices do not fit together, in one sentence
    public static Experiment build(Settings settings) {
        Problem problem = settings.create(Slots.PROBLEM);
        Horizon horizon = settings.create(Slots.HORIZON);
        Optimizer optimizer = settings.create(Slots.OPTIMIZER);
        Loss loss = settings.create(Slots.LOSS);
        ModelFamily model =
                settings.create(Slots.FAMILY).build(settings.create(Slots.FIELD), problem.dim(), problem.outputDim());
        if (loss instanceof CrossEntropy && !model.yieldsProbabilities()) {
            throw new InvalidValueException(
                    "the cross-entropy needs probabilities; choose the softmax head as the family's read-out");
        }
        return new Experiment(
                new Experiment.Task(problem, loss),
                until(horizon, model, () -> problem.data(settings.get(Slots.SEED))),
                new Experiment.Numerics(
                        Integration.settings(
                                settings.create(Slots.SOLVER),
                                new Integration.Adaptivity(
                                        settings.create(Slots.NORM),
                                        settings.create(Slots.CONTROLLER),
                                        settings.create(Slots.FIRST_STEP)),
                                settings.shared(Slots.SOLVER)),
                        settings.create(Slots.GRADIENT)),
                new Experiment.Training(
                        horizon.learning()
                                .<Optimizer>map(policy -> new FreeHorizon(optimizer, policy))
                                .orElse(optimizer),
                        settings.create(Slots.SCHEDULE),
                        settings.create(Slots.CLIPPING)),
                settings.get(Slots.SEED));
    }

    private static ModelFamily until(Horizon horizon, ModelFamily model, Supplier<ProblemData> data) {
        return switch (horizon) {
            case Horizon.Given _ -> model;
            case Horizon.Constant(double end) -> new Rescaled(model, span(data.get()), end, false);
            case Horizon.Learned learned -> new Rescaled(model, span(data.get()), learned.start(), true);
        };
    }

    private static Rescaled.Span span(ProblemData data) {
        return new Rescaled.Span(data.start(), data.end() - data.start());
    }

    /// What the settings want to be studied; nothing where they train.
    public static Optional<Study> study(Settings settings) {
        return settings.create(Slots.STUDY);
    }

    /// Start weights [p] of an experiment, from the settings' initialiser and seed.
    public static double[] startWeights(Settings settings, Experiment experiment) {
        return weights(settings, experiment, 0);
    }

    /// Random weights [p] of an experiment, from the settings' initialiser and seed.
    ///
    /// @param draw 0 for those that training starts from, any other for independent ones
    static double[] weights(Settings settings, Experiment experiment, int draw) {
        double[] theta = new double[experiment.family().parameters().size()];
        settings.create(Slots.INIT)
                .fill(
                        experiment.family().parameters(),
                        RandomStreams.of(settings.get(Slots.SEED), draw == 0 ? "init" : "init " + draw),
                        theta);
        experiment.family().start(theta);
        return theta;
    }
}
