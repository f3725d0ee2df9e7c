package adjointlab.lab.run;

import adjointlab.core.catalog.Clippings;
import adjointlab.core.catalog.Controllers;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.FirstStepRules;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Initializers;
import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Losses;
import adjointlab.core.catalog.Norms;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Schedules;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Problem;
import adjointlab.core.train.Experiment;
import adjointlab.lab.preset.Settings;

/// Builds what settings say.
public final class Experiments {
    private Experiments() {}

    /// The experiment of these settings.
    ///
    /// @throws IllegalArgumentException if choices do not fit together, in one sentence
    public static Experiment build(Settings settings) {
        Problem problem = create(Problems.CATALOG, settings, "problem");
        return new Experiment(
                new Experiment.Task(problem, create(Losses.CATALOG, settings, "loss")),
                create(Families.CATALOG, settings, "family")
                        .build(create(Fields.CATALOG, settings, "field"), problem.dim(), problem.outputDim()),
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
                        create(Optimizers.CATALOG, settings, "optimizer"),
                        create(Schedules.CATALOG, settings, "schedule"),
                        create(Clippings.CATALOG, settings, "clipping")),
                settings.whole("seed"));
    }

    /// Start weights [p] of an experiment, from the settings' initialiser and seed.
    public static double[] startWeights(Settings settings, Experiment experiment) {
        double[] theta = new double[experiment.family().parameters().size()];
        create(Initializers.CATALOG, settings, "init")
                .fill(
                        experiment.family().parameters(),
                        RandomStreams.of(settings.whole("seed"), "init"),
                        theta);
        experiment.family().start(theta);
        return theta;
    }

    private static <T> T create(Catalog<T> catalog, Settings settings, String slot) {
        return catalog.get(settings.id(slot)).create(settings.values(slot));
    }
}
