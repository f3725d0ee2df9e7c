package adjointlab.lab.probe;

import adjointlab.core.kernel.Batch;
import adjointlab.core.ntk.LimitKernels;
import adjointlab.core.ntk.Spectrum;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.Progress;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import adjointlab.core.train.InfiniteWidth;
import adjointlab.core.train.TangentKernel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// A model's tangent kernel at given weights, on the first samples of its own data.
///
/// @param kernel [m×m]; empty where there is none
/// @param spectrum of it; of no eigenvalues where there is none
/// @param refusal why there is none, one sentence; "" where there is one
public record TangentProbe(double[][] kernel, Spectrum spectrum, String refusal) {
    /// Most rows of a kernel: samples × times × outputs. Eigenvalues of more take seconds.
    public static final int MOST_ROWS = 400;

    /// Measures.
    ///
    /// @param theta weights [p], not modified
    /// @param wanted samples, fewer where the kernel would have too many rows
    /// @return nothing if cancelled
    public static Optional<TangentProbe> of(
            Experiment experiment, double[] theta, int wanted, Cancellation cancellation) {
        return of(experiment, theta, wanted, cancellation, Progress.NONE);
    }

    /// The same, telling how far it is.
    public static Optional<TangentProbe> of(
            Experiment experiment, double[] theta, int wanted, Cancellation cancellation, Progress progress) {
        if (theta.length == 0) {
            return Optional.of(refused("A model without weights has no tangent kernel."));
        }
        try {
            TangentKernel kernel =
                    TangentKernel.of(experiment, theta, samples(experiment, wanted), cancellation, progress);
            if (cancellation.requested()) {
                return Optional.empty();
            }
            if (!kernel.status().ok()) {
                return Optional.of(refused(kernel.status().sentence()));
            }
            return Optional.of(new TangentProbe(kernel.kernel(), Spectrum.of(kernel.kernel(), cancellation), ""));
        } catch (CancellationException _) {
            return Optional.empty();
        } catch (IllegalArgumentException refusal) {
            return Optional.of(refused(sentence(String.valueOf(refusal.getMessage()))));
        }
    }

    private static TangentProbe refused(String sentence) {
        return new TangentProbe(new double[0][], new Spectrum(new double[0]), sentence);
    }

    /// What measuring will cost, by a rough count.
    public static TangentKernel.Forecast forecast(Experiment experiment, int wanted) {
        return TangentKernel.forecast(experiment, samples(experiment, wanted));
    }

    /// How many samples a kernel is about.
    public static int samples(Experiment experiment, int wanted) {
        ProblemData data = experiment.task().problem().data(experiment.seed());
        int each = data.times().length * experiment.model().outputDim();
        return Math.clamp(MOST_ROWS / each, 1, Math.min(wanted, data.samples()));
    }

    /// The kernel of the same model with infinite width. Outputs have read-outs of their own, so that different
    /// ones have nothing in common there.
    ///
    /// @return [m×m]; nothing unless the model is the wide one, if its kernel is not finite, or if cancelled
    public static Optional<double[][]> limit(Experiment experiment, int wanted, Cancellation cancellation) {
        Optional<InfiniteWidth> wide = InfiniteWidth.of(experiment);
        if (wide.isEmpty()) {
            return Optional.empty();
        }
        ProblemData data = experiment.task().problem().data(experiment.seed());
        double[][] x = Arrays.copyOf(data.initial().toRows(), samples(experiment, wanted));
        try {
            LimitKernels kernels = wide.get().kernels(x, cancellation);
            return kernels.finite()
                    ? Optional.of(spread(kernels.ntk(), experiment.model().outputDim()))
                    : Optional.empty();
        } catch (CancellationException _) {
            return Optional.empty();
        }
    }

    private static double[][] spread(double[][] kernel, int outputs) {
        double[][] spread = new double[kernel.length * outputs][kernel.length * outputs];
        for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < kernel.length; j++) {
                for (int c = 0; c < outputs; c++) {
                    spread[i * outputs + c][j * outputs + c] = kernel[i][j];
                }
            }
        }
        return spread;
    }

    /// u − y, in the order of the kernel's rows, for problems with one time.
    ///
    /// @param samples how many
    /// @return nothing if the solve fails or is cancelled
    public static Optional<double[]> residual(
            Experiment experiment, double[] theta, int samples, Cancellation cancellation) {
        ProblemData data = experiment.task().problem().data(experiment.seed()).first(samples);
        Predictor predictor = new Predictor(experiment, data);
        if (!predictor.at(theta, cancellation).ok()) {
            return Optional.empty();
        }
        Batch u = predictor.prediction();
        Batch y = data.targets().getLast();
        double[] residual = new double[u.dim() * u.size()];
        for (int s = 0; s < u.size(); s++) {
            for (int c = 0; c < u.dim(); c++) {
                residual[s * u.dim() + c] = u.get(c, s) - y.get(c, s);
            }
        }
        return Optional.of(residual);
    }

    private static String sentence(String reason) {
        return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
    }
}
