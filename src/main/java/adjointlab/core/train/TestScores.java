package adjointlab.core.train;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.Problem;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import java.util.Optional;

/// How a training does on samples that it does not see: a problem's test samples and those that are kept for a
/// validation, where there are any. For one thread at a time.
final class TestScores {
    private final Experiment experiment;
    private final Optional<Predictor> test;
    private final Optional<Predictor> validation;
    private final int every;

    TestScores(Experiment experiment) {
        Problem problem = experiment.task().problem();
        this.experiment = experiment;
        this.test = problem.test(experiment.seed()).map(samples -> new Predictor(experiment, samples));
        this.validation = problem.validation(experiment.seed()).map(samples -> new Predictor(experiment, samples));
        this.every = problem.testEvery();
    }

    /// Writes loss, accuracy and evaluations: NaN without such samples, at iterations that do not look at them, and
    /// where the solve fails or is cancelled.
    ///
    /// @param evaluation of this iteration, which went well
    void write(double[] theta, Evaluation evaluation, Cancellation cancellation) {
        clear(evaluation);
        if (evaluation.iteration % every != 0) {
            return;
        }
        if (test.isPresent() && test.get().at(theta, cancellation).ok()) {
            evaluation.testLoss = test.get().loss(theta, experiment.task().loss());
            evaluation.testAccuracy = accuracy(test.get(), theta);
            evaluation.nfeTest = test.get().evaluations();
        }
        if (validation.isPresent() && validation.get().at(theta, cancellation).ok()) {
            evaluation.validationLoss =
                    validation.get().loss(theta, experiment.task().loss());
            evaluation.validationAccuracy = accuracy(validation.get(), theta);
        }
    }

    private double accuracy(Predictor predictor, double[] theta) {
        return experiment.task().problem().tellsClasses() ? predictor.accuracy(theta) : Double.NaN;
    }

    static void clear(Evaluation evaluation) {
        evaluation.testLoss = Double.NaN;
        evaluation.testAccuracy = Double.NaN;
        evaluation.nfeTest = Double.NaN;
        evaluation.validationLoss = Double.NaN;
        evaluation.validationAccuracy = Double.NaN;
    }
}
