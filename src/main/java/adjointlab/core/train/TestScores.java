package adjointlab.core.train;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.Problem;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Scores;
import java.util.Optional;

/// How a training does on samples that it does not see: a problem's test samples and those that are kept for a
/// validation, where there are any. For one thread at a time, which need not be the one that trains.
public final class TestScores {
    private final Experiment experiment;
    private final Optional<Scores> test;
    private final Optional<Scores> validation;
    private final int every;

    /// @param experiment whose problem brings the samples
    public TestScores(Experiment experiment) {
        Problem problem = experiment.task().problem();
        this.experiment = experiment;
        // as many at once as are trained on at once
        int block =
                problem.draws(experiment.seed()).isPresent() ? problem.samples(experiment.seed()) : Integer.MAX_VALUE;
        this.test = problem.test(experiment.seed()).map(samples -> new Scores(experiment, samples, block));
        this.validation = problem.validation(experiment.seed()).map(samples -> new Scores(experiment, samples, block));
        this.every = problem.testEvery();
    }

    /// Whether there are such samples and an iteration looks at them.
    public boolean due(long iteration) {
        return iteration % every == 0 && (test.isPresent() || validation.isPresent());
    }

    /// Loss, accuracy and evaluations of an iteration that is [#due], and nothing else.
    ///
    /// @param theta weights [p], not modified
    /// @param cancellation asked between solver steps
    /// @return as [#write] writes them
    public Evaluation at(long iteration, double[] theta, Cancellation cancellation) {
        Evaluation evaluation = new Evaluation(0);
        evaluation.iteration = iteration;
        write(theta, evaluation, cancellation);
        return evaluation;
    }

    /// Writes loss, accuracy and evaluations: NaN without such samples, at iterations that do not look at them, and
    /// where the solve fails or is cancelled.
    ///
    /// @param evaluation of this iteration, which went well
    void write(double[] theta, Evaluation evaluation, Cancellation cancellation) {
        clear(evaluation);
        if (!due(evaluation.iteration)) {
            return;
        }
        boolean classes = experiment.task().problem().tellsClasses();
        if (test.isPresent() && test.get().at(theta, classes, cancellation)) {
            evaluation.testLoss = test.get().loss();
            evaluation.testAccuracy = test.get().accuracy();
            evaluation.nfeTest = test.get().evaluations();
        }
        if (validation.isPresent() && validation.get().at(theta, classes, cancellation)) {
            evaluation.validationLoss = validation.get().loss();
            evaluation.validationAccuracy = validation.get().accuracy();
        }
    }

    static void clear(Evaluation evaluation) {
        evaluation.testLoss = Double.NaN;
        evaluation.testAccuracy = Double.NaN;
        evaluation.nfeTest = Double.NaN;
        evaluation.validationLoss = Double.NaN;
        evaluation.validationAccuracy = Double.NaN;
    }
}
