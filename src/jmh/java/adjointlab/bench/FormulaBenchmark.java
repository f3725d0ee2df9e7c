package adjointlab.bench;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.VectorField;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/// Lotka-Volterra with four learned rates, typed as a formula and written by hand: time a batch.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Dadjointlab.threads=1"})
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class FormulaBenchmark {
    private static final String TYPED =
            "x' = a*x - b*x*y; y' = c*x*y - d*y; learn a = 1; learn b = 1; learn c = 1; learn d = 1";

    private final double[] theta = {1, 0.9, 1.1, 1.2};
    private final Scratch scratch = new Scratch();
    private final ParameterGradient gTheta = new ParameterGradient(1, 4);
    private VectorField field = new ByHand();
    private Batch y = new Batch(2, 1);
    private Batch a = y;
    private Batch dy = y;
    private Batch gy = y;
    private Direction direction = new Direction(y, theta, 0);
    private Batch[] cotangents = {};
    private final AdjointMethod.Times times = new AdjointMethod.Times(0, 6);
    private AdjointMethod.Work work = prepared(field, 1);

    @Param({"hand", "formula"})
    String written = "";

    @Param({"1", "8", "120"})
    int samples;

    @Setup
    public void make() {
        if (written.equals("formula")) {
            var entry = Fields.CATALOG.get("formula");
            field = entry.create(new Values(Map.of("formula", TYPED)).complete(entry.parameters()))
                    .build(2, 2);
        }
        y = filled(1);
        a = filled(2);
        a.padCotangent();
        dy = new Batch(2, samples);
        gy = new Batch(2, samples);
        field.bind(theta, new Context(1), scratch);
        direction = new Direction(filled(3), new double[] {0.1, -0.2, 0.3, -0.4}, 0);
        cotangents = new Batch[] {a};
        work = prepared(field, samples);
    }

    private static AdjointMethod.Work prepared(VectorField field, int samples) {
        SolverSettings steps = Integration.settings(
                Solvers.CATALOG.get("tsit5").createDefault(),
                Integration.Adaptivity.defaults(),
                new Values(Map.of("stepping", "fixed", "steps", 40)).complete(Integration.PARAMETERS));
        return Gradients.CATALOG
                .get("discrete")
                .createDefault()
                .prepare(new AdjointMethod.Setup(field, samples, steps).withoutTimes());
    }

    private Batch filled(int phase) {
        Batch batch = new Batch(2, samples);
        for (int s = 0; s < samples; s++) {
            batch.set(0, s, 1.5 + Math.sin(phase + s));
            batch.set(1, s, 1.5 + Math.cos(phase + s));
        }
        batch.padState();
        return batch;
    }

    @Benchmark
    public Batch eval() {
        field.eval(0, y, theta, scratch, dy);
        return dy;
    }

    @Benchmark
    public Batch evalAndVjp() {
        field.evalAndVjp(0, y, theta, a, scratch, dy, gy, gTheta);
        return gy;
    }

    @Benchmark
    public Batch jvp() {
        field.jvp(0, y, theta, direction, scratch, dy);
        return dy;
    }

    /// A solve over a period with its gradient, by equal steps.
    @Benchmark
    public double[] gradientOfSolve() {
        boolean done = work.forward(theta, y, times, StepListener.NONE, Cancellation.NEVER)
                        .ok()
                && work.backward(cotangents, AdjointListener.NONE, Cancellation.NEVER)
                        .ok();
        if (!done) {
            throw new IllegalStateException("a benchmark's solve failed");
        }
        return work.gradTheta();
    }

    /// As one writes it who knows the equation.
    private static final class ByHand implements VectorField {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public ParameterLayout parameters() {
            return new ParameterLayout(List.of(Block.of("a", 0), Block.of("b", 1), Block.of("c", 2), Block.of("d", 3)));
        }

        @Override
        public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
            double[] from = y.data();
            double[] to = dyOut.data();
            for (int s = 0; s < y.stride(); s++) {
                double prey = from[y.row(0) + s];
                double predators = from[y.row(1) + s];
                to[dyOut.row(0) + s] = theta[0] * prey - theta[1] * prey * predators;
                to[dyOut.row(1) + s] = theta[2] * prey * predators - theta[3] * predators;
            }
        }

        @Override
        public double vjp(
                double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
            double[] from = y.data();
            double[] pull = a.data();
            double[] to = gyAcc.data();
            double[] sums = gThetaAcc.data();
            for (int s = 0; s < y.size(); s++) {
                double prey = from[y.row(0) + s];
                double predators = from[y.row(1) + s];
                double ofPrey = pull[a.row(0) + s];
                double ofPredators = pull[a.row(1) + s];
                to[gyAcc.row(0) + s] += ofPrey * (theta[0] - theta[1] * predators) + ofPredators * theta[2] * predators;
                to[gyAcc.row(1) + s] += ofPredators * (theta[2] * prey - theta[3]) - ofPrey * theta[1] * prey;
                sums[0] += ofPrey * prey;
                sums[1] -= ofPrey * prey * predators;
                sums[2] += ofPredators * prey * predators;
                sums[3] -= ofPredators * predators;
            }
            return 0;
        }

        @Override
        public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
            double[] from = y.data();
            double[] moves = direction.y().data();
            double[] dots = direction.theta();
            double[] to = dfOut.data();
            for (int s = 0; s < y.stride(); s++) {
                double prey = from[y.row(0) + s];
                double predators = from[y.row(1) + s];
                double preyDot = moves[direction.y().row(0) + s];
                double predatorsDot = moves[direction.y().row(1) + s];
                double meet = prey * predators;
                double meetDot = preyDot * predators + prey * predatorsDot;
                to[dfOut.row(0) + s] = dots[0] * prey + theta[0] * preyDot - dots[1] * meet - theta[1] * meetDot;
                to[dfOut.row(1) + s] =
                        dots[2] * meet + theta[2] * meetDot - dots[3] * predators - theta[3] * predatorsDot;
            }
        }
    }
}
