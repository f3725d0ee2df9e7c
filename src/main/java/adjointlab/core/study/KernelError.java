package adjointlab.core.study;

import adjointlab.core.ntk.LimitKernels;
import adjointlab.core.ntk.Spectrum;
import adjointlab.core.ntk.WideKernel;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.stat.Distance;
import adjointlab.core.train.InfiniteWidth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// How far the kernels of random wide models are from those of infinite width, while one setting is varied: Gao et al.,
/// ICLR 2025, theorem 2 and Fig. 1 (c, d).
///
/// @param sweep what is varied
/// @param inputs how many of the problem's samples the kernels are about
public record KernelError(VariedSetting sweep, int inputs) implements Study {
    private static final List<Measure> COLUMNS = List.of(
            Measure.VARIED,
            Measure.TANGENT_ERROR,
            Measure.COVARIANCE_ERROR,
            Measure.TANGENT_LEAST,
            Measure.COVARIANCE_LEAST);

    @Override
    public Optional<VariedSetting> varies() {
        return Optional.of(sweep);
    }

    @Override
    public Work prepare(TrialSettings settings) {
        Experiment base = settings.experiment(Map.of());
        InfiniteWidth wide = InfiniteWidth.of(base)
                .orElseThrow(() -> new IllegalArgumentException(
                        "kernels of infinite width belong to the wide family with the pre-activation field"));
        if (wide.depth().isEmpty()) {
            throw new IllegalArgumentException("kernels over width need a model that is solved by fixed Euler steps");
        }
        if (base.model().outputDim() != 1) {
            throw new IllegalArgumentException("kernels over width need a model with one output");
        }
        return new Trials(settings);
    }

    private final class Trials implements Work {
        private final TrialSettings settings;
        /// The kernels of infinite width do not depend on the width: computed once for all settings that share
        /// them.
        private final Map<InfiniteWidth, LimitKernels> limits = new HashMap<>();

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
            Experiment experiment = settings.experiment(sweep.changes(settings, value));
            InfiniteWidth wide = InfiniteWidth.of(experiment).orElseThrow();
            ProblemData data =
                    experiment.task().problem().data(experiment.seed()).first(inputs);
            double[][] x = data.initial().toRows();
            try {
                LimitKernels limit = limits.get(wide);
                if (limit == null) {
                    limit = wide.kernels(x, cancellation);
                    limits.put(wide, limit);
                }
                WideKernel.Weights weights = WideKernel.Weights.of(
                        settings.weights(experiment, draw(trial)),
                        experiment.model().parameters());
                LimitKernels ours =
                        new WideKernel(wide.network(), wide.depth().orElseThrow()).of(x, weights, cancellation);
                rowOut[0] = value;
                rowOut[1] = Distance.relative(ours.ntk(), limit.ntk());
                rowOut[2] = Distance.relative(ours.nngp(), limit.nngp());
                rowOut[3] = least(ours.ntk());
                rowOut[4] = least(ours.nngp());
                return !cancellation.requested();
            } catch (CancellationException _) {
                return false;
            }
        }
    }

    private static double least(double[][] kernel) {
        for (double[] row : kernel) {
            for (double entry : row) {
                if (!Double.isFinite(entry)) {
                    return Double.NaN;
                }
            }
        }
        return Spectrum.of(kernel).least();
    }
}
