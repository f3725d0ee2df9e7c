package adjointlab.core.train;

import adjointlab.core.curvature.ModelJacobian;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.ntk.WideKernel;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.Progress;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.ejml.data.DMatrixRMaj;

/// The empirical neural tangent kernel JJᵀ of any model on its own data, J the Jacobian of the predictions by θ: Jacot,
/// Gabriel and Hongler, NeurIPS 2018; Gao et al., ICLR 2025, equation (9). Rows are ordered by sample, then time, then
/// output.
///
/// @param status how the solves went; unless ok, the kernel is empty
/// @param kernel [m×m]
public record TangentKernel(SolveStatus status, double[][] kernel) {
    /// Numbers of J that are held at a time, of each of two blocks.
    static final int BLOCK = 16_000_000;

    /// What computing it will cost, by a rough count, to be shown before it begins.
    ///
    /// @param operations floating-point operations
    /// @param bytes of memory beside the weights
    public record Forecast(double operations, double bytes) {}

    /// Computes it: the wide model's by contraction over layers or stages, where its solver's steps are equal, any
    /// other from per-sample gradients, block of samples by block of samples.
    ///
    /// @param experiment what is solved; its solver needs a discrete adjoint
    /// @param theta weights [p], not modified
    /// @param samples how many of the data's samples, the first ones; all if there are fewer
    /// @param cancellation asked between blocks
    public static TangentKernel of(Experiment experiment, double[] theta, int samples, Cancellation cancellation) {
        return of(experiment, theta, samples, cancellation, Progress.NONE);
    }

    /// The same.
    ///
    /// @param progress told between blocks
    public static TangentKernel of(
            Experiment experiment, double[] theta, int samples, Cancellation cancellation, Progress progress) {
        Optional<WideKernel> contraction = InfiniteWidth.contraction(experiment);
        return contraction.isPresent()
                ? structured(experiment, contraction.get(), theta, samples, new Watch(cancellation, progress))
                : perSample(experiment, theta, samples, BLOCK, new Watch(cancellation, progress));
    }

    /// Who asks to stop and who wants to know how far it is.
    record Watch(Cancellation cancellation, Progress progress) {
        static final Watch NONE = new Watch(Cancellation.NEVER, Progress.NONE);
    }

    /// That of the wide model, which holds no gradients at all.
    private static TangentKernel structured(
            Experiment experiment, WideKernel contraction, double[] theta, int samples, Watch watch) {
        ParameterLayout layout = experiment.model().parameters();
        ProblemData data = experiment.task().problem().data(experiment.seed()).first(samples);
        WideKernel.Weights weights = WideKernel.Weights.of(theta, layout);
        int outputs = experiment.model().outputDim();
        int width = weights.v().length / outputs;
        double[][] v = new double[outputs][];
        for (int c = 0; c < outputs; c++) {
            v[c] = Arrays.copyOfRange(weights.v(), c * width, (c + 1) * width);
        }
        try {
            double[][] kernel = contraction.tangent(
                    data.initial().toRows(),
                    new WideKernel.Weights(weights.w(), weights.u(), v[0]),
                    v,
                    watch.cancellation,
                    watch.progress);
            return finite(kernel)
                    ? new TangentKernel(SolveStatus.OK, kernel)
                    : new TangentKernel(
                            new SolveStatus(SolveStatus.Kind.NON_FINITE, data.end(), -1, Double.NaN), new double[0][]);
        } catch (CancellationException _) {
            return cancelled(data);
        }
    }

    private static boolean finite(double[][] kernel) {
        for (double[] row : kernel) {
            if (!Kernels.allFinite(row, row.length)) {
                return false;
            }
        }
        return true;
    }

    private static TangentKernel cancelled(ProblemData data) {
        return new TangentKernel(
                new SolveStatus(SolveStatus.Kind.CANCELLED, data.start(), -1, Double.NaN), new double[0][]);
    }

