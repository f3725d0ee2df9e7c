package adjointlab.lab.run;

import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Clippings;
import adjointlab.core.catalog.Controllers;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.FirstStepRules;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Horizons;
import adjointlab.core.catalog.Initializers;
import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Losses;
import adjointlab.core.catalog.Norms;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Schedules;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.catalog.Studies;
import adjointlab.core.family.Model;
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
import java.util.Optional;
import java.util.function.Supplier;

/// Builds what settings say.
public final class Experiments {
    private Experiments() {}

    /// The experiment of these settings.
    ///
    /// @throws IllegalArgumentException if choices do not fit together, in one sentence
    public static Experiment build(Settings settings) {
        Problem problem = create(Problems.CATALOG, settings, "problem");
        Horizon horizon = create(Horizons.CATALOG, settings, "horizon");
        Optimizer optimizer = create(Optimizers.CATALOG, settings, "optimizer");
        Loss loss = create(Losses.CATALOG, settings, "loss");
        Model model = create(Families.CATALOG, settings, "family")
                .build(create(Fields.CATALOG, settings, "field"), problem.shape(), problem.outputDim());
        if (loss instanceof CrossEntropy && !model.yieldsProbabilities()) {
            throw new InvalidValueException(
                    "the cross-entropy needs probabilities; choose the softmax head as the family's read-out");
        }
        return new Experiment(
                new Experiment.Task(problem, loss),
                until(horizon, model, () -> problem.data(settings.whole("seed"))),
                new Experiment.Numerics(
                        Integration.settings(
                                create(Solvers.CATALOG, settings, "solver"),
                                new Integration.Adaptivity(
                                        create(Norms.CATALOG, settings, "solver.norm"),
                                        create(Controllers.CATALOG, settings, "solver.controller"),
                                        create(FirstStepRules.CATALOG, settings, "solver.firstStep")),
                                settings.shared("solver")),
                        create(Gradients.CATALOG, settings, "gradient")),
                new Experiment.Training(
                        horizon.learning()
                                .<Optimizer>map(policy -> new FreeHorizon(optimizer, policy))
                                .orElse(optimizer),
                        create(Schedules.CATALOG, settings, "schedule"),
                        create(Clippings.CATALOG, settings, "clipping")),
                settings.whole("seed"));
    }

    private static Model until(Horizon horizon, Model model, Supplier<ProblemData> data) {
        return switch (horizon) {
            case Horizon.Given _ -> model;
            case Horizon.Constant(double end) -> new Rescaled(model, span(data.get()), end, false).build();
            case Horizon.Learned learned -> new Rescaled(model, span(data.get()), learned.start(), true).build();
        };
    }

    private static Rescaled.Span span(ProblemData data) {
        return new Rescaled.Span(data.start(), data.end() - data.start());
    }

    /// What the settings want to be studied; nothing where they train.
    public static Optional<Study> study(Settings settings) {
        return Studies.CATALOG.get(settings.id("study")).create(settings.values("study"));
    }

    /// Start weights [p] of an experiment, from the settings' initialiser and seed.
    public static double[] startWeights(Settings settings, Experiment experiment) {
        return weights(settings, experiment, 0);
    }

    /// Random weights [p] of an experiment, from the settings' initialiser and seed.
    ///
    /// @param draw 0 for those that training starts from, any other for independent ones
    static double[] weights(Settings settings, Experiment experiment, int draw) {
        double[] theta = new double[experiment.model().parameters().size()];
        create(Initializers.CATALOG, settings, "init")
                .fill(
                        experiment.model().parameters(),
                        RandomStreams.of(settings.whole("seed"), draw == 0 ? "init" : "init " + draw),
                        theta);
        experiment.model().start(theta);
        return theta;
    }

    private static <T> T create(Catalog<T> catalog, Settings settings, String slot) {
        return catalog.get(settings.id(slot)).create(settings.values(slot));
    }
}
