package adjointlab.core.study;

import adjointlab.core.ntk.LimitKernels;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import adjointlab.core.train.InfiniteWidth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// The variance of random models' outputs while one setting is varied, for instance the horizon: Gao et al., ICLR 2025,
/// Fig. 3 (a) and (c).
///
/// @param sweep what is varied
/// @param inputs how many of the problem's samples are averaged over
/// @param models how many random models a trial takes, at least 2
public record OutputSpread(VariedSetting sweep, int inputs, int models) implements Study {
    private static final List<Measure> COLUMNS = List.of(Measure.VARIED, Measure.VARIANCE, Measure.VARIANCE_LIMIT);

    @Override
    public Optional<VariedSetting> varies() {
        return Optional.of(sweep);
    }

    @Override
    public Work prepare(TrialSettings settings) {
        return new Work() {
            @Override
            public List<String> columns() {
                return COLUMNS.stream().map(Measure::id).toList();
            }

            @Override
            public int draw(int trial) {
                return sweep.round(trial) * models;
            }

            @Override
            public boolean trial(int trial, double[] rowOut, Cancellation cancellation) {
                double value = sweep.value(settings, trial);
                Experiment experiment = settings.experiment(sweep.changes(settings, value));
                ProblemData data =
                        experiment.task().problem().data(experiment.seed()).first(inputs);
                Predictor predictor = new Predictor(experiment, data);
                rowOut[0] = value;
                rowOut[1] = Double.NaN;
                double squares = 0;
                for (int m = 0; m < models; m++) {
                    boolean solved = predictor
                            .at(settings.weights(experiment, draw(trial) + m), cancellation)
                            .ok();
                    if (cancellation.requested()) {
                        return false;
                    }
                    squares += solved ? meanSquare(predictor) : Double.POSITIVE_INFINITY;
                }
                // the read-out's weights have mean zero, so that the outputs have too
                rowOut[1] = squares / models;
                rowOut[2] = limit(experiment, data, cancellation);
                return !cancellation.requested();
            }
        };
    }

    private static double meanSquare(Predictor predictor) {
        double sum = 0;
        for (int c = 0; c < predictor.prediction().dim(); c++) {
            for (int s = 0; s < predictor.samples(); s++) {
                double f = predictor.prediction().get(c, s);
                sum += f * f;
            }
        }
        return sum / predictor.prediction().dim() / predictor.samples();
    }

    /// E[f²] at infinite width; NaN for models that have no such limit.
    private static double limit(Experiment experiment, ProblemData data, Cancellation cancellation) {
        Optional<InfiniteWidth> wide = InfiniteWidth.of(experiment);
        if (wide.isEmpty()) {
            return Double.NaN;
        }
        try {
            double[][] x = data.initial().toRows();
            double[] variances = new double[x.length];
            for (int s = 0; s < x.length; s++) {
                LimitKernels kernels = wide.get().kernels(new double[][] {x[s]}, cancellation);
                variances[s] = kernels.nngp()[0][0];
            }
            return Arrays.stream(variances).average().orElse(Double.NaN);
        } catch (CancellationException _) {
            return Double.NaN;
        }
    }
}
