package adjointlab.lab.bench;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whole training iterations of a family on the point cloud of 120 points at tolerance 10⁻⁷ (Xia et al., NeurIPS 2021,
/// section 5.1): forward solve, loss, gradient, Adam.
///
/// @param family id in the catalogue
/// @param settings of its run
public record IterationCase(String family, Settings settings) {
    /// Iterations from the start of a training: solves cost more and more as it goes on, and this many cost about
    /// as many evaluations on the average as those that other programs' times are known for.
    public static final int ITERATIONS = 150;

    private static final String PRESET = "heavy-ball-point-cloud";

    /// What an iteration takes on the average.
    ///
    /// @param ms processor time, ms
    /// @param nfeForward evaluations of the field, forward
    /// @param nfeBackward evaluations of the field on the way back
    public record Result(double ms, double nfeForward, double nfeBackward) {
        /// Processor time of an evaluation, cotangents and all else shared out among them, µs.
        public double perEvaluation() {
            return 1e3 * ms / (nfeForward + nfeBackward);
        }
    }

    /// One case for each family, with the preset's first seed.
    public static List<IterationCase> all() {
        Preset preset = Presets.get(PRESET);
        Set<String> seen = new HashSet<>();
        List<IterationCase> cases = new ArrayList<>();
        for (var run : preset.runs()) {
            Settings settings = run.settings(preset.settings());
            if (seen.add(settings.id(Slots.FAMILY))) {
                cases.add(new IterationCase(settings.id(Slots.FAMILY), settings));
            }
        }
        return cases;
    }

    /// Measures trainings of the case.
    ///
    /// @param iterations of each, at least 1
    public Result measure(CpuTimer timer, int iterations) {
        Experiment experiment = Experiments.build(settings);
        double[] start = Experiments.startWeights(settings, experiment);
        double[] evaluations = new double[2];
        double seconds = timer.seconds(() -> train(new Trainer(experiment, start), iterations, evaluations));
        return new Result(1e3 * seconds / iterations, evaluations[0] / iterations, evaluations[1] / iterations);
    }

    /// @param evaluationsOut [2] forward and backward, overwritten
    private static void train(Trainer trainer, int iterations, double[] evaluationsOut) {
        evaluationsOut[0] = 0;
        evaluationsOut[1] = 0;
        // The first step would evaluate the start weights too; a measurement of N iterations makes N
        // evaluations.
        for (int k = 0; k < iterations; k++) {
            Evaluation evaluation = k == 0 ? trainer.evaluate(Cancellation.NEVER) : trainer.step(Cancellation.NEVER);
            if (!evaluation.status().ok()) {
                throw new IllegalStateException(
                        "a benchmark's training failed: " + evaluation.status().sentence());
            }
            evaluationsOut[0] += evaluation.nfeForward();
            evaluationsOut[1] += evaluation.nfeBackward();
        }
    }
}
