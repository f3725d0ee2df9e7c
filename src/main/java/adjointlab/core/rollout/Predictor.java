package adjointlab.core.rollout;

import adjointlab.core.adjoint.ForwardOnly;
import adjointlab.core.family.Model;
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
    private final Model model;
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
        model = experiment.model();
        cotangent = new Batch(experiment.model().outputDim(), data.samples());
        prediction = new Batch(experiment.model().outputDim(), data.samples());
    }

    /// What is predicted; its numbers may be replaced between predictions.
    ProblemData data() {
        return rollout.data();
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

    /// Share of targets whose class is told right: the largest component, or the sign where there is one.
    ///
    /// @param theta as of the last [#at], which went well
    public double accuracy(double[] theta) {
        return tally(theta).share();
    }

    /// The same as numbers of targets.
    Tally tally(double[] theta) {
        Goals goals = rollout.data().goals();
        int right = 0;
        int all = 0;
        for (int i = 0; i < goals.times().length; i++) {
            Batch told = rollout.predict(rollout.state(i), theta);
            Batch target = goals.targets().get(i);
            for (int s = 0; s < target.size(); s++) {
                if (goals.counts(i, s)) {
                    all++;
                    right += sameClass(told, target, s) ? 1 : 0;
                }
            }
        }
        return new Tally(right, all);
    }

    /// @param right targets whose class is told right
    /// @param all targets that count
    record Tally(int right, int all) {
        double share() {
            return (double) right / all;
        }
    }

    private boolean sameClass(Batch told, Batch target, int sample) {
        int components = target.dim();
        double threshold = Verdicts.threshold(model.yieldsProbabilities());
        return Verdicts.classOf(told, components, threshold, sample) == Verdicts.classOf(target, components, 0, sample);
    }

    /// What is said of each sample, at its last time that counts.
    ///
    /// @param theta as of the last [#at], which went well
    public Verdicts verdicts(double[] theta) {
        Goals goals = rollout.data().goals();
        Verdicts verdicts = Verdicts.empty(samples(), goals.targets().getFirst().dim(), model.yieldsProbabilities());
        for (int i = 0; i < goals.times().length; i++) {
            Batch says = rollout.predict(rollout.state(i), theta);
            for (int s = 0; s < samples(); s++) {
                if (goals.counts(i, s)) {
                    verdicts.set(says, goals.targets().get(i), s);
                }
            }
        }
        return verdicts;
    }

    /// Evaluations of the field in the last [#at].
    public long evaluations() {
        return rollout.work().forwardStats().evaluations();
    }

    /// The last predictions at the time of a goal [outputDim×n], in the place of [#prediction()].
    ///
    /// @param index of the goal
    /// @param theta as of the last [#at], which went well
    public Batch prediction(int index, double[] theta) {
        return rollout.predict(rollout.state(index), theta);
    }

    /// The last predictions at the last time [outputDim×n], owned by this.
    public Batch prediction() {
        return prediction;
    }
}
