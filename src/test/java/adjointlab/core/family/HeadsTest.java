package adjointlab.core.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.net.Chain;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Part;
import adjointlab.core.net.Softmax;
import adjointlab.core.net.Trail;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Inspection;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The softmax head with the cross-entropy, and the learned constant velocity.
final class HeadsTest {
    private static final Settings BASE = Settings.defaults()
            .with("problem.id", "point-cloud")
            .with("problem.inner", 4)
            .with("problem.outer", 7)
            .with("field.id", "mlp")
            .with("solver.id", "rk4")
            .with("solver.steps", 10)
            .with("gradient.id", "discrete");

    private static void gradientIsTheSlope(Settings settings) {
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        Trainer trainer = new Trainer(experiment, theta);
        double[] gradient = trainer.evaluate(Cancellation.NEVER).gradient().clone();
        Inspection inspection = new Inspection(experiment);
        double h = 1e-5;
        for (int j = 0; j < theta.length; j++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += h;
            down[j] -= h;
            double[] losses = inspection.losses(new double[][] {up, down}, Cancellation.NEVER);
            assertThat(gradient[j]).as("θ_%d", j).isCloseTo((losses[0] - losses[1]) / (2 * h), within(1e-8));
        }
    }

    @Test
    void crossEntropyOfTheSoftmaxHeadHasItsGradient() {
        Settings softmax =
                BASE.with("family.id", "node").with("family.readOut", "softmax").with("loss.id", "cross-entropy");
        gradientIsTheSlope(softmax);

        Experiment experiment = Experiments.build(softmax);
        double[][] says = new Inspection(experiment)
                .readOut(Experiments.startWeights(softmax, experiment), new double[][] {{0.3, -2}, {40, 1e4}});
        assertThat(says[0][0]).isBetween(0.0, 1.0);
        assertThat(says[1][0]).isBetween(0.0, 1.0);
    }

    @Test
    void crossEntropyRefusesWhatIsNoProbability() {
        Settings linear =
                BASE.with("family.id", "node").with("family.readOut", "linear").with("loss.id", "cross-entropy");
        assertThatThrownBy(() -> Experiments.build(linear)).hasMessageContaining("softmax head");
    }

    @Test
    void severalClassesShareOneProbability() {
        Part map = Chain.of(new Dense(2, 3, "readout.W", "readout.b"), new Softmax(3));
        double[] theta = {1, 2, -1, 0.5, 0, 3, 0.1, -0.2, 0.3};
        var out = new adjointlab.core.kernel.Batch(3, 2);
        var x = adjointlab.core.kernel.Batch.ofRows(new double[][] {{1, -1}, {300, 400}});
        Part.Work work = map.prepare(2);
        work.bind(theta, 0);
        work.up(0, x, new Trail().at(new double[work.trailLength()], 0), out);
        for (int s = 0; s < 2; s++) {
            assertThat(out.get(0, s) + out.get(1, s) + out.get(2, s)).isCloseTo(1, within(1e-15));
        }
        double[] logits = {1 - 2 + 0.1, -1 - 0.5 - 0.2, -3 + 0.3};
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        assertThat(out.get(1, 0)).isCloseTo(Math.exp(logits[1]) / sum, within(1e-15));
    }

    @Test
    void aConstantVelocityIsLearned() {
        Settings constant = BASE.with("family.id", "hbnode")
                .with("family.velocity", "constant")
                .with("family.readOut", "linear");
        gradientIsTheSlope(constant);
        assertThat(Experiments.build(constant)
                        .model()
                        .parameters()
                        .find("velocity.W1")
                        .orElseThrow()
                        .shape())
                .containsExactly(2, 1);
    }
}
