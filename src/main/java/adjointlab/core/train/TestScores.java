package adjointlab.core.train;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.Problem;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import java.util.Optional;

/// How a training does on a problem's test samples, where it has any. For one thread at a time.
final class TestScores {
    private final Experiment experiment;
    private final Optional<Predictor> predictor;
    private final int every;

    TestScores(Experiment experiment) {
        Problem problem = experiment.task().problem();
        this.experiment = experiment;
        this.predictor = problem.test(experiment.seed()).map(samples -> new Predictor(experiment, samples));
        this.every = problem.testEvery();
    }

    /// Writes loss, accuracy and evaluations: NaN without test samples, at iterations that do not look at them, and
    /// where the solve fails or is cancelled.
    ///
    /// @param evaluation of this iteration, which went well
    void write(double[] theta, Evaluation evaluation, Cancellation cancellation) {
        clear(evaluation);
        if (predictor.isEmpty()
                || evaluation.iteration % every != 0
                || !predictor.get().at(theta, cancellation).ok()) {
            return;
        }
        evaluation.testLoss = predictor.get().loss(theta, experiment.task().loss());
        evaluation.nfeTest = predictor.get().evaluations();
        if (experiment.task().problem().tellsClasses()) {
            evaluation.testAccuracy = predictor.get().accuracy(theta);
        }
    }

    static void clear(Evaluation evaluation) {
        evaluation.testLoss = Double.NaN;
        evaluation.testAccuracy = Double.NaN;
        evaluation.nfeTest = Double.NaN;
    }
}
