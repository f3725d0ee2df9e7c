package adjointlab.core.train;

import adjointlab.core.field.ParameterLayout;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.ntk.WideKernel;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.ProblemData;
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

    /// Computes it from per-sample gradients, block of samples by block of samples.
    ///
    /// @param experiment what is solved; its solver needs a discrete adjoint
    /// @param theta weights [p], not modified
    /// @param samples how many of the data's samples, the first ones; all if there are fewer
    /// @param cancellation asked between blocks
    public static TangentKernel of(Experiment experiment, double[] theta, int samples, Cancellation cancellation) {
        Optional<InfiniteWidth> wide = InfiniteWidth.of(experiment);
        boolean structured = wide.isPresent() && wide.get().depth().isPresent();
        return structured
                ? structured(experiment, wide.get(), theta, samples, cancellation)
                : of(experiment, theta, samples, BLOCK, cancellation);
    }

    /// That of the wide model by contraction over its layers, which holds no gradients at all.
    private static TangentKernel structured(
            Experiment experiment, InfiniteWidth wide, double[] theta, int samples, Cancellation cancellation) {
        ParameterLayout layout = experiment.family().parameters();
        ProblemData data =
                experiment.task().problem().data(experiment.seed()).first(samples);
        WideKernel.Weights weights = WideKernel.Weights.of(theta, layout);
        int outputs = experiment.family().outputDim();
        int width = weights.v().length / outputs;
        double[][] v = new double[outputs][];
        for (int c = 0; c < outputs; c++) {
            v[c] = Arrays.copyOfRange(weights.v(), c * width, (c + 1) * width);
        }
        try {
            double[][] kernel = new WideKernel(wide.network(), wide.depth().getAsInt())
                    .tangent(
                            data.initial().toRows(),
                            new WideKernel.Weights(weights.w(), weights.u(), v[0]),
                            v,
                            cancellation);
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

    /// Floating-point operations that the kernel will take, by a rough count: a forecast to be shown before it begins.
    ///
    /// @param samples how many of the data's samples
    public static double operations(Experiment experiment, int samples) {
        ProblemData data = experiment.task().problem().data(experiment.seed());
        int n = Math.min(samples, data.samples());
        int outputs = experiment.family().outputDim();
        double parameters = experiment.family().parameters().size();
        Optional<InfiniteWidth> wide = InfiniteWidth.of(experiment);
        if (wide.isPresent() && wide.get().depth().isPresent()) {
            WideKernel kernel = new WideKernel(wide.get().network(), wide.get().depth().getAsInt());
            return kernel.operations(n, experiment.family().field().dim(), outputs);
        }
        double rows = (double) n * outputs * data.times().length;
        // a gradient costs about three evaluations of each of some twenty stages, two operations a weight each
        return rows * rows * parameters + 120 * rows * parameters;
    }

    static TangentKernel of(
            Experiment experiment, double[] theta, int samples, int numbers, Cancellation cancellation) {
        ProblemData data = experiment.task().problem().data(experiment.seed());
        int n = Math.min(samples, data.samples());
        int each = data.times().length * experiment.family().outputDim();
        int size = Math.clamp((long) numbers / each / theta.length, 1, n);
        double[] kernel = new double[each * n * each * n];
        Matrix target = new Matrix();
        for (int first = 0; first < n; first += size) {
            Block rows = Block.of(experiment, theta, data.part(first, Math.min(size, n - first)), cancellation);
            for (int second = first; second < n; second += size) {
                Block columns = second == first || !rows.status.ok()
                        ? rows
                        : Block.of(experiment, theta, data.part(second, Math.min(size, n - second)), cancellation);
                if (!columns.status.ok()) {
                    return new TangentKernel(columns.status, new double[0][]);
                }
                int at = first * each * each * n + second * each;
                Kernels.outerProductAdd(
                        rows.jacobian,
                        columns.jacobian,
                        target.at(kernel, at, rows.jacobian.dim(), columns.jacobian.dim(), each * n));
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
            SolveStatus status = cancellation.requested()
                    ? new SolveStatus(SolveStatus.Kind.CANCELLED, data.start(), -1, Double.NaN)
                    : model.at(theta, cancellation);
            if (!status.ok()) {
                return new Block(status, new Batch(0, 1));
            }
            DMatrixRMaj matrix = model.matrix();
            Batch rows = new Batch(matrix.getNumRows(), matrix.getNumCols());
            for (int r = 0; r < rows.dim(); r++) {
                System.arraycopy(matrix.getData(), r * rows.size(), rows.data(), rows.row(r), rows.size());
            }
            return new Block(status, rows);
        }
    }
}
