package adjointlab.core.study;

import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.stat.Distance;
import adjointlab.core.train.Inspection;
import adjointlab.core.train.SingleGradient;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far outputs and gradients of a computed model are from those of the ODE, with the same random weights, while one
/// setting is varied: Gao et al., ICLR 2025, equation (11), Figs. 1, 12 and 14. "The ODE" is an adaptive solve with the
/// continuous adjoint, optimise-then-discretise.
///
/// @param sweep what is varied
/// @param inputs how many of the problem's samples count
/// @param tolerance of the adaptive solve
public record SolverError(VariedSetting sweep, int inputs, double tolerance) implements Study {
    private static final List<Measure> COLUMNS =
            List.of(Measure.VARIED, Measure.OUTPUT_ERROR, Measure.GRADIENT_ERROR, Measure.WORK, Measure.SECONDS);

    @Override
    public Optional<VariedSetting> varies() {
        return Optional.of(sweep);
    }

    @Override
    public Work prepare(TrialSettings settings) {
        return new Trials(settings);
    }

    @Override
    public boolean takesGradients() {
        return true;
    }

    private final class Trials implements Work {
        private final TrialSettings settings;
        /// By what the reference depends on: weights' draw and, where the model itself is varied, the value.
        private final Map<String, Optional<Solved>> references = new HashMap<>();

        Trials(TrialSettings settings) {
            this.settings = settings;
        }

        @Override
        public List<String> columns() {
            return COLUMNS.stream().map(Measure::id).toList();
        }

        @Override
        public int draw(int trial) {
            return sweep.round(trial);
        }

        @Override
        public boolean trial(int trial, double[] rowOut, Cancellation cancellation) {
            double value = sweep.value(settings, trial);
            Map<String, Object> changes = sweep.changes(settings, value);
            Experiment experiment = settings.experiment(changes);
            double[] theta = settings.weights(experiment, draw(trial));
            boolean ofSolver = settings.isOfSolves(sweep.path());
            String key = draw(trial) + (ofSolver ? "" : " " + value);
            Optional<Solved> reference = references.get(key);
            if (reference == null) {
                reference = solve(settings.exact(changes, tolerance), theta, cancellation);
                if (cancellation.requested()) {
                    return false;
                }
                references.put(key, reference);
            }
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Optional<Solved> solved = solve(experiment, theta, cancellation);
            double seconds = 1e-9 * (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
            java.util.Arrays.fill(rowOut, Double.NaN);
            rowOut[0] = value;
            if (reference.isPresent() && solved.isPresent()) {
                rowOut[1] = Distance.relative(solved.get().outputs, reference.get().outputs);
                rowOut[2] = Distance.relative(solved.get().gradient, reference.get().gradient);
                rowOut[3] = solved.get().work;
                rowOut[4] = seconds;
            }
            return !cancellation.requested();
        }
    }

    /// @param outputs [n·outputDim]
    /// @param gradient of their mean [p]
    /// @param work evaluations and products
    private record Solved(double[] outputs, double[] gradient, double work) {}

    private Optional<Solved> solve(Experiment experiment, double[] theta, Cancellation cancellation) {
        ProblemData data = experiment.task().problem().data(experiment.seed()).first(inputs);
        Experiment mean = new Experiment(
                new Experiment.Task(
                        new GivenData(data, experiment.task().problem().outputDim()), new MeanOutput()),
                experiment.model(),
                experiment.numerics(),
                experiment.training(),
                experiment.seed());
        SingleGradient solved = SingleGradient.of(mean, theta, null, cancellation);
        if (!solved.status().ok()) {
            return Optional.empty();
        }
        double[][] outputs = new Inspection(mean).readOut(theta, solved.state());
        return Optional.of(new Solved(
                java.util.Arrays.stream(outputs)
                        .flatMapToDouble(java.util.Arrays::stream)
                        .toArray(),
                solved.theta(),
                solved.cost().forward() + 2.0 * solved.cost().backward()));
    }

    /// The mean of all outputs, whose gradient has no factor of a residual in it.
    private record MeanOutput() implements Loss {
        @Override
        public double value(Batch prediction, Batch target, Batch gOut) {
            double each = 1.0 / (prediction.dim() * prediction.size());
            double sum = 0;
            gOut.fill(0);
            for (int i = 0; i < prediction.dim(); i++) {
                for (int s = 0; s < prediction.size(); s++) {
                    sum += prediction.get(i, s);
                    gOut.set(i, s, each);
                }
            }
            return each * sum;
        }

        @Override
        public double ofSample(Batch prediction, Batch target, int sample) {
            double sum = 0;
            for (int i = 0; i < prediction.dim(); i++) {
                sum += prediction.get(i, sample);
            }
            return sum / prediction.dim();
        }

        @Override
        public void curvature(Batch prediction, Batch target, Batch direction, Batch out) {
            out.fill(0);
        }
    }
}
