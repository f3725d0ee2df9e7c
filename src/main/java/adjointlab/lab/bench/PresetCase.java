package adjointlab.lab.bench;

import adjointlab.core.kernel.Crew;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What people run: the first training of a built-in preset, by processor time on one core.
///
/// @param preset id
/// @param run its name
/// @param settings of the run
public record PresetCase(String preset, String run, Settings settings) {
    private static final int MOST_ITERATIONS = 50;
    private static final int SAMPLES = 5;
    private static final double WARM_UP = 1.2;
    /// Longest that a sample takes where an iteration itself is shorter, s.
    private static final double SAMPLE = 1;
    /// How long training is watched for the field's share, s.
    private static final double WATCHED = 3;

    /// What an iteration takes on the average.
    ///
    /// @param ms processor time, ms
    /// @param nfeForward evaluations forward
    /// @param nfeBackward evaluations backward; a discrete adjoint's are its vector-Jacobian products
    /// @param fieldShare of the time, what lies in the field's own products and activations
    public record Result(double ms, double nfeForward, double nfeBackward, double fieldShare) {}

    /// One of each preset that trains.
    public static List<PresetCase> all() {
        List<PresetCase> cases = new ArrayList<>();
        for (Preset preset : Presets.builtIn()) {
            for (RunSpec run : preset.runs()) {
                Settings settings = run.settings(preset.settings());
                if (Slots.trains(settings)) {
                    cases.add(new PresetCase(preset.id(), run.name(), settings));
                    break;
                }
            }
        }
        return cases;
    }

    private static double now() {
        return 1e-9 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// Measures the run's first iterations, again and again from the same start.
    ///
    /// @return nothing where the training breaks off
    public Optional<Result> measure() {
        int threads = Crew.limit();
        Crew.limit(1);
        try {
            return alone();
        } finally {
            Crew.limit(threads);
        }
    }

    private Optional<Result> alone() {
        Experiment experiment = Experiments.build(settings);
        double[] start = Experiments.startWeights(settings, experiment);
        double begin = now();
        int iterations = MOST_ITERATIONS;
        do {
            double before = now();
            if (train(experiment, start, 1).isEmpty()) {
                return Optional.empty();
            }
            double took = Math.max(now() - before, 1e-6);
            iterations = (int) Math.clamp(SAMPLE / took, 1, MOST_ITERATIONS);
        } while (now() - begin < WARM_UP);
        Result[] samples = new Result[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            Optional<Result> sample = train(experiment, start, iterations);
            if (sample.isEmpty()) {
                return sample;
            }
            samples[i] = sample.get();
        }
        Arrays.sort(samples, java.util.Comparator.comparingDouble(Result::ms));
        Result median = samples[SAMPLES / 2];
        int each = iterations;
        double share = FieldShare.of(() -> {
            double from = now();
            while (now() - from < WATCHED) {
                train(experiment, start, each);
            }
        });
        return Optional.of(new Result(median.ms, median.nfeForward, median.nfeBackward, share));
    }

    private static Optional<Result> train(Experiment experiment, double[] start, int iterations) {
        Trainer trainer = new Trainer(experiment, start);
        if (!trainer.evaluate(Cancellation.NEVER).status().ok()) {
            return Optional.empty();
        }
        double forward = 0;
        double backward = 0;
        double before = now();
        for (int k = 0; k < iterations; k++) {
            Evaluation evaluation = trainer.step(Cancellation.NEVER);
            if (!evaluation.status().ok()) {
                return Optional.empty();
            }
            forward += evaluation.nfeForward();
            backward += Math.max(evaluation.nfeBackward(), evaluation.vjps());
        }
        double seconds = now() - before;
        return Optional.of(
                new Result(1e3 * seconds / iterations, forward / iterations, backward / iterations, Double.NaN));
    }
}
