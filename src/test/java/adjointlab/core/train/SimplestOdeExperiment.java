package adjointlab.core.train;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.LinearField;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.optim.Adam;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Schedule;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.problem.dynamics.LinearSystem;
import adjointlab.core.problem.dynamics.SimplestOde;
import adjointlab.core.rollout.Experiment;
import java.util.List;

/// The simplest ODE with whatever a test varies.
public final class SimplestOdeExperiment {
    public static final AdjointMethod CONTINUOUS = new ContinuousAdjoint(ErrorNorms.BLOCKS);
    public static final Optimizer ADAM = new Adam(0.05, 0.9, 0.999, 1e-8, Adam.WeightDecay.NONE);

    private SimplestOdeExperiment() {}

    public static Experiment of(SimplestOde ode, Optimizer optimizer) {
        return of(ode, optimizer, CONTINUOUS, 1e-7);
    }

    public static Experiment of(SimplestOde ode, Optimizer optimizer, AdjointMethod gradient, double tolerance) {
        return new Experiment(
                new Experiment.Task(
                        new LinearSystem(
                                1, List.of(ode.target()), ode.horizon(), ode.variance(), new LinearSystem.Moments()),
                        new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                new Node(Parts.ReadOut.IDENTITY)
                        .build((_, dim) -> new LinearField(dim, LinearField.Coupling.FREE), 1, 1),
                new Experiment.Numerics(TestSettings.adaptive("dopri5", tolerance), gradient),
                new Experiment.Training(optimizer, Schedule.CONSTANT, Clipping.NONE),
                1);
    }
}
