package adjointlab.lab.bench;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Footprint;
import java.util.ArrayList;
import java.util.List;

/// Training iterations of the circle flow (2-32-32-32-2, concat-squash, exact trace, batch 256, tolerance 10⁻⁵) with
/// one optimizer: what second order costs beside first order (Liu, Chen and Theodorou, NeurIPS 2021, Tables 6 and 7).
///
/// @param name for reports
/// @param settings of its run
public record OptimizerCase(String name, Settings settings) {
    /// Iterations of a training, one period of the longer refresh.
    public static final int ITERATIONS = 100;

    private static final String PRESET = "second-order-circle";

    /// What an iteration takes on the average.
    ///
    /// @param ms processor time, ms
    /// @param evaluations of the field, forward and backward
    /// @param bytes of memory that a training keeps
    public record Result(double ms, double evaluations, long bytes) {}

    /// Adam, then SNOpt that gathers its factors anew every 100 iterations and every iteration, at ten times each.
    public static List<OptimizerCase> all() {
        return List.of(
                of("Adam", "optimizer.id=adam", "optimizer.learningRate=0.002"),
                of("SNOpt, refresh every 100", "optimizer.id=snopt", "optimizer.gridStep=0.1", "optimizer.refresh=100"),
                of("SNOpt, refresh every 1", "optimizer.id=snopt", "optimizer.gridStep=0.1", "optimizer.refresh=1"));
    }

    private static OptimizerCase of(String name, String... changes) {
        List<String> all = new ArrayList<>(List.of(changes));
        return new OptimizerCase(name, Overrides.apply(Presets.get(PRESET), all).settings());
    }

    /// Measures trainings of the case, each from the same start, so that optimizers are compared where solves cost
    /// alike.
    public Result measure(CpuTimer timer, int iterations) {
        Experiment experiment = Experiments.build(settings);
        double[] start = Experiments.startWeights(settings, experiment);
        double[] evaluations = new double[1];
        double seconds = timer.seconds(() -> evaluations[0] = train(new Trainer(experiment, start), iterations));
        long bytes = Footprint.of(settings, Cancellation.NEVER).orElseThrow();
        return new Result(1e3 * seconds / iterations, evaluations[0] / iterations, bytes);
    }

    /// @return evaluations
    private static double train(Trainer trainer, int iterations) {
        double evaluations = 0;
        for (int k = 0; k < iterations; k++) {
            var evaluation = trainer.step(Cancellation.NEVER);
            if (!evaluation.status().ok()) {
                throw new IllegalStateException(
                        "a benchmark's training failed: " + evaluation.status().sentence());
            }
            evaluations += evaluation.nfeForward() + evaluation.nfeBackward();
        }
        return evaluations;
    }
}
