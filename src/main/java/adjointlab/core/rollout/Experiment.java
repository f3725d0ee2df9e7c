package adjointlab.core.rollout;

import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.family.Model;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Schedule;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.Problem;

/// Everything that a training is made of, built and immutable.
///
/// @param task what is to be learned
/// @param model the model
/// @param numerics how it is solved and differentiated
/// @param training how its weights change
/// @param seed of whatever is random in the task's data
public record Experiment(Task task, Model model, Numerics numerics, Training training, long seed) {
    /// The same about another problem.
    public Experiment about(Problem problem) {
        return new Experiment(new Task(problem, task.loss), model, numerics, training, seed);
    }

    /// @param problem initial states and targets
    /// @param loss how far from the targets
    public record Task(Problem problem, Loss loss) {}

    /// @param solver how to integrate
    /// @param gradient how to differentiate
    public record Numerics(SolverSettings solver, AdjointMethod gradient) {}

    /// @param optimizer the update rule
    /// @param schedule of its learning rate
    /// @param clipping of the gradient before it
    public record Training(Optimizer optimizer, Schedule schedule, Clipping clipping) {}
}
