package adjointlab.bench;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Matrix products as a layer needs them, and EJML's of the same shape, both on one core.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dadjointlab.threads=1"})
@Warmup(iterations = 2, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class ProductBenchmark {
    /// Rows of W, columns of W, samples.
    @Param({"20x20x120", "64x64x64", "64x64x256", "256x256x256", "1024x1024x1024"})
    String shape = "";

    private final Matrix weights = new Matrix();
    private final Matrix gradient = new Matrix();
    private Batch input = new Batch(1, 1);
    private Batch output = new Batch(1, 1);
    private DMatrixRMaj peerWeights = new DMatrixRMaj();
    private DMatrixRMaj peerInput = new DMatrixRMaj();
    private DMatrixRMaj peerOutput = new DMatrixRMaj();

    @Setup
    public void fill() {
        String[] sizes = shape.split("x");
        int rows = Integer.parseInt(sizes[0]);
        int columns = Integer.parseInt(sizes[1]);
        int samples = Integer.parseInt(sizes[2]);
        double[] w = new double[rows * (columns + 1)];
        java.util.Arrays.setAll(w, Math::sin);
        weights.at(w, 0, rows, columns, columns);
        gradient.at(new double[rows * columns], 0, rows, columns, columns);
        input = new Batch(columns, samples);
        java.util.Arrays.setAll(input.data(), Math::cos);
        output = new Batch(rows, samples);
        java.util.Arrays.setAll(output.data(), Math::cos);
        peerWeights = new DMatrixRMaj(rows, columns, true, java.util.Arrays.copyOf(w, rows * columns));
        peerInput = new DMatrixRMaj(columns, samples);
        java.util.Arrays.setAll(peerInput.data, Math::cos);
        peerOutput = new DMatrixRMaj(rows, samples);
    }

    @Benchmark
    public Batch affine() {
        Kernels.affine(weights, weights.data(), weights.rows() * weights.columns(), input, output);
        return output;
    }

    @Benchmark
    public Matrix weightGradient() {
        Kernels.outerProductAdd(output, input, gradient);
        return gradient;
    }

    @Benchmark
    public DMatrixRMaj ejml() {
        return CommonOps_DDRM.mult(peerWeights, peerInput, peerOutput);
    }
}
