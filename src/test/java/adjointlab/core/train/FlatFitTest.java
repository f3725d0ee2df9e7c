package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// A model that does not move, and data that do or do not.
final class FlatFitTest {
    private static String hint(int times, double x0, DoubleUnaryOperator data) {
        double[] when = new double[times];
        List<Batch> targets = new ArrayList<>();
        for (int k = 0; k < times; k++) {
            when[k] = (k + 1.0) / times;
            targets.add(Batch.ofRows(new double[][] {{data.applyAsDouble(when[k]), x0}}));
        }
        ProblemData given =
                new ProblemData(Batch.ofRows(new double[][] {{x0, x0}}), 0, when, targets, ProblemData.Truth.UNKNOWN);
        Experiment experiment = SmallExperiment.of(
                        SmallExperiment.plain(SmallExperiment.optimizer("sgd", java.util.Map.of())))
                .about(new GivenData(given, 2));
        Trainer trainer = new Trainer(experiment, new double[SmallExperiment.LANDSCAPE.start().length]);
        assertThat(trainer.flatFit()).as("before it is evaluated").isEmpty();
        trainer.evaluate(Cancellation.NEVER);
        return trainer.flatFit();
    }

    private static double turns(double t) {
        return 1 + 0.7 * Math.sin(40 * t);
    }

    @Test
    void theMeanOfManyTurnsIsSaid() {
        assertThat(hint(60, 1, FlatFitTest::turns))
                .startsWith(
                        "The fit is the mean of the data: until t = 1 the model moves by 0 % of what the data do. Try")
                .endsWith("multiple shooting (segments) or a start from stored weights.");
    }

    @Test
    void otherFitsAreNot() {
        assertThat(hint(60, 1, t -> 1)).as("data that rest").isEmpty();
        assertThat(hint(60, 5, FlatFitTest::turns)).as("far from the mean").isEmpty();
        assertThat(hint(4, 1, FlatFitTest::turns)).as("few times").isEmpty();
        assertThat(hint(60, 1, t -> 1 + t))
                .as("a ramp that a constant misses by more than its mean does")
                .isEmpty();
    }
}
