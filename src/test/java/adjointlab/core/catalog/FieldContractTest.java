package adjointlab.core.catalog;

import static adjointlab.core.kernel.Nudges.moved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.family.FamilyTemplate;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every registered field promises, with every activation.
final class FieldContractTest {
    private static final int SAMPLES = 5;

    /// Every operation and function, parameters, networks beside and inside each other, and the default.
    private static final List<String> FORMULAS = List.of(
            (String) Formulas.FIELD.defaultValue(),
            "x'' = -k*x + nn(x, x', t)*x'; learn k = 1",
            "x' = a*y - t*b^2/(2 + x^2) + x^-3*0; y' = x*y^3/(3 + a*a) - exp(-x^2)^(1.5 + y^2); learn a = 1; learn b ="
                    + " 2",
            "x' = sin(a*x) + cos(y)*tan(x/4) + sinh(x)/cosh(y) - tanh(a*t); y' = log(3 + x) + sqrt(4 + y)*x;"
                    + " learn a = 1",
            "x' = asin(x/2) - acos(y/2)*atan(a*x) + sigmoid(x*y); y' = softplus(y) - x*y + atan2(2 + y, 3 + x);"
                    + " learn a = 1",
            "x' = nn1(nn(x*a, y), t) - nn2(nn(x*a, y), t)*y; y' = nn(nn1(nn(x*a, y), t)) + c*x; c = a^2; learn a = 1",
            "x' = -y; y' = x");

    /// @param name for the report
    /// @param field as many components in as out
    record Case(String name, VectorField field) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> fields() {
        List<Case> cases = new ArrayList<>();
        for (String coupling : List.of("free", "scalar", "diagonal", "rotation")) {
            cases.add(make("linear", Map.of("coupling", coupling)));
        }
        for (var entry : Activations.CATALOG.entries()) {
            String activation = entry.id();
            if (entry.parameters().isEmpty()) {
                cases.add(make("mlp", Map.of("activation", activation, "widths", List.of(7.0, 3.0), "time", true)));
                cases.add(make("concat-squash", Map.of("activation", activation, "widths", List.of(4.0, 3.0))));
            }
            cases.add(make("pre-activation", Map.of("activation", activation, "sigmaW", 0.7)));
        }
        cases.add(make("mlp", Map.of("outputActivation", "tanh", "widths", List.of())));
        cases.add(make("mlp", Map.of("outputActivation", "sine", "widths", List.of(9.0))));
        cases.add(make("driven", Map.of("widths", List.of(4.0))));
        cases.add(make("driven", Map.of("widths", List.of(4.0), "inputBetween", "steps")));
        cases.add(make("driven", fromTable()));
        for (String function : List.of("rosenbrock", "beale", "himmelblau", "rastrigin", "bowl")) {
            cases.add(make("gradient-flow", Map.of("function", function)));
        }
        for (String formula : FORMULAS) {
            cases.add(make("formula", Map.of("formula", formula, "widths", List.of(4.0, 3.0))));
        }
        for (String between : List.of("linear, cubic", "steps, linear", "cubic, steps")) {
            cases.add(drivenFormula("x'' = -c*x' - k*(x - u2) + u1; learn c = 1; learn k = 2", between));
            cases.add(
                    drivenFormula("x' = y*u1^2 + nn(x, u2*t); y' = nn(nn(u1), x) - a*sin(u2*x); learn a = 1", between));
        }
        for (var family : Families.CATALOG.entries()) {
            cases.add(dynamics(family, Map.of()));
        }
        for (String gate : List.of("tanh", "hardtanh", "identity")) {
            for (String convention : List.of("paper", "authors")) {
                cases.add(dynamics(Families.CATALOG.get("ghbnode"), Map.of("gate", gate, "convention", convention)));
            }
        }
        return cases.stream();
    }

