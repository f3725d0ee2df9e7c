package adjointlab.lab.bench;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.ConvStack;
import adjointlab.core.net.Part;
import adjointlab.core.net.Trail;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Convolutions in single precision, counted in the operations of direct sums: one layer, and models of Xia et al.,
/// NeurIPS 2021, table 2, on drawn digits of MNIST's size in batches of 64 at a tolerance of 1e-5.
///
/// @param family id
/// @param channels that are hidden
/// @param augment zero channels
public record ImageCase(String family, int channels, int augment) {
    private static final int SIDE = 28;
    private static final int BATCH = 64;
    private static final int LAYER_CHANNELS = 64;

    /// @param name of the pass
    /// @param seconds processor time
    /// @param operations of direct sums
    public record Pass(String name, double seconds, double operations) {}

    /// Of one training iteration at the start.
    ///
    /// @param forward s of one solve, on one core
    /// @param gradient s of a solve with its gradient, on one core
    /// @param together s of the same on the clock, with all threads
    /// @param nfeForward evaluations forward
    /// @param nfeBackward evaluations backward
    public record Result(double forward, double gradient, double together, long nfeForward, long nfeBackward) {}

    /// First order and heavy ball.
    public static List<ImageCase> all() {
        return List.of(new ImageCase("node", 92, 0), new ImageCase("hbnode", 50, 4));
    }

    /// One layer of 3×3, 64 to 64 channels: up; and up and back, with the state's cotangent alone and with
    /// gradients.
    public static List<Pass> layer(CpuTimer timer) {
        Shape shape = new Shape(LAYER_CHANNELS, SIDE, SIDE);
        ConvStack stack = new ConvStack(
                shape,
                List.of(new ConvStack.Layer(LAYER_CHANNELS, 3, StandardActivations.IDENTITY)),
                ConvStack.TimeChannel.NONE,
                "conv");
        double[] theta = new double[stack.parameters().size()];
        Arrays.setAll(theta, j -> 0.05 * Math.sin(j));
        Part.Work work = stack.prepare(BATCH);
        work.bind(theta, 0);
        Trail trail = new Trail();
        trail.at(new double[work.trailLength()], 0);
        Batch x = new Batch(shape.size(), BATCH);
        Arrays.setAll(x.data(), i -> Math.cos(i));
        Batch out = new Batch(shape.size(), BATCH);
        Batch pulled = new Batch(shape.size(), BATCH);
        ParameterGradient gradient = new ParameterGradient(1, theta.length);
        double operations = 2.0 * LAYER_CHANNELS * LAYER_CHANNELS * 9 * SIDE * SIDE * BATCH;
        return List.of(
                new Pass("up", timer.seconds(() -> work.up(0, x, trail, out)), operations),
                new Pass(
                        "up, back",
                        timer.seconds(() -> work.upAndBack(0, x, trail, out, x, pulled, null)),
                        2 * operations),
                new Pass(
                        "up, back, weights",
                        timer.seconds(() -> work.upAndBack(0, x, trail, out, x, pulled, gradient)),
                        3 * operations));
    }

    private Settings settings() {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("problem.id", "digits");
        changes.put("problem.side", SIDE);
        changes.put("problem.coding", "one-hot");
        changes.put("problem.samples", BATCH);
        changes.put("family.id", family);
        changes.put("family.readOut", "softmax");
        if (augment > 0) {
            changes.put("family.augment", augment);
            changes.put("family.velocity", "convolutions");
            changes.put("family.velocityWidths", List.of((double) channels, (double) channels));
        }
        changes.put("field.id", "conv");
        changes.put("field.channels", List.of((double) channels, (double) channels));
        changes.put("field.precision", "single");
        if (augment > 0) {
            changes.put("family.velocityPrecision", "single");
        }
        changes.put("init.id", "pytorch");
        changes.put("solver.id", "dopri5");
        changes.put("solver.rtol", 1e-5);
        changes.put("solver.atol", 1e-5);
        changes.put("gradient.id", "continuous");
        changes.put("loss.id", "cross-entropy");
        changes.put("optimizer.learningRate", 1e-3);
        return Settings.defaults().withAll(changes);
    }

    /// Measures one solve and one gradient from the starting weights.
    public Result measure(CpuTimer timer) {
        Settings settings = settings();
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        Pipeline pipeline = new Pipeline(experiment);
        Trainer trainer = new Trainer(experiment, theta);
        double forward = timer.seconds(() -> pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER));
        double gradient = timer.seconds(() -> trainer.evaluate(Cancellation.NEVER));
        double together = timer.wallSeconds(() -> trainer.evaluate(Cancellation.NEVER));
        Evaluation evaluation = trainer.evaluation();
        return new Result(forward, gradient, together, evaluation.nfeForward(), evaluation.nfeBackward());
    }
}
