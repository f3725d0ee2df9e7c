package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.family.Wide;
import adjointlab.core.field.Activation;
import adjointlab.core.field.PreActivation;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ntk.LimitKernels;
import adjointlab.core.ntk.LimitRecursion;
import adjointlab.core.ntk.WideNetwork;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import java.util.Collections;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Which network of infinite width an experiment tends to.
final class InfiniteWidthTest {
    private static final Activation PHI = StandardActivations.TANH;
    private static final double[][] X = {{1, 0.5}, {-0.3, 0.8}, {0.2, -1}};

    private static Experiment experiment(SolverSettings solver, Activation ofField, double... times) {
        ProblemData data = new ProblemData(
                Batch.ofRows(X),
                0.5,
                times,
                Collections.nCopies(times.length, new Batch(1, X.length)),
                ProblemData.Truth.UNKNOWN);
        return new Experiment(
                new Experiment.Task(new GivenData(data, 1), SmallExperiment.LOSS),
                new Wide(8, 1.1, 0.9, PHI).build((_, dim) -> new PreActivation(dim, ofField, 0.8), 2, 1),
                new Experiment.Numerics(solver, SmallExperiment.DISCRETE),
                SmallExperiment.plain(new Sgd(0.1, 0, false, 0)),
                1);
    }

    /// Equal steps of Euler's method are layers of a residual network; any other solve is the equation itself.
    @Test
    void theDepthIsThatOfEulersMethod() {
        WideNetwork network = new WideNetwork(PHI, 1.1, 0.8, 0.9, 1.5);
        assertThat(InfiniteWidth.of(experiment(TestSettings.fixed("euler", 7), PHI, 2)))
                .contains(new InfiniteWidth(network, OptionalInt.of(7)));
        for (String other : new String[] {"rk4", "midpoint", "dopri5"}) {
            assertThat(InfiniteWidth.of(experiment(TestSettings.fixed(other, 7), PHI, 2)))
                    .as(other)
                    .contains(new InfiniteWidth(network, OptionalInt.empty()));
        }
        assertThat(InfiniteWidth.of(experiment(TestSettings.adaptive("dopri5", 1e-3), PHI, 2)))
                .contains(new InfiniteWidth(network, OptionalInt.empty()));
    }

    @Test
    void twoActivationsOrTwoTimesHaveNone() {
        assertThat(InfiniteWidth.of(experiment(TestSettings.fixed("euler", 7), StandardActivations.RELU, 2)))
                .isEmpty();
        assertThat(InfiniteWidth.of(experiment(TestSettings.fixed("euler", 7), PHI, 1, 2)))
                .isEmpty();
        assertThat(InfiniteWidth.of(SmallExperiment.of(SmallExperiment.plain(new Sgd(0.1, 0, false, 0)))))
                .isEmpty();
    }

    @Test
    void kernelsAreThoseOfTheDepth() {
        InfiniteWidth deep = InfiniteWidth.of(experiment(TestSettings.fixed("euler", 3), PHI, 2))
                .orElseThrow();
        InfiniteWidth limit = InfiniteWidth.of(experiment(TestSettings.fixed("rk4", 3), PHI, 2))
                .orElseThrow();
        LimitRecursion recursion = new LimitRecursion(deep.network(), Cancellation.NEVER);
        LimitKernels discrete = recursion.discrete(X, 3);
        LimitKernels continuous = recursion.continuous(X);
        double[][] ofDeep = deep.kernels(X, Cancellation.NEVER).nngp();
        double[][] ofLimit = limit.kernels(X, Cancellation.NEVER).nngp();
        for (int i = 0; i < X.length; i++) {
            assertThat(ofDeep[i]).containsExactly(discrete.nngp()[i], within(1e-14));
            assertThat(ofLimit[i]).containsExactly(continuous.nngp()[i], within(1e-14));
        }
        assertThat(ofDeep[0][1]).isNotCloseTo(ofLimit[0][1], within(1e-4));
    }

    /// A contraction over stages is for explicit methods in equal steps.
    @Test
    void contractionsAreForEqualSteps() {
        assertThat(InfiniteWidth.contraction(experiment(TestSettings.fixed("rk4", 3), PHI, 2)))
                .isPresent();
        assertThat(InfiniteWidth.contraction(experiment(TestSettings.adaptive("dopri5", 1e-3), PHI, 2)))
                .isEmpty();
        assertThat(InfiniteWidth.contraction(experiment(TestSettings.fixed("abm", 8), PHI, 2)))
                .isEmpty();
    }
}