    /// What the kernel will cost.
    ///
    /// @param samples how many of the data's samples
    public static Forecast forecast(Experiment experiment, int samples) {
        ProblemData data = experiment.task().problem().data(experiment.seed());
        int n = Math.min(samples, data.samples());
        int outputs = experiment.model().outputDim();
        int parameters = experiment.model().parameters().size();
        Optional<WideKernel> contraction = InfiniteWidth.contraction(experiment);
        if (contraction.isPresent()) {
            int width = experiment.model().field().dim();
            return new Forecast(
                    contraction.get().operations(n, width, outputs),
                    contraction.get().bytes(n, width, outputs));
        }
        int each = outputs * data.times().length;
        double rows = (double) n * each;
        int size = blockSize(n, each, parameters, BLOCK);
        // a gradient costs about three evaluations of each of some twenty stages, two operations a weight each;
        // a block is there as gradients, as rows and as the product's factor
        return new Forecast(
                rows * rows * parameters + 120 * rows * parameters,
                8 * (3.0 * (size == n ? 1 : 2) * size * each * parameters + rows * rows));
    }

    private static int blockSize(int samples, int each, int parameters, int numbers) {
        return Math.clamp((long) numbers / each / parameters, 1, samples);
    }

    static TangentKernel perSample(Experiment experiment, double[] theta, int samples, int numbers, Watch watch) {
        ProblemData data = experiment.task().problem().data(experiment.seed());
        int n = Math.min(samples, data.samples());
        int each = data.times().length * experiment.model().outputDim();
        int size = blockSize(n, each, theta.length, numbers);
        double[] kernel = new double[each * n * each * n];
        Matrix target = new Matrix();
        int blocks = (n + size - 1) / size;
        int pairs = 0;
        for (int first = 0; first < n; first += size) {
            Block rows = Block.of(experiment, theta, data.part(first, Math.min(size, n - first)), watch.cancellation);
            for (int second = first; second < n; second += size) {
                Block columns = second == first || !rows.status.ok()
                        ? rows
                        : Block.of(
                                experiment, theta, data.part(second, Math.min(size, n - second)), watch.cancellation);
                if (!columns.status.ok()) {
                    return new TangentKernel(columns.status, new double[0][]);
                }
                int at = first * each * each * n + second * each;
                Kernels.outerProductAdd(
                        rows.jacobian,
                        columns.jacobian,
                        target.at(kernel, at, rows.jacobian.dim(), columns.jacobian.dim(), each * n));
                pairs++;
                watch.progress.done(pairs * 2.0 / blocks / (blocks + 1));
            }
        }
        return new TangentKernel(SolveStatus.OK, symmetric(kernel, each * n));
    }

    /// From the blocks at and above the diagonal.
    private static double[][] symmetric(double[] kernel, int m) {
        double[][] result = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = i; j < m; j++) {
                result[i][j] = kernel[i * m + j];
                result[j][i] = kernel[i * m + j];
            }
        }
        return result;
    }

    /// @param jacobian a row of J for each row of the batch: the product's inner index runs over θ
    private record Block(SolveStatus status, Batch jacobian) {
        static Block of(Experiment experiment, double[] theta, ProblemData data, Cancellation cancellation) {
            ModelJacobian model = new ModelJacobian(experiment, data);
            SolveStatus status = cancellation.requested() ? cancelled(data).status() : model.at(theta, cancellation);
            if (!status.ok()) {
                return new Block(status, new Batch(0, 1));
            }
            DMatrixRMaj matrix;
            try {
                matrix = model.matrix();
            } catch (CancellationException _) {
                return new Block(cancelled(data).status(), new Batch(0, 1));
            }
            Batch rows = new Batch(matrix.getNumRows(), matrix.getNumCols());
            for (int r = 0; r < rows.dim(); r++) {
                System.arraycopy(matrix.getData(), r * rows.size(), rows.data(), rows.row(r), rows.size());
            }
            return new Block(status, rows);
        }
    }
}