    private static Map<String, Object> fromTable() {
        try {
            Path table = Files.createTempFile("input", ".csv");
            table.toFile().deleteOnExit();
            Files.writeString(table, "u,v\n1,0.3\n2,-0.4\n3,0.7\n");
            return Map.of("widths", List.of(4.0), "inputFile", table.toString(), "inputColumn", 2, "inputLength", 3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case drivenFormula(String formula, String between) {
        return make(
                "formula",
                Map.of("formula", formula, "widths", List.of(3.0), "inputCount", 2, "inputBetweenEach", between));
    }

    private static Case make(String id, Map<String, Object> values) {
        var entry = Fields.CATALOG.get(id);
        return new Case(
                id + values,
                entry.create(new Values(values).complete(entry.parameters())).build(2, 2));
    }

    /// What a family makes of a perceptron.
    private static Case dynamics(Entry<FamilyTemplate> family, Map<String, Object> values) {
        var field = Fields.CATALOG.get("mlp");
        FieldTemplate template = field.create(new Values(Map.of("widths", List.of(4.0))).complete(field.parameters()));
        return new Case(
                family.id() + values,
                family.create(new Values(values).complete(family.parameters()))
                        .build(template, 2, 2)
                        .field());
    }

    private static double[] random(Random random, int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    private static Batch randomBatch(Random random, int dim) {
        Batch batch = new Batch(dim, SAMPLES);
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                batch.set(i, s, random.nextDouble(-1, 1));
            }
        }
        return batch;
    }

    private static double dot(Batch u, Batch v) {
        double sum = 0;
        for (int i = 0; i < u.dim(); i++) {
            for (int s = 0; s < u.size(); s++) {
                sum += u.get(i, s) * v.get(i, s);
            }
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("fields")
    void derivativesAgreeWithCentralDifferences(Case tested) {
        VectorField field = tested.field();
        Random random = new Random(11);
        Scratch scratch = new Scratch();
        int p = field.parameters().size();
        double t = 0.37;
        double[] theta = random(random, p);
        Batch y = randomBatch(random, field.dim());
        y.padState();
        Batch a = randomBatch(random, field.dim());
        double[] dTheta = random(random, p);
        Batch dy = randomBatch(random, field.dim());
        dy.padState();
        double dt = 0.6;

        Batch jvp = new Batch(field.dim(), SAMPLES);
        field.jvp(t, y, theta, new VectorField.Direction(dy, dTheta, dt), scratch, jvp);
        double h = 1e-6;
        Batch plus = at(field, t + h * dt, moved(y, dy, h), moved(theta, dTheta, h), scratch);
        Batch minus = at(field, t - h * dt, moved(y, dy, -h), moved(theta, dTheta, -h), scratch);
        for (int i = 0; i < field.dim(); i++) {
            for (int s = 0; s < SAMPLES; s++) {
                assertThat(jvp.get(i, s))
                        .isCloseTo(
                                (plus.get(i, s) - minus.get(i, s)) / (2 * h),
                                within(1e-7 * (1 + Math.abs(jvp.get(i, s)))));
            }
        }

        Batch gy = new Batch(field.dim(), SAMPLES);
        ParameterGradient gTheta = new ParameterGradient(1, p);
        double timePart = field.vjp(t, y, theta, a, scratch, gy, gTheta);
        double transposed = dot(gy, dy) + timePart * dt;
        for (int j = 0; j < p; j++) {
            transposed += gTheta.data()[j] * dTheta[j];
        }
        assertThat(transposed).isCloseTo(dot(a, jvp), within(1e-12 * (1 + Math.abs(dot(a, jvp)))));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void perSampleGradientsSumToTheWhole(Case tested) {
        VectorField field = tested.field();
        Random random = new Random(12);
        Scratch scratch = new Scratch();
        int p = field.parameters().size();
        double[] theta = random(random, p);
        Batch y = randomBatch(random, field.dim());
        y.padState();
        Batch a = randomBatch(random, field.dim());
        ParameterGradient summed = new ParameterGradient(1, p);
        ParameterGradient rows = new ParameterGradient(SAMPLES, p);
        Batch gy = new Batch(field.dim(), SAMPLES);
        Batch gyOfRows = new Batch(field.dim(), SAMPLES);
        Batch f = new Batch(field.dim(), SAMPLES);
        double timePart = field.evalAndVjp(0.4, y, theta, a, scratch, f, gy, summed);
        assertThat(field.vjp(0.4, y, theta, a, scratch, gyOfRows, rows)).isCloseTo(timePart, within(1e-13));
        for (int j = 0; j < p; j++) {
            double sum = 0;
            for (int s = 0; s < SAMPLES; s++) {
                sum += rows.data()[s * p + j];
            }
            assertThat(sum).isCloseTo(summed.data()[j], within(1e-14 * SAMPLES * 10));
        }
        assertThat(gyOfRows.toRows()).isDeepEqualTo(gy.toRows());
        assertThat(f.toRows()).isDeepEqualTo(at(field, 0.4, y, theta, scratch).toRows());
        for (int i = 0; i < field.dim(); i++) {
            assertThat(gy.data()[gy.row(i) + SAMPLES])
                    .as("padding of the cotangent")
                    .isZero();
            assertThat(f.get(i, SAMPLES)).as("padding repeats the last sample").isEqualTo(f.get(i, SAMPLES - 1));
        }
    }

    private static Batch at(VectorField field, double t, Batch y, double[] theta, Scratch scratch) {
        Batch f = new Batch(field.dim(), SAMPLES);
        field.eval(t, y, theta, scratch, f);
        return f;
    }

    @ParameterizedTest
    @MethodSource("fields")
    void namesCoverAllParameters(Case tested) {
        var layout = tested.field().parameters();
        assertThat(layout.entryNames()).hasSize(layout.size()).doesNotHaveDuplicates();
    }
}
