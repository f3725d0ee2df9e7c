package adjointlab.bench;

import adjointlab.core.catalog.Activations;
import adjointlab.core.field.Activation;
import adjointlab.core.kernel.Kernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Activations and stage combinations, time an element.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dadjointlab.threads=1"})
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class ElementwiseBenchmark {
    private static final int LENGTH = 4800;

    private final double[] z = new double[LENGTH];
    private final double[] out = new double[LENGTH];

    /// For the activations.
    @State(Scope.Thread)
    public static class Chosen {
        @Param({"tanh", "elu", "sigmoid", "softplus", "silu", "gelu", "sine"})
        String activation = "";

        private Activation function = Activations.CATALOG.get("tanh").createDefault();

        @Setup
        public void choose() {
            function = Activations.CATALOG.get(activation).createDefault();
        }
    }

    /// For the combinations.
    @State(Scope.Thread)
    public static class Stages {
        private final double[][] slopes = new double[7][LENGTH];
        private final double[] weights = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};
    }

    @Setup
    public void fill() {
        java.util.Arrays.setAll(z, i -> 3 * Math.sin(i));
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public double[] activation(Chosen chosen) {
        chosen.function.values(z, 0, LENGTH, out);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(LENGTH)
    public double[] stageCombination(Stages stages) {
        Kernels.combine(out, z, stages.slopes, stages.weights, 6, LENGTH);
        return out;
    }
}
