package adjointlab.core.rollout;

import adjointlab.core.adjoint.ForwardOnly;
import adjointlab.core.field.Context;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.ProblemData;

/// A model's predictions, with nothing kept for a gradient. For one thread at a time.
public final class Predictor {
    private final Rollout rollout;
    private final Batch cotangent;
    private Batch prediction;

    /// @param experiment whose model and solver are used
    /// @param data what is predicted, for instance other samples than those that are trained on
    public Predictor(Experiment experiment, ProblemData data) {
        rollout = new Rollout(
                experiment.model(),
                data,
                experiment.numerics().solver(),
                new ForwardOnly(),
                new Context(experiment.seed()));
        cotangent = new Batch(experiment.model().outputDim(), data.samples());
        prediction = new Batch(experiment.model().outputDim(), data.samples());
    }

    /// Number of samples.
    public int samples() {
        return rollout.data().samples();
    }

    /// Predicts.
    ///
    /// @param theta weights [p], not modified
    /// @param cancellation asked between steps
    public SolveStatus at(double[] theta, Cancellation cancellation) {
        SolveStatus status = rollout.forward(theta, StepListener.NONE, cancellation);
        if (status.ok()) {
            prediction = rollout.predict(rollout.end(), theta);
        }
        return status;
    }

    /// What the last predictions lose, of all times.
    ///
    /// @param theta as of the last [#at], which went well
    /// @param loss of which kind
    public double loss(double[] theta, Loss loss) {
        Goals goals = rollout.data().goals();
        double sum = 0;
        for (int i = 0; i < goals.times().length; i++) {
            sum += goals.loss(loss, i, rollout.predict(rollout.state(i), theta), cotangent);
        }
        return goals.whole(sum);
    }

    /// The last predictions at the last time [outputDim×n], owned by this.
    public Batch prediction() {
        return prediction;
    }
}
