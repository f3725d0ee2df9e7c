package adjointlab.core.net;

import static adjointlab.core.kernel.Nudges.moved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.Activation;
import adjointlab.core.field.Blocks;
import adjointlab.core.field.ConcatSquash;
import adjointlab.core.field.Context;
import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.LogDensity;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.Trace;
import adjointlab.core.field.TracedField;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every field with a trace promises: the sum of its Jacobian's diagonal, or along probes, against differences of
/// the field itself, and the derivatives of both.
final class TraceContractTest {
    private static final int SAMPLES = 5;
    private static final double T = 0.37;
    private static final List<Trace> TRACES = List.of(
            new Trace.Exact(),
            new Trace.Estimate(Trace.Noise.GAUSSIAN, 1),
            new Trace.Estimate(Trace.Noise.RADEMACHER, 3));

    /// @param name of the field
    record Case(String name, TracedField field, Trace trace) {
        LogDensity density() {
            return new LogDensity(field, trace);
        }

        @Override
        public String toString() {
            return name + ", " + trace;
        }
    }

    /// A chain that is what [ConcatSquash] is.
    private static Chain gated(List<Integer> widths, Activation hidden) {
        List<Part> parts = new ArrayList<>();
        for (int l = 1; l < widths.size(); l++) {
            parts.add(new Dense(widths.get(l - 1), widths.get(l), "field.W" + l, "field.b" + l));
            parts.add(new TimeGate(widths.get(l), List.of("field.g" + l, "field.c" + l, "field.s" + l)));
            if (l < widths.size() - 1) {
                parts.add(new Activate(Shape.vector(widths.get(l)), hidden));
            }
        }
        return new Chain(parts);
    }

    /// With time, parameters and functions of both components.
    private static final String FORMULA =
            "x' = a*sin(x*y) + t*x^2 + exp(-y); y' = tanh(x - b*y)*y + a*t; learn a = 0.3;" + " learn b = -0.7";

    private static final String DRIVEN = "x' = a*x^2*u - y; y' = sin(u*y) + a*t*x; learn a = 0.4";

    /// Networks beside and inside each other, of inputs, parameters and time, by themselves and within functions.
    private static final List<String> UNIVERSAL = List.of(
            "x' = nn1(x, y); y' = nn2(x, y)",
            "x' = a*x*nn(x*y, t) + exp(-y*nn(x)); y' = sin(nn(x*y, t) - y)*x + b*t; learn a = 0.3; learn b = -0.7",
            "x' = nn1(nn(x*a, y), t) - nn2(nn(x*a, y), t)*y; y' = nn(nn1(nn(x*a, y), t), u)^2 + nn(1, t); learn a = 1");

    private static TracedField formula(String formula, List<Double> widths) {
        var entry = Fields.CATALOG.get("formula");
        return (TracedField) built(entry.create(
                new Values(Map.<String, Object>of("formula", formula, "widths", widths)).complete(entry.parameters())));
    }

    static Stream<Case> cases() {
        List<TracedField> fields = new ArrayList<>();
        PartContractTest.parts().stream()
                .filter(part -> part.in().size() == part.out().size())
                .forEach(part -> fields.add(new PartField(part)));
        fields.add(new PartField(gated(List.of(2, 3, 4, 2), StandardActivations.TANH)));
        fields.add(new PartField(Chain.of(
                Stack.of(Chain.of(new Dense(3, 2, "W", "b"), new Softmax(2)), new Take(3, 0, 1)),
                new Dense(3, 3, "V", ""),
                new Activate(Shape.vector(3), StandardActivations.GELU))));
        for (String id : Fields.CATALOG.ids()) {
            if (built(Fields.CATALOG.get(id).createDefault()) instanceof TracedField traced) {
                fields.add(traced);
            }
        }
        fields.add((TracedField) built(Fields.CATALOG
                .get("formula")
                .create(new Values(Map.<String, Object>of("formula", FORMULA))
                        .complete(Fields.CATALOG.get("formula").parameters()))));
        fields.add((TracedField) built(Fields.CATALOG
                .get("formula")
                .create(new Values(Map.<String, Object>of("formula", DRIVEN, "inputBetween", "cubic"))
                        .complete(Fields.CATALOG.get("formula").parameters()))));
        for (String formula : UNIVERSAL) {
            fields.add(formula(formula, List.of(4.0, 3.0)));
        }
        fields.add(new Blocks(Mlp.of(List.of(2, 3, 2), StandardActivations.SOFTPLUS, true), 2));
        return fields.stream().flatMap(field -> TRACES.stream().map(trace -> new Case(name(field), field, trace)));
    }

