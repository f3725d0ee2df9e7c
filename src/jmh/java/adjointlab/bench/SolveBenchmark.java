package adjointlab.bench;

import adjointlab.core.field.Mlp;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.optim.Adam;
import adjointlab.core.optim.Evidence;
import adjointlab.core.optim.OptimizerState;
import adjointlab.lab.bench.FieldCase;
import adjointlab.lab.bench.GradientCase;
import java.util.concurrent.TimeUnit;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
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

/// One solve, one gradient, one training iteration; and Hipparchus solving the same field on the same kernels. All on
/// one core.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dadjointlab.threads=1"})
@Warmup(iterations = 2, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class SolveBenchmark {
    private static final double TOLERANCE = 1e-7;

    /// Which field.
    @Param({"small", "wide"})
    String field = "";

    private Runnable solve = () -> {};
    private GradientCase.Training continuous = unset();
    private GradientCase.Training discrete = continuous;
    private final Adam adam = new Adam(1e-6, 0.9, 0.999, 1e-8, Adam.WeightDecay.NONE);
    private OptimizerState state = adam.init(0);
    private final Evidence evidence = new Evidence();
    private FieldCase problem = FieldCase.small();

    private static GradientCase.Training unset() {
        return new GradientCase(FieldCase.small(), "dopri5-shampine", "continuous").training();
    }

    @Setup
    public void prepare() {
        problem = field.equals("small") ? FieldCase.small() : FieldCase.wide();
        solve = new GradientCase(problem, "dopri5-shampine", "continuous").forward();
        continuous = new GradientCase(problem, "dopri5-shampine", "continuous").training();
        discrete = new GradientCase(problem, "dopri5-shampine", "discrete").training();
        state = adam.init(problem.theta().length);
        evidence.with(1, 1, Double.NaN);
    }

    @Benchmark
    public void solve() {
        solve.run();
    }

    @Benchmark
    public void continuousGradient() {
        continuous.run();
    }

    @Benchmark
    public void discreteGradient() {
        discrete.run();
    }

    @Benchmark
    public void trainingIteration() {
        discrete.run();
        adam.update(problem.theta(), discrete.gradient(), state, evidence);
    }

    @Benchmark
    public ODEStateAndDerivative hipparchus() {
        Batch start = problem.start();
        Equation equation = new Equation(problem.field(), problem.theta(), start.size());
        var integrator = new DormandPrince54Integrator(1e-12, 1, TOLERANCE, TOLERANCE);
        return integrator.integrate(equation, new ODEState(0, start.data().clone()), 1);
    }

    /// The field as Hipparchus takes it.
    private static final class Equation implements OrdinaryDifferentialEquation {
        private final Mlp field;
        private final double[] theta;
        private final Scratch scratch = new Scratch();
        private final Batch y;
        private final Batch slope;

        Equation(Mlp field, double[] theta, int samples) {
            this.field = field;
            this.theta = theta;
            this.y = new Batch(field.dim(), samples);
            this.slope = new Batch(field.dim(), samples);
        }

        @Override
        public int getDimension() {
            return y.length();
        }

        @Override
        public double[] computeDerivatives(double t, double[] state) {
            double[] out = new double[state.length];
            field.eval(t, y.repoint(state, 0), theta, scratch, slope.repoint(out, 0));
            return out;
        }
    }
}
