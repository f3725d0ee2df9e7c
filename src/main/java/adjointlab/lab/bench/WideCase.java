package adjointlab.lab.bench;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.TangentKernel;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.util.LinkedHashMap;
import java.util.Map;

/// The wide model of Gao et al., ICLR 2025, at the size of its experiments: one epoch of gradient descent, and one
/// tangent kernel.
public final class WideCase {
    /// Units n.
    public static final int WIDTH = 1000;

    /// Samples of the epoch.
    public static final int SAMPLES = 500;

    /// Steps of RK4.
    public static final int STEPS = 20;

    /// Samples of the tangent kernel.
    public static final int KERNEL_SAMPLES = 200;

    /// Euler steps of the tangent kernel's model.
    public static final int KERNEL_DEPTH = 50;

    private static final int STAGES = 4;

    private WideCase() {}

    private static Settings settings(int samples, String solver, int steps) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("problem.id", "digits");
        changes.put("problem.side", 28);
        changes.put("problem.samples", samples);
        changes.put("family.id", "wide");
        changes.put("family.width", WIDTH);
        changes.put("field.id", "pre-activation");
        changes.put("init.id", "normal");
        changes.put("init.deviation", 1.0);
        changes.put("solver.id", solver);
        changes.put("solver.stepping", "fixed");
        changes.put("solver.steps", steps);
        changes.put("gradient.id", "discrete");
        changes.put("loss.id", "half-mse");
        changes.put("optimizer.learningRate", 0.1);
        return Settings.defaults().withAll(changes);
    }

    /// Seconds of processor time that one epoch takes on one core: forward solve, loss, gradient, update.
    public static double epoch(CpuTimer timer) {
        Settings settings = settings(SAMPLES, "rk4", STEPS);
        Experiment experiment = Experiments.build(settings);
        Trainer trainer = new Trainer(experiment, Experiments.startWeights(settings, experiment));
        trainer.evaluate(Cancellation.NEVER);
        return timer.seconds(() -> {
            if (!trainer.step(Cancellation.NEVER).status().ok()) {
                throw new IllegalStateException("the benchmark's training failed");
            }
        });
    }

    /// Operations in the matrix products that an epoch cannot do without: each stage multiplies with W on the way
    /// there, and with Wᵀ and for W's gradient on the way back.
    public static double epochFlops() {
        double field = 2.0 * WIDTH * WIDTH * SAMPLES * STAGES * STEPS;
        double embedding = 2.0 * WIDTH * 28 * 28 * SAMPLES;
        return 3 * field + 2 * embedding;
    }

    /// @param seconds on the clock, with all threads
    /// @param forecast operations that were expected, see [TangentKernel#forecast]
    public record Kernel(double seconds, double forecast) {}

    /// One tangent kernel.
    public static Kernel kernel() {
        Settings settings = settings(KERNEL_SAMPLES, "euler", KERNEL_DEPTH);
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        long start = System.nanoTime();
        TangentKernel kernel = TangentKernel.of(experiment, theta, KERNEL_SAMPLES, Cancellation.NEVER);
        if (!kernel.status().ok()) {
            throw new IllegalStateException("the benchmark's kernel failed");
        }
        return new Kernel(
                1e-9 * (System.nanoTime() - start),
                TangentKernel.forecast(experiment, KERNEL_SAMPLES).operations());
    }
}
