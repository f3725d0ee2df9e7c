package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.lab.preset.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Losses and gradients of whole models of images: in double precision against differences, in single against double,
/// with fixed steps so that both take the same ones. The activation is smooth: a rectified unit beside its kink may end
/// on either side.
class ImageGradientsTest {
    /// Of the gradient's size.
    private static final double ROUNDING = 2e-5;

    private record Gradient(double loss, double[] values) {}

    /// What all of these models have in common.
    private static Map<String, Object> shared(String family, String gradient, String precision) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("problem.id", "digits");
        changes.put("problem.coding", "one-hot");
        changes.put("problem.samples", 10);
        changes.put("family.id", family);
        changes.put("family.readOut", "softmax");
        changes.put("field.id", "conv");
        changes.put("field.activation", "softplus");
        changes.put("field.precision", precision);
        changes.put("init.id", "pytorch");
        changes.put("solver.id", "rk4");
        changes.put("solver.stepping", "fixed");
        changes.put("solver.steps", 4);
        changes.put("gradient.id", gradient);
        changes.put("loss.id", "cross-entropy");
        return changes;
    }

    private static Experiment experiment(String family, String gradient, String precision, int side) {
        Map<String, Object> changes = shared(family, gradient, precision);
        changes.put("problem.side", side);
        if (family.equals("sonode") || family.endsWith("hbnode")) {
            changes.put("family.velocity", "convolutions");
            changes.put("family.velocityWidths", List.of(9.0, 8.0));
            changes.put("family.velocityPrecision", precision);
        }
        if (!family.equals("node")) {
            changes.put("family.augment", 2);
        }
        changes.put("field.channels", List.of(17.0, 12.0));
        changes.put("optimizer.learningRate", 1e-3);
        return Experiments.build(Settings.defaults().withAll(changes));
    }

    /// Small, with the stem and head of the second-order paper.
    private static Experiment ofSecondOrderPaper(String family, String gradient, String precision, String horizon) {
        Map<String, Object> changes = shared(family, gradient, precision);
        changes.put("problem.side", 14);
        changes.put("family.stem", "convolutions");
        changes.put("family.stemChannels", 4);
        changes.put("family.pool", 2);
        if (!family.equals("node")) {
            changes.put("family.augment", 1);
        }
        changes.put("field.channels", List.of(5.0));
        changes.put("field.outerKernel", 3);
        changes.put("field.timeChannel", "first");
        changes.put("horizon.id", horizon);
        changes.put("optimizer.id", "adam");
        return Experiments.build(Settings.defaults().withAll(changes));
    }

    private static double[] start(Experiment experiment) {
        double[] theta = new double[experiment.model().parameters().size()];
        Random random = new Random(4);
        for (int j = 0; j < theta.length; j++) {
            theta[j] = random.nextDouble(-0.2, 0.2);
        }
        experiment.model().start(theta);
        return theta;
    }

    private static Gradient gradient(Experiment experiment, double[] theta) {
        Pipeline pipeline = new Pipeline(experiment);
        double loss = loss(pipeline, theta);
        assertThat(pipeline.backward(theta, AdjointListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        return new Gradient(loss, pipeline.gradient().clone());
    }

    private static double loss(Pipeline pipeline, double[] theta) {
        assertThat(pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        return pipeline.loss();
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "sonode", "hbnode", "ghbnode"})
    void gradientsInDoublePrecisionAgreeWithDifferences(String family) {
        expectDifferences(experiment(family, "discrete", "double", 8));
    }

    /// By t₁ too, which is learned and the last of the weights.
    @ParameterizedTest
    @CsvSource({"node, given", "node, feedback", "anode, open-loop", "hbnode, first-order"})
    void gradientsWithStemAndHeadAgreeWithDifferences(String family, String horizon) {
        expectDifferences(ofSecondOrderPaper(family, "discrete", "double", horizon));
    }

    private static void expectDifferences(Experiment experiment) {
        double[] theta = start(experiment);
        Gradient gradient = gradient(experiment, theta);
        Pipeline pipeline = new Pipeline(experiment);
        Random random = new Random(8);
        // small, so that no unit of the velocity's convolutions passes its kink
        double h = 1e-6;
        for (int trial = 0; trial < 60; trial++) {
            int j = trial == 0 ? theta.length - 1 : random.nextInt(theta.length);
            double[] losses = new double[4];
            for (int i = 0; i < 4; i++) {
                double[] moved = theta.clone();
                moved[j] += h * (i < 2 ? i - 2 : i - 1);
                losses[i] = loss(pipeline, moved);
            }
            double difference = (losses[0] - 8 * losses[1] + 8 * losses[2] - losses[3]) / (12 * h);
            assertThat(gradient.values[j])
                    .as(experiment.model().parameters().entryNames().get(j))
                    .isCloseTo(difference, within(5e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "node, discrete",
        "node, continuous",
        "anode, continuous",
        "sonode, discrete",
        "hbnode, discrete",
        "hbnode, continuous",
        "ghbnode, discrete",
        "ghbnode, continuous"
    })
    void gradientsAreThoseInDoublePrecision(String family, String method) {
        expectClose(experiment(family, method, "double", 14), experiment(family, method, "single", 14));
    }

    @ParameterizedTest
    @CsvSource({"node, discrete, given", "node, continuous, feedback", "hbnode, continuous, given"})
    void gradientsWithStemAndHeadAreThoseInDoublePrecision(String family, String method, String horizon) {
        expectClose(
                ofSecondOrderPaper(family, method, "double", horizon),
                ofSecondOrderPaper(family, method, "single", horizon));
    }

    private static void expectClose(Experiment inDouble, Experiment inSingle) {
        double[] theta = start(inDouble);
        Gradient exact = gradient(inDouble, theta);
        Gradient single = gradient(inSingle, theta);

        assertThat(Math.abs(single.loss - exact.loss)).isLessThan(ROUNDING * exact.loss);
        double error = 0;
        double size = 0;
        for (int j = 0; j < exact.values.length; j++) {
            error += Math.pow(single.values[j] - exact.values[j], 2);
            size += Math.pow(exact.values[j], 2);
        }
        assertThat(single.values).hasSameSizeAs(exact.values).isNotEqualTo(exact.values);
        assertThat(Math.sqrt(error)).isLessThan(ROUNDING * Math.sqrt(size));
    }
}
