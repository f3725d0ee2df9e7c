package adjointlab.core.train;

import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import java.util.Optional;

/// The loss on a problem's test samples, where it has any. For one thread at a time.
final class TestLoss {
    private final Experiment experiment;
    private final Optional<ProblemData> data;
    private final Optional<Predictor> predictor;
    private final Batch cotangent;

    TestLoss(Experiment experiment) {
        this.experiment = experiment;
        this.data = experiment.task().problem().test(experiment.seed());
        this.predictor = data.map(samples -> new Predictor(experiment, samples));
        this.cotangent = new Batch(
                experiment.model().outputDim(), data.map(ProblemData::samples).orElse(1));
    }

    /// The loss at the last time; NaN without test samples, or where the solve fails or is cancelled.
    double at(double[] theta, Cancellation cancellation) {
        if (predictor.isEmpty() || !predictor.get().at(theta, cancellation).ok()) {
            return Double.NaN;
        }
        return experiment
                .task()
                .loss()
                .value(
                        predictor.get().prediction(),
                        data.orElseThrow().targets().getLast(),
                        cotangent);
    }
}
