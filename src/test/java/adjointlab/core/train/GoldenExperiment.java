package adjointlab.core.train;

import adjointlab.core.Golden;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.Mlp;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Schedule;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import java.util.List;

/// The neural ODE, batch and loss of the golden section `gauss_newton`.
public final class GoldenExperiment {
    private GoldenExperiment() {}

    /// The experiment with whatever a test varies.
    public static Experiment of(SolverSettings solver, AdjointMethod gradient, Optimizer optimizer) {
        Mlp field = Golden.field("NODE", "tanh");
        ProblemData data = new ProblemData(
                Batch.ofRows(Golden.rows(Golden.ROOT.get("x0"))),
                0,
                new double[] {1},
                List.of(Batch.ofRows(Golden.rows(Golden.ROOT.get("target")))),
                ProblemData.Truth.UNKNOWN);
        return new Experiment(
                new Experiment.Task(new GivenData(data, 2), new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                new Node(Parts.ReadOut.IDENTITY).build((_, _) -> field, 2, 2),
                new Experiment.Numerics(solver, gradient),
                new Experiment.Training(optimizer, Schedule.CONSTANT, Clipping.NONE),
                1);
    }

    /// The golden weights.
    public static double[] weights() {
        return Golden.flatten(Golden.ROOT.get("weights").get("NODE"));
    }
}
