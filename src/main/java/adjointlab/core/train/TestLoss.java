package adjointlab.core.train;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import java.util.Optional;

/// The loss on a problem's test samples, where it has any. For one thread at a time.
final class TestLoss {
    private final Experiment experiment;
    private final Optional<Predictor> predictor;

    TestLoss(Experiment experiment) {
        this.experiment = experiment;
        this.predictor =
                experiment.task().problem().test(experiment.seed()).map(samples -> new Predictor(experiment, samples));
    }

    /// The loss; NaN without test samples, or where the solve fails or is cancelled.
    double at(double[] theta, Cancellation cancellation) {
        if (predictor.isEmpty() || !predictor.get().at(theta, cancellation).ok()) {
            return Double.NaN;
        }
        return predictor.get().loss(theta, experiment.task().loss());
    }
}