    /// Of a plane, or of an image where a field takes such.
    private static VectorField built(FieldTemplate template) {
        try {
            return template.build(Shape.vector(2), Shape.vector(2));
        } catch (IllegalArgumentException _) {
            return template.build(new Shape(1, 3, 2), new Shape(1, 3, 2));
        }
    }

    private static String name(TracedField field) {
        String all = field.toString();
        return all.substring(0, Math.min(120, all.length()));
    }

    @Test
    void theCataloguesFieldsOfLayersAreAmongThem() {
        assertThat(cases().map(each -> each.field().getClass().getSimpleName()).distinct())
                .contains("PartField", "LinearField", "Mlp", "ConcatSquash", "Driven", "Blocks", "TracedFormulaField");
    }

    /// A point and directions, with a scratch that is bound.
    private static final class Trial {
        final LogDensity density;
        final int dim;
        final double[] theta;
        final double[] thetaDot;
        final Batch y;
        final Batch yDot;
        final Batch a;
        final Scratch scratch = new Scratch();

        Trial(Case tested) {
            Random random = new Random(7);
            density = tested.density();
            dim = tested.field().dim();
            theta = random.doubles(tested.field().parameters().size(), -0.9, 0.9)
                    .toArray();
            thetaDot = random.doubles(theta.length, -1, 1).toArray();
            y = batch(random, dim + 1);
            y.padState();
            yDot = batch(random, dim + 1);
            yDot.padState();
            a = batch(random, dim + 1);
            density.bind(theta, new Context(3).at(2), scratch);
        }

        static Batch batch(Random random, int dim) {
            Batch batch = new Batch(dim, SAMPLES);
            for (int i = 0; i < dim; i++) {
                for (int s = 0; s < SAMPLES; s++) {
                    batch.set(i, s, 2 * random.nextDouble() - 1);
                }
            }
            return batch;
        }

        Batch rates(double t, Batch y, double[] theta) {
            density.bind(theta, new Context(3).at(2), scratch);
            Batch dy = new Batch(dim + 1, SAMPLES);
            density.eval(t, y, theta, scratch, dy);
            return dy;
        }
    }

