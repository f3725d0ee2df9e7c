package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Optimizers;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.FamilyTemplate;
import adjointlab.core.family.Flow;
import adjointlab.core.family.Model;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.family.Recurrence;
import adjointlab.core.family.Stem;
import adjointlab.core.field.ConcatSquash;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.Shape;
import adjointlab.core.field.Signal;
import adjointlab.core.field.Signal.Between;
import adjointlab.core.field.Signal.Beyond;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.Trace;
import adjointlab.core.field.VectorField;
import adjointlab.core.formula.Formula;
import adjointlab.core.formula.FormulaField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Crew;
import adjointlab.core.net.Activate;
import adjointlab.core.net.Chain;
import adjointlab.core.net.ConvStack;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Gru;
import adjointlab.core.net.PartField;
import adjointlab.core.net.WithTime;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Grouped;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.Snopt;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.MiniBatches;
import adjointlab.core.problem.NegativeLogLikelihood;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.problem.density.DensityLearning;
import adjointlab.core.problem.density.PlanarDensity;
import adjointlab.core.problem.dynamics.LinearSystem;
import adjointlab.core.problem.samples.Samples;
import adjointlab.core.problem.sequence.Circuit;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.rollout.Experiment;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing is allocated in the steady state of a training iteration.
final class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ITERATIONS = 100;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(Patience.SECONDS / 3);

    private final int threads = Crew.limit();

    @AfterEach
    void restore() {
        Crew.limit(threads);
    }

    static Stream<String> methods() {
        return Gradients.CATALOG.ids().stream();
    }

    /// Those that need nothing but a gradient.
    static Stream<String> firstOrderOptimizers() {
        return Optimizers.CATALOG.ids().stream()
                .filter(id -> optimizer(id).needs().isEmpty());
    }

    private static Optimizer optimizer(String id) {
        return Optimizers.CATALOG.get(id).createDefault();
    }

    private static void expectNoAllocation(String method, Optimizer optimizer, int width, int samples) {
        AdjointMethod adjoint = Gradients.CATALOG.get(method).createDefault();
        Mlp field = Mlp.of(List.of(2, width, 2), StandardActivations.TANH, true);
        Experiment experiment = new Experiment(
                new Experiment.Task(
                        new LinearSystem(2, List.of(-1.0, 1.0, -1.0, -1.0), 1, 1, new LinearSystem.Sample(samples)),
                        new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                new Node(Parts.ReadOut.IDENTITY).build((_, _) -> field, field.dim(), field.dim()),
                new Experiment.Numerics(TestSettings.adaptive("dopri5", 1e-5), adjoint),
                new Experiment.Training(optimizer, Schedule.CONSTANT, Clipping.NONE),
                1);
        expectNoAllocation(experiment);
    }

    private static void expectNoAllocation(Experiment experiment) {
        int p = experiment.model().parameters().size();
        double[] theta = new java.util.Random(7).doubles(p, -0.5, 0.5).toArray();
        Trainer trainer = new Trainer(experiment, theta);
        // Vector code allocates until it is compiled; how long that takes is the compiler's affair.
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long bytes = Long.MAX_VALUE;
        while (bytes > ITERATIONS * 64L && System.nanoTime() < deadline) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < ITERATIONS; k++) {
                trainer.step(Cancellation.NEVER);
            }
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(trainer.evaluation().status().ok()).isTrue();
        assertThat(bytes / ITERATIONS).as("bytes an iteration").isLessThanOrEqualTo(64);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anIterationAllocatesNothing(String method) {
        expectNoAllocation(method, SimplestOdeExperiment.ADAM, method.equals("forward") ? 3 : 12, 20);
    }

    @ParameterizedTest
    @MethodSource("firstOrderOptimizers")
    void anOptimizersStepAllocatesNothing(String id) {
        expectNoAllocation("discrete", optimizer(id), 4, 8);
    }

    private static Optimizer snopt() {
        return new Snopt(
                1e-3,
                new Snopt.Precondition(Snopt.Form.AUTHORS, 0.05, true, 0.75),
                new LayerFactors.Sampling(0.25, 1),
                0.9,
                0);
    }

    /// Factors gathered and decomposed at every iteration included.
    @Test
    void aSecondOrderStepAllocatesNothing() {
        expectNoAllocation("continuous", snopt(), 6, 8);
    }

    /// Each group with an optimizer of its own.
    @Test
    void aStepByGroupsAllocatesNothing() {
        Mlp field = Mlp.of(List.of(2, 6, 2), StandardActivations.TANH, true);
        Model model = new Node(Parts.ReadOut.LINEAR).build((_, _) -> field, field.dim(), field.dim());
        int inside = field.parameters().size();
        int around = model.parameters().size() - inside;
        Grouped grouped = new Grouped(
                List.of(new Grouped.Group(inside, snopt()), new Grouped.Group(around, SimplestOdeExperiment.ADAM)));
        expectNoAllocation(new Experiment(
                new Experiment.Task(
                        new LinearSystem(2, List.of(-1.0, 1.0, -1.0, -1.0), 1, 1, new LinearSystem.Sample(8)),
                        new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                model,
                new Experiment.Numerics(
                        TestSettings.adaptive("dopri5", 1e-5),
                        Gradients.CATALOG.get("continuous").createDefault()),
                new Experiment.Training(grouped, Schedule.CONSTANT, Clipping.NONE),
                1));
    }

    /// Inputs, a parameter and a network within.
    @ParameterizedTest
    @MethodSource("methods")
    void aDrivenFormulaAllocatesNothing(String method) {
        Signal input =
                new Signal(List.of(0.0, 0.3, 0.6, 2.0), List.of(1.0, -1.0, 0.5, 0.0), Between.CUBIC, Beyond.HOLD);
        FormulaField field = FormulaField.of(
                Formula.learnable("x' = a*y + u1; y' = nn(x, u1) - x; learn a = 1"),
                new FormulaField.Inside(List.of(3), StandardActivations.TANH),
                List.of(input),
                2,
                2);
        expectNoAllocation(new Experiment(
                new Experiment.Task(
                        new LinearSystem(2, List.of(-1.0, 1.0, -1.0, -1.0), 1, 1, new LinearSystem.Sample(8)),
                        new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                new Node(Parts.ReadOut.IDENTITY).build((_, _) -> field, 2, 2),
                new Experiment.Numerics(
                        TestSettings.adaptive("dopri5", 1e-5),
                        Gradients.CATALOG.get(method).createDefault()),
                new Experiment.Training(SimplestOdeExperiment.ADAM, Schedule.CONSTANT, Clipping.NONE),
                1));
    }

    /// Fresh samples, fresh noise, trace and all.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFlowAllocatesNothing(boolean exact) {
        expectNoAllocation(exact, (in, out) -> new ConcatSquash(List.of(in, 6, out), StandardActivations.TANH));
    }

    /// The same with a field that is a chain of parts.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFlowOfPartsAllocatesNothing(boolean exact) {
        expectNoAllocation(
                exact,
                (in, out) -> new PartField(Chain.of(
                        new WithTime(Shape.vector(in), false),
                        new Dense(in + 1, 6, "field.W1", "field.b1"),
                        new Activate(Shape.vector(6), StandardActivations.TANH),
                        new Dense(6, out, "field.W2", "field.b2"))));
    }

    /// The same with a formula that has a network within.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFlowOfAFormulaAllocatesNothing(boolean exact) {
        expectNoAllocation(
                exact,
                (in, out) -> FormulaField.of(
                        Formula.learnable("x' = nn(x, y, t) - x; y' = a*nn2(x, y, t); learn a = 1"),
                        new FormulaField.Inside(List.of(3), StandardActivations.TANH),
                        in,
                        out));
    }

    private static void expectNoAllocation(boolean exact, FieldTemplate field) {
        Trace trace = exact ? new Trace.Exact() : new Trace.Estimate(Trace.Noise.GAUSSIAN, 1);
        expectNoAllocation(new Experiment(
                new Experiment.Task(new DensityLearning(PlanarDensity.CIRCLE, 16, true), new NegativeLogLikelihood()),
                new Flow(trace, 1).build(field, 2, 1),
                new Experiment.Numerics(
                        TestSettings.adaptive("dopri5", 1e-4),
                        Gradients.CATALOG.get("continuous").createDefault()),
                new Experiment.Training(snopt(), Schedule.CONSTANT, Clipping.NONE),
                1));
    }

    /// A heavy ball between observations, in batches, whichever way gaps are integrated.
    @ParameterizedTest
    @CsvSource({"discrete, UNION", "continuous, UNION", "discrete, FACTOR", "continuous, FACTOR"})
    void aRecurrentModelAllocatesNothing(String method, SequenceLearning.Gaps gaps) {
        SequenceLearning series = new SequenceLearning(
                new Circuit(new Samples.Counts(9, 0), 12, 0.5, 0.05),
                new SequenceLearning.Cut(5, 12, 0.1),
                new SequenceLearning.Next(List.of(), 2, new SequenceLearning.Weights(1, 0.5, 1)),
                new SequenceLearning.View(true, SequenceLearning.Start.WINDOW, gaps));
        FamilyTemplate family = Families.CATALOG
                .get("hbnode")
                .create(new Values(Map.of("readOut", "linear"))
                        .complete(Families.CATALOG.get("hbnode").parameters()))
                .recurrent(new Recurrence(3, Recurrence.Start.WHOLE, new Gru()), series.observed());
        expectNoAllocation(new Experiment(
                new Experiment.Task(new MiniBatches(series, 4), new SquaredLoss(SquaredLoss.Weighting.MEAN)),
                family.build(
                        (in, out) -> Mlp.of(List.of(in, 5, out), StandardActivations.RELU, false),
                        series.dim(),
                        series.outputDim()),
                new Experiment.Numerics(
                        TestSettings.adaptive("dopri5", 1e-3),
                        Gradients.CATALOG.get(method).createDefault()),
                new Experiment.Training(SimplestOdeExperiment.ADAM, Schedule.CONSTANT, Clipping.NONE),
                1));
    }

    /// Convolutions in single precision, on the way up alone and back too.
    @ParameterizedTest
    @ValueSource(strings = {"discrete", "continuous"})
    void aFieldOfImagesAllocatesNothing(String method) {
        Shape image = new Shape(1, 6, 5);
        ConvStack stack = new ConvStack(
                image,
                List.of(
                        new ConvStack.Layer(3, 1, StandardActivations.RELU),
                        new ConvStack.Layer(3, 3, StandardActivations.TANH),
                        new ConvStack.Layer(1, 5, StandardActivations.IDENTITY)),
                ConvStack.TimeChannel.LAST,
                "conv");
        Batch states = new Batch(image.size(), 9);
        Batch targets = new Batch(image.size(), 9);
        ProblemData data = new ProblemData(states, 0, new double[] {1}, List.of(targets), ProblemData.Truth.UNKNOWN);
        expectNoAllocation(new Experiment(
                new Experiment.Task(
                        new GivenData(data, image.size()), new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                new Node(Parts.ReadOut.IDENTITY).build((_, _) -> new PartField(stack), image.size(), image.size()),
                new Experiment.Numerics(
                        TestSettings.adaptive("dopri5", 1e-3),
                        Gradients.CATALOG.get(method).createDefault()),
                new Experiment.Training(SimplestOdeExperiment.ADAM, Schedule.CONSTANT, Clipping.NONE),
                1));
    }

    /// Stem, field and head, factors of them all gathered and decomposed at every iteration, in single precision
    /// and in double.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecondOrderStepOfImagesAllocatesNothing(boolean single) {
        Shape image = new Shape(1, 10, 13);
        Batch states = new Batch(image.size(), 9);
        states.fill(0.5);
        ProblemData data =
                new ProblemData(states, 0, new double[] {1}, List.of(new Batch(2, 9)), ProblemData.Truth.UNKNOWN);
        Node family = new Node(Parts.ReadOut.LINEAR, new Parts.OfImages(Optional.of(new Stem(3)), 2));
        expectNoAllocation(new Experiment(
                new Experiment.Task(new GivenData(data, 2), new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                family.build(
                        (FieldOfImages) (in, _) -> {
                            ConvStack stack = new ConvStack(
                                    in,
                                    List.of(
                                            new ConvStack.Layer(4, 3, StandardActivations.RELU),
                                            new ConvStack.Layer(3, 3, StandardActivations.IDENTITY)),
                                    ConvStack.TimeChannel.FIRST,
                                    "conv");
                            return new PartField(single ? stack : stack.twin());
                        },
                        image,
                        2),
                new Experiment.Numerics(
                        TestSettings.adaptive("dopri5", 1e-3),
                        Gradients.CATALOG.get("continuous").createDefault()),
                new Experiment.Training(snopt(), Schedule.CONSTANT, Clipping.NONE),
                1));
    }

    /// A field that is made for a shape.
    @FunctionalInterface
    private interface FieldOfImages extends FieldTemplate {
        @Override
        VectorField build(Shape in, Shape out);

        @Override
        default VectorField build(int in, int out) {
            return build(Shape.vector(in), Shape.vector(out));
        }
    }

    @Test
    void sharedWorkAllocatesNothing() {
        Crew.limit(2);
        expectNoAllocation("continuous", SimplestOdeExperiment.ADAM, 60, 300);
    }
}
