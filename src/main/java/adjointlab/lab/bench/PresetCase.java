package adjointlab.lab.bench;

import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Crew;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
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

    /// What an iteration takes on the average.
    ///
    /// @param ms processor time, ms
    /// @param nfeForward evaluations forward
    /// @param nfeBackward evaluations backward; a discrete adjoint's are its vector-Jacobian products
    /// @param fieldShare of the time, what as many evaluations and products of the field take by themselves
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
            double each = Math.max(now() - before, 1e-6);
            iterations = (int) Math.clamp(SAMPLE / each, 1, MOST_ITERATIONS);
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
        double share = field(experiment, start, median) / (1e-3 * median.ms);
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

    /// What an iteration's evaluations and products of the field take by themselves, s.
    private static double field(Experiment experiment, double[] theta, Result mean) {
        VectorField field = experiment.model().field();
        ProblemData data = experiment.task().problem().data(experiment.seed());
        int n = data.samples();
        Scratch scratch = new Scratch();
        Batch y = new Batch(field.dim(), n);
        experiment.model().embed(data.initial(), theta, scratch, y);
        Batch rate = new Batch(field.dim(), n);
        Batch a = new Batch(field.dim(), n);
        a.fill(1);
        a.padCotangent();
        Batch gy = new Batch(field.dim(), n);
        ParameterGradient gradient = new ParameterGradient(1, theta.length);
        field.bind(theta, new Context(experiment.seed()), scratch);
        double t = data.start();
        double eval = seconds(() -> field.eval(t, y, theta, scratch, rate));
        double back;
        if (experiment.numerics().gradient().samples()) {
            back = seconds(() -> field.evalAndVjp(t, y, theta, a, scratch, rate, gy, gradient));
        } else if (field.recordLength(n) > 0) {
            double[] record = new double[field.recordLength(n)];
            field.evalAndRecord(t, y, theta, scratch, rate, record);
            back = seconds(() -> field.vjpFromRecord(t, y, theta, a, scratch, record, gy, gradient));
        } else {
            back = seconds(() -> field.vjp(t, y, theta, a, scratch, gy, gradient));
        }
        return mean.nfeForward * eval + mean.nfeBackward * back;
    }

    private static double seconds(Runnable work) {
        return new CpuTimer(200, SAMPLES, 20).seconds(work);
    }
}