    /// f is the field's own, and an exact δ̇ the negative sum of the diagonal.
    @ParameterizedTest
    @MethodSource("cases")
    void ratesAreThoseOfTheFieldAndItsDiagonal(Case tested) {
        Trial trial = new Trial(tested);
        Batch rates = trial.rates(T, trial.y, trial.theta);
        int dim = trial.dim;
        Batch x = new Batch(dim, SAMPLES, trial.y.data(), trial.y.offset());
        Batch f = new Batch(dim, SAMPLES);
        Scratch scratch = new Scratch();
        tested.field().eval(T, x, trial.theta, scratch, f);
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                assertThat(rates.get(i, s)).isCloseTo(f.get(i, s), within(1e-14 * (1 + Math.abs(f.get(i, s)))));
            }
        }
        assertThat(rates.data()[rates.row(dim) + SAMPLES]).as("padding").isEqualTo(rates.get(dim, SAMPLES - 1));
        if (!(tested.trace() instanceof Trace.Exact)) {
            return;
        }
        double h = 1e-6;
        double[] sums = new double[SAMPLES];
        for (int i = 0; i < dim; i++) {
            Batch unit = new Batch(dim, SAMPLES);
            for (int s = 0; s < SAMPLES; s++) {
                unit.set(i, s, 1);
            }
            Batch up = new Batch(dim, SAMPLES);
            Batch down = new Batch(dim, SAMPLES);
            tested.field().eval(T, moved(x, unit, h), trial.theta, scratch, up);
            tested.field().eval(T, moved(x, unit, -h), trial.theta, scratch, down);
            for (int s = 0; s < SAMPLES; s++) {
                sums[s] += (up.get(i, s) - down.get(i, s)) / (2 * h);
            }
        }
        for (int s = 0; s < SAMPLES; s++) {
            assertThat(rates.get(dim, s)).isCloseTo(-sums[s], within(1e-8 * (1 + Math.abs(sums[s]))));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void directionsAreThoseOfTheRates(Case tested) {
        Trial trial = new Trial(tested);
        double tDot = -0.6;
        Batch dot = new Batch(trial.dim + 1, SAMPLES);
        var direction = new VectorField.Direction(trial.yDot, trial.thetaDot, tDot);
        trial.density.jvp(T, trial.y, trial.theta, direction, trial.scratch, dot);
        double h = 1e-6;
        Batch up = trial.rates(T + h * tDot, moved(trial.y, trial.yDot, h), moved(trial.theta, trial.thetaDot, h));
        Batch down = trial.rates(T - h * tDot, moved(trial.y, trial.yDot, -h), moved(trial.theta, trial.thetaDot, -h));
        for (int i = 0; i <= trial.dim; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                double difference = (up.get(i, s) - down.get(i, s)) / (2 * h);
                assertThat(dot.get(i, s)).isCloseTo(difference, within(2e-8 * (1 + Math.abs(difference))));
            }
        }
    }

    /// aᵀ of the rates, by state, weights and time.
    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreTheTransposeOfDirections(Case tested) {
        Trial trial = new Trial(tested);
        double tDot = 0.7;
        int p = trial.theta.length;
        Batch dot = new Batch(trial.dim + 1, SAMPLES);
        var direction = new VectorField.Direction(trial.yDot, trial.thetaDot, tDot);
        trial.density.jvp(T, trial.y, trial.theta, direction, trial.scratch, dot);
        double expected = 0;
        for (int i = 0; i <= trial.dim; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                expected += trial.a.get(i, s) * dot.get(i, s);
            }
        }
        Batch gy = new Batch(trial.dim + 1, SAMPLES);
        ParameterGradient summed = new ParameterGradient(1, p);
        double byTime = trial.density.vjp(T, trial.y, trial.theta, trial.a, trial.scratch, gy, summed);
        double sum = byTime * tDot;
        for (int i = 0; i <= trial.dim; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                sum += gy.get(i, s) * trial.yDot.get(i, s);
            }
            assertThat(gy.data()[gy.row(i) + SAMPLES]).as("padding").isZero();
        }
        for (int j = 0; j < p; j++) {
            sum += summed.data()[j] * trial.thetaDot[j];
        }
        assertThat(sum).isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
        ParameterGradient rows = new ParameterGradient(SAMPLES, p);
        Batch again = new Batch(trial.dim + 1, SAMPLES);
        Batch rates = new Batch(trial.dim + 1, SAMPLES);
        trial.density.evalAndVjp(T, trial.y, trial.theta, trial.a, trial.scratch, rates, again, rows);
        assertThat(again.data()).isEqualTo(gy.data());
        assertThat(rates.data()).isEqualTo(trial.rates(T, trial.y, trial.theta).data());
        for (int j = 0; j < p; j++) {
            double own = 0;
            for (int s = 0; s < SAMPLES; s++) {
                own += rows.data()[s * p + j];
            }
            assertThat(own).isCloseTo(summed.data()[j], within(1e-13 * SAMPLES * (1 + Math.abs(own))));
        }
    }

    /// A bias enters a trace through values alone, so that what a layer is told sums to its bias's gradient.
    @ParameterizedTest
    @MethodSource("cases")
    void layersAreToldTheirBiassGradient(Case tested) {
        Trial trial = new Trial(tested);
        int p = trial.theta.length;
        ParameterGradient gradient = new ParameterGradient(1, p);
        trial.density.vjp(T, trial.y, trial.theta, trial.a, trial.scratch, new Batch(trial.dim + 1, SAMPLES), gradient);
        List<DenseLayer> layers = trial.density.denseLayers();
        int[] columns = new int[layers.size()];
        double[][] sums = layers.stream().map(layer -> new double[layer.rows()]).toArray(double[][]::new);
        trial.density.layerCotangents(T, trial.y, trial.theta, trial.a, trial.scratch, (index, _, _, g) -> {
            columns[index] += g.size();
            for (int i = 0; i < g.dim(); i++) {
                for (int s = 0; s < g.size(); s++) {
                    sums[index][i] += g.get(i, s);
                }
            }
        });
        for (int l = 0; l < sums.length; l++) {
            DenseLayer layer = layers.get(l);
            for (int i = 0; i < layer.rows() && columns[l] > 0 && layer.inputs() > 0 && layer.bias() >= 0; i++) {
                // in front of a gate or a block's rate the layer itself is scaled, and so is what it is
                // told
                assertThat(sums[l][i])
                        .as("layer %d, row %d", l, i)
                        .isCloseTo(gradient.data()[layer.bias() + i], within(1e-12 * (1 + Math.abs(sums[l][i]))));
            }
        }
        if (!(tested.field() instanceof Blocks)) {
            assertThat(columns)
                    .isEqualTo(layers.stream()
                            .mapToInt(layer -> SAMPLES * layer.locations())
                            .toArray());
        }
    }

    /// The same where a convolution is told in several pieces by each of several probes.
    @Test
    void convolutionsAreToldInPieces() {
        Shape image = new Shape(1, 30, 30);
        Part part = Chain.of(
                new Conv(image, 2, 3, "W1", "b1"),
                new Activate(new Shape(2, 30, 30), StandardActivations.TANH),
                new Conv(new Shape(2, 30, 30), 1, 3, "W2", "b2"));
        int[] calls = new int[2];
        new PartField(part)
                .layerCotangents(
                        T,
                        new Batch(900, SAMPLES),
                        new double[part.parameters().size()],
                        new Batch(900, SAMPLES),
                        new Scratch(),
                        (index, _, _, _) -> calls[index]++);
        assertThat(calls[1]).isGreaterThan(1);
        layersAreToldTheirBiassGradient(
                new Case("pieces", new PartField(part), new Trace.Estimate(Trace.Noise.RADEMACHER, 3)));
    }

    /// The perceptron with gates and the chain of parts that it is say the same.
    @Test
    void theFastFormIsTheChainOfParts() {
        List<Integer> widths = List.of(2, 4, 3, 2);
        for (Trace trace : TRACES) {
            for (Activation hidden : List.of(StandardActivations.TANH, StandardActivations.SOFTPLUS)) {
                Trial fast = new Trial(new Case("fast", new ConcatSquash(widths, hidden), trace));
                Trial chain = new Trial(new Case("chain", new PartField(gated(widths, hidden)), trace));
                assertThat(chain.density.parameters().entryNames())
                        .isEqualTo(fast.density.parameters().entryNames());
                assertThat(chain.density.denseLayers()).isEqualTo(fast.density.denseLayers());
                assertThat(chain.rates(T, chain.y, chain.theta).data())
                        .containsExactly(fast.rates(T, fast.y, fast.theta).data(), within(1e-13));
                assertThat(gradient(chain)).containsExactly(gradient(fast), within(1e-12));
                double[][] told = told(fast);
                double[][] ofChain = told(chain);
                for (int l = 0; l < told.length; l++) {
                    assertThat(ofChain[l]).as("layer %d", l).containsExactly(told[l], within(1e-12));
                }
            }
        }
    }

    /// A formula that is a network alone flows as the perceptron does.
    @Test
    void aNetworkInAFormulaIsThePerceptron() {
        for (Trace trace : TRACES) {
            TracedField typed = formula("x' = nn1(x, y); y' = nn2(x, y)", List.of(5.0, 3.0));
            Trial formula = new Trial(new Case("formula", typed, trace));
            Mlp mlp = Mlp.of(List.of(2, 5, 3, 2), StandardActivations.TANH, false);
            Trial perceptron = new Trial(new Case("perceptron", mlp, trace));
            assertThat(formula.density.parameters().entryNames())
                    .isEqualTo(perceptron.density.parameters().entryNames());
            assertThat(formula.density.denseLayers()).isEqualTo(perceptron.density.denseLayers());
            assertThat(formula.rates(T, formula.y, formula.theta).data())
                    .containsExactly(
                            perceptron.rates(T, perceptron.y, perceptron.theta).data(), within(1e-13));
            assertThat(gradient(formula)).containsExactly(gradient(perceptron), within(1e-12));
            double[][] told = told(perceptron);
            double[][] ofFormula = told(formula);
            for (int l = 0; l < told.length; l++) {
                assertThat(ofFormula[l]).as("layer %d", l).containsExactly(told[l], within(1e-12));
            }
        }
    }

    private static double[] gradient(Trial trial) {
        ParameterGradient gradient = new ParameterGradient(1, trial.theta.length);
        Batch gy = new Batch(trial.dim + 1, SAMPLES);
        trial.density.vjp(T, trial.y, trial.theta, trial.a, trial.scratch, gy, gradient);
        return gradient.data();
    }

    private static double[][] told(Trial trial) {
        double[][] told = new double[trial.density.denseLayers().size()][];
        trial.density.layerCotangents(
                T,
                trial.y,
                trial.theta,
                trial.a,
                trial.scratch,
                (index, _, _, g) -> told[index] = Arrays.stream(g.toRows())
                        .flatMapToDouble(Arrays::stream)
                        .toArray());
        return told;
    }

    @Test
    void aJacobianThatIsNotSquareHasNoTrace() {
        PartField field = new PartField(new Dense(3, 2, "W", "b"));
        assertThatThrownBy(() -> field.prepareDensity(1, 1)).hasMessageContaining("2 rows and 3 columns");
    }
}
