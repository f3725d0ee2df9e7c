package adjointlab.core.net;

import static adjointlab.core.kernel.Nudges.moved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.HardTanh;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.Polynomial;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every part promises: derivatives against central differences of [Part.Work#up], products that are each other's
/// transpose, sums over samples, paddings.
final class PartContractTest {
    private static final int SAMPLES = 5;
    private static final double T = 0.37;
    /// Where the part's parameters start in θ, and how many numbers follow them.
    private static final int BEFORE = 3;

    private static final int AFTER = 2;

    /// One example of each part, and some that are made of others.
    static List<Part> parts() {
        Dense dense = new Dense(3, 4, "W", "b");
        return List.of(
                dense,
                new Dense(3, 2, "W", "", 0.7),
                new Activate(Shape.vector(3), StandardActivations.TANH),
                new Activate(Shape.vector(3), StandardActivations.SOFTPLUS),
                new Activate(Shape.vector(3), StandardActivations.GELU),
                new Activate(Shape.vector(3), new Polynomial(3)),
                new Softmax(3),
                new Softmax(1),
                new Take(4, 1, 2),
                Take.all(3),
                new Constant(3, 2, "v"),
                Constant.zeros(3, 2),
                new LogNormal(2),
                new TimeGate(3, List.of("g", "c", "s")),
                new Wave(2),
                Chain.of(new Dense(3, 2, "W", "b"), new Wave(2), Sum.of(new Wave(2), new Dense(2, 2, "V", ""))),
                new WithTime(Shape.vector(3), true),
                new WithTime(new Shape(2, 2, 3), false),
                Stack.of(Take.all(3), Constant.zeros(3, 1), dense, new Constant(3, 2, "v")),
                Sum.of(dense, new Dense(3, 4, "V", ""), Chain.of(new Dense(3, 4, "U", "c"), new Softmax(4))),
                new Blend(2),
                new Afresh(3, 1, 2, 1, 9),
                new Afresh(4, 0, 2, 1, 2),
                new Gru().build(2, 3),
                new Conv(new Shape(2, 3, 4), 3, 3, "W", "b"),
                new Conv(new Shape(3, 2, 2), 2, 1, "W", "b"),
                new Conv(new Shape(1, 2, 2), 2, 5, "W", "b"),
                new Pool(new Shape(2, 4, 4), 2),
                new Pool(new Shape(2, 5, 7), 3),
                new Pool(new Shape(1, 3, 3), 1),
                new Conv(new Shape(2, 5, 1), 2, 3, "W", ""),
                new Conv(new Shape(2, 5, 7), 3, new Conv.Window(4, 2, 1), "W", ""),
                new Conv(new Shape(1, 6, 5), 2, new Conv.Window(3, 1, 0), "W", "b"),
                new Conv(new Shape(1, 7, 4), 2, new Conv.Window(2, 3, 1), "W", "b"),
                Chain.of(
                        new WithTime(new Shape(1, 4, 3), true),
                        new Conv(new Shape(2, 4, 3), 2, 3, "W1", "b1"),
                        new Activate(new Shape(2, 4, 3), StandardActivations.TANH),
                        new Conv(new Shape(2, 4, 3), 1, 3, "W2", "b2")),
                new Cell.Simple(StandardActivations.TANH, false).build(3, 2),
                new Cell.Perceptron(List.of(4), StandardActivations.SOFTPLUS, true).build(2, 2),
                Chain.of(dense),
                Chain.of(
                        new WithTime(Shape.vector(3), false),
                        new Dense(4, 5, "W1", "b1"),
                        new Activate(Shape.vector(5), StandardActivations.SIGMOID),
                        Stack.of(new Take(5, 1, 3), Chain.of(new Dense(5, 2, "W2", "b2"), new Softmax(2))),
                        new Dense(5, 3, "W3", "")));
    }

    /// All but those in single precision, whose contract is that of their twin: [ConvStackTest].
    @Test
    void everyPartIsHere() {
        List<String> tested = Stream.concat(
                        parts().stream().map(part -> part.getClass().getName()), Stream.of(ConvStack.class.getName()))
                .distinct()
                .toList();
        Stream<String> there = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("adjointlab.core").stream()
                        .filter(type -> type.isAssignableTo(Part.class) && !type.isInterface())
                        .map(JavaClass::getName);
        assertThat(there).as("parts without an example in this contract").allMatch(tested::contains);
    }

    /// One part with numbers.
    private static final class Trial {
        final Part part;
        final Part.Work work;
        final double[] theta;
        final Batch x;
        final Batch xDot;
        final double[] thetaDot;
        final Batch a;
        final Batch aDot;
        final Trail trail = new Trail();

        Trial(Part part) {
            this.part = part;
            Random random = new Random(31 + part.toString().length());
            work = part.prepare(SAMPLES);
            theta = random.doubles(BEFORE + part.parameters().size() + AFTER, -1, 1)
                    .toArray();
            thetaDot = random.doubles(theta.length, -1, 1).toArray();
            x = batch(random, part.in().size());
            x.padState();
            xDot = batch(random, part.in().size());
            xDot.padState();
            a = batch(random, part.out().size());
            aDot = batch(random, part.out().size());
            // rows of the trail beside this stretch are somebody else's
            trail.at(new double[work.trailLength() + 7], 4);
            work.bind(theta, BEFORE);
        }

        private static Batch batch(Random random, int dim) {
            Batch batch = new Batch(dim, SAMPLES);
            for (int i = 0; i < dim; i++) {
                for (int s = 0; s < SAMPLES; s++) {
                    batch.set(i, s, 2 * random.nextDouble() - 1);
                }
            }
            return batch;
        }

        Batch up() {
            Batch out = new Batch(part.out().size(), SAMPLES);
            out.fill(Double.NaN);
            work.up(T, x, trail, out);
            return out;
        }

        /// y at another place, in memory of its own.
        Batch at(double t, Batch x, double[] theta) {
            Part.Work other = part.prepare(SAMPLES);
            other.bind(theta, BEFORE);
            Batch out = new Batch(part.out().size(), SAMPLES);
            other.up(t, x, new Trail().at(new double[other.trailLength()], 0), out);
            return out;
        }

        Batch along(Batch x, double[] theta, Part.Tangent tangent, double t) {
            Part.Work other = part.prepare(SAMPLES);
            other.bind(theta, BEFORE);
            Trail own = new Trail().at(new double[other.trailLength()], 0);
            Batch out = new Batch(part.out().size(), SAMPLES);
            other.up(t, x, own, out);
            other.along(t, x, own, tangent, out);
            return out;
        }
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

    private static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int j = 0; j < u.length; j++) {
            sum += u[j] * v[j];
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aDirectionIsThatOfTheMap(Part part) {
        Trial trial = new Trial(part);
        trial.up();
        double tDot = 0.8;
        Batch outDot = new Batch(part.out().size(), SAMPLES);
        outDot.fill(Double.NaN);
        trial.work.along(T, trial.x, trial.trail, new Part.Tangent(trial.xDot, trial.thetaDot, tDot), outDot);
        double h = 1e-6;
        Batch plus = trial.at(T + h * tDot, moved(trial.x, trial.xDot, h), moved(trial.theta, trial.thetaDot, h));
        Batch minus = trial.at(T - h * tDot, moved(trial.x, trial.xDot, -h), moved(trial.theta, trial.thetaDot, -h));
        for (int i = 0; i < outDot.dim(); i++) {
            for (int s = 0; s < SAMPLES; s++) {
                double difference = (plus.get(i, s) - minus.get(i, s)) / (2 * h);
                assertThat(outDot.get(i, s)).isCloseTo(difference, within(1e-8 * (1 + Math.abs(difference))));
            }
            assertThat(outDot.get(i, SAMPLES)).as("padding").isEqualTo(outDot.get(i, SAMPLES - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void theWayBackIsTheTranspose(Part part) {
        Trial trial = new Trial(part);
        Batch out = trial.up();
        double tDot = -0.6;
        Batch outDot = new Batch(part.out().size(), SAMPLES);
        trial.work.along(T, trial.x, trial.trail, new Part.Tangent(trial.xDot, trial.thetaDot, tDot), outDot);
        Batch gx = new Batch(part.in().size(), SAMPLES);
        ParameterGradient gTheta = new ParameterGradient(1, trial.theta.length);
        double byTime = trial.work.back(T, trial.x, trial.trail, trial.a, gx, gTheta);
        double back = dot(gx, trial.xDot) + dot(gTheta.data(), trial.thetaDot) + byTime * tDot;
        assertThat(back).isCloseTo(dot(trial.a, outDot), within(1e-13 * (1 + Math.abs(back))));
        for (int j = 0; j < theta(trial).length; j++) {
            boolean own = j >= BEFORE && j < BEFORE + part.parameters().size();
            assertThat(own || gTheta.data()[j] == 0)
                    .as("θ_%d is somebody else's", j)
                    .isTrue();
        }
        for (int i = 0; i < gx.dim(); i++) {
            assertThat(gx.data()[gx.row(i) + SAMPLES]).as("padding").isZero();
        }
        for (int i = 0; i < out.dim(); i++) {
            assertThat(out.get(i, SAMPLES)).as("padding").isEqualTo(out.get(i, SAMPLES - 1));
        }
    }

    private static double[] theta(Trial trial) {
        return trial.theta;
    }

    @ParameterizedTest
    @MethodSource("parts")
    void whatIsAddedToStays(Part part) {
        Trial trial = new Trial(part);
        trial.up();
        Batch once = new Batch(part.in().size(), SAMPLES);
        Batch twice = new Batch(part.in().size(), SAMPLES);
        ParameterGradient one = new ParameterGradient(1, trial.theta.length);
        ParameterGradient two = new ParameterGradient(1, trial.theta.length);
        trial.work.back(T, trial.x, trial.trail, trial.a, once, one);
        trial.work.back(T, trial.x, trial.trail, trial.a, twice, null);
        assertThat(twice.data()).as("a gradient that is not wanted").isEqualTo(once.data());
        for (int k = 0; k < 2; k++) {
            trial.work.back(
                    T, trial.x, trial.trail, trial.a, new Batch(part.in().size(), SAMPLES), two);
        }
        for (int j = 0; j < trial.theta.length; j++) {
            assertThat(two.data()[j]).isCloseTo(2 * one.data()[j], within(1e-14 * (1 + Math.abs(one.data()[j]))));
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void whatIsWrittenAfreshIsWhatIsAddedToNothing(Part part) {
        Trial trial = new Trial(part);
        trial.up();
        Batch added = new Batch(part.in().size(), SAMPLES);
        Batch fresh = new Batch(part.in().size(), SAMPLES);
        fresh.fill(7);
        ParameterGradient one = new ParameterGradient(1, trial.theta.length);
        ParameterGradient two = new ParameterGradient(1, trial.theta.length);
        double byTime = trial.work.back(T, trial.x, trial.trail, trial.a, added, one);
        assertThat(trial.work.backAfresh(T, trial.x, trial.trail, trial.a, fresh, two))
                .isEqualTo(byTime);
        for (int i = 0; i < fresh.length(); i++) {
            assertThat(fresh.data()[i] + 0.0).isEqualTo(added.data()[i] + 0.0);
        }
        assertThat(two.data()).isEqualTo(one.data());
    }

    /// Written over what went in, and with a trail that is what comes out, all passes say the same.
    @ParameterizedTest
    @MethodSource("parts")
    void inPlaceItIsTheSame(Part part) {
        Trial trial = new Trial(part);
        Batch out = trial.up();
        Batch own = new Batch(part.in().size(), SAMPLES);
        own.copyFrom(trial.x);
        Batch place = trial.work.worksInPlace() ? own : new Batch(part.out().size(), SAMPLES);
        Trail there = trial.work.keepsOutput()
                ? new Trail().at(place.data(), place.offset())
                : new Trail().at(new double[trial.work.trailLength()], 0);
        trial.work.up(T, own, there, place);
        assertThat(place.data()).isEqualTo(out.data());
        assertThat(passes(trial, own, there)).isEqualTo(passes(trial, trial.x, trial.trail));
    }

    private static List<List<Double>> passes(Trial trial, Batch x, Trail trail) {
        Part part = trial.part;
        Batch gx = new Batch(part.in().size(), SAMPLES);
        Batch gxDot = new Batch(part.in().size(), SAMPLES);
        Batch outDot = new Batch(part.out().size(), SAMPLES);
        ParameterGradient gTheta = new ParameterGradient(1, trial.theta.length);
        double first = trial.work.back(T, x, trail, trial.a, gx, gTheta);
        trial.work.along(T, x, trail, Part.Tangent.of(trial.xDot), outDot);
        double second =
                trial.work.backAlong(T, x, trail, trial.xDot, new Part.Pull(trial.a, trial.aDot, gx, gxDot), gTheta);
        return Stream.of(gx.data(), gxDot.data(), outDot.data(), gTheta.data(), new double[] {first, second})
                .map(values -> Arrays.stream(values).boxed().toList())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void gradientsOfSamplesSumToTheWhole(Part part) {
        Trial trial = new Trial(part);
        trial.up();
        int p = trial.theta.length;
        ParameterGradient summed = new ParameterGradient(1, p);
        ParameterGradient rows = new ParameterGradient(SAMPLES, p);
        Batch gx = new Batch(part.in().size(), SAMPLES);
        trial.work.back(T, trial.x, trial.trail, trial.a, gx, summed);
        Batch again = new Batch(part.in().size(), SAMPLES);
        trial.work.back(T, trial.x, trial.trail, trial.a, again, rows);
        assertThat(again.data()).isEqualTo(gx.data());
        for (int j = 0; j < p; j++) {
            double sum = 0;
            for (int s = 0; s < SAMPLES; s++) {
                sum += rows.data()[s * p + j];
            }
            assertThat(sum).isCloseTo(summed.data()[j], within(1e-14 * SAMPLES));
        }
        // each row is that of its sample alone
        Batch only = new Batch(part.out().size(), SAMPLES);
        int chosen = 3;
        for (int i = 0; i < only.dim(); i++) {
            only.set(i, chosen, trial.a.get(i, chosen));
        }
        ParameterGradient own = new ParameterGradient(1, p);
        trial.work.back(T, trial.x, trial.trail, only, new Batch(part.in().size(), SAMPLES), own);
        for (int j = 0; j < p; j++) {
            assertThat(rows.data()[chosen * p + j]).isCloseTo(own.data()[j], within(1e-14));
        }
    }

    /// L = Σ a·y + Σ ȧ·ẏ with ẏ = (∂f/∂x) ẋ, by x, ẋ and θ.
    @ParameterizedTest
    @MethodSource("parts")
    void theWayBackOfADirectionIsThatOfItsSum(Part part) {
        Trial trial = new Trial(part);
        trial.up();
        Batch outDot = new Batch(part.out().size(), SAMPLES);
        trial.work.along(T, trial.x, trial.trail, Part.Tangent.of(trial.xDot), outDot);
        Batch gx = new Batch(part.in().size(), SAMPLES);
        Batch gxDot = new Batch(part.in().size(), SAMPLES);
        ParameterGradient gTheta = new ParameterGradient(1, trial.theta.length);
        Part.Pull pull = new Part.Pull(trial.a, trial.aDot, gx, gxDot);
        double byTime = trial.work.backAlong(T, trial.x, trial.trail, trial.xDot, pull, gTheta);
        Random random = new Random(5);
        Batch u = Trial.batch(random, part.in().size());
        Batch v = Trial.batch(random, part.in().size());
        double[] w = random.doubles(trial.theta.length, -1, 1).toArray();
        double h = 1e-6;
        double difference = (value(trial, u, v, w, h) - value(trial, u, v, w, -h)) / (2 * h);
        double back = dot(gx, u) + dot(gxDot, v) + dot(gTheta.data(), w) + byTime;
        assertThat(back).isCloseTo(difference, within(1e-8 * (1 + Math.abs(difference))));
        for (int i = 0; i < gx.dim(); i++) {
            assertThat(gx.data()[gx.row(i) + SAMPLES]).as("padding").isZero();
            assertThat(gxDot.data()[gxDot.row(i) + SAMPLES]).as("padding").isZero();
        }
    }

    private static double value(Trial trial, Batch u, Batch v, double[] w, double h) {
        Batch x = moved(trial.x, u, h);
        double[] theta = moved(trial.theta, w, h);
        Batch y = trial.at(T + h, x, theta);
        Batch yDot = trial.along(x, theta, Part.Tangent.of(moved(trial.xDot, v, h)), T + h);
        return dot(trial.a, y) + dot(trial.aDot, yDot);
    }

    /// Every weight lies in one layer, or is said to lie in none.
    @ParameterizedTest
    @MethodSource("parts")
    void everyWeightHasItsPlace(Part part) {
        int[] places = new int[part.parameters().size()];
        for (DenseLayer layer : part.layers()) {
            for (int i = 0; i < layer.rows(); i++) {
                for (int k = 0; k < layer.width(); k++) {
                    places[layer.position(i, k)]++;
                }
            }
        }
        for (ParameterLayout.Block block : part.outsideLayers()) {
            for (int j = 0; j < block.size(); j++) {
                places[block.offset() + j]++;
            }
            assertThat(part.parameters().blocks())
                    .as("a block of the part's")
                    .anyMatch(own -> own.offset() == block.offset() && own.size() == block.size());
        }
        assertThat(places).containsOnly(places.length == 0 ? new int[0] : new int[] {1});
    }

    /// Summed over what is told, cotangents and inputs give the gradient of each layer's weights.
    @ParameterizedTest
    @MethodSource("parts")
    void layersTellWhatGradientsAreMadeOf(Part part) {
        Trial trial = new Trial(part);
        trial.up();
        ParameterGradient gTheta = new ParameterGradient(1, trial.theta.length);
        trial.work.back(T, trial.x, trial.trail, trial.a, new Batch(part.in().size(), SAMPLES), gTheta);
        List<DenseLayer> layers = DenseLayer.moved(part.layers(), BEFORE);
        double[] told = new double[trial.theta.length];
        int[] columns = new int[layers.size()];
        trial.work.tell(T, trial.x, trial.trail, trial.a, 0, (index, input, time, g) -> {
            DenseLayer layer = layers.get(index);
            columns[index] += g.size();
            for (int i = 0; i < layer.rows(); i++) {
                for (int k = 0; k < layer.width(); k++) {
                    for (int s = 0; s < g.size(); s++) {
                        double in = k < layer.inputs() ? input.get(k, s) : k < layer.columns() ? time : 1;
                        told[layer.position(i, k)] += g.get(i, s) * in;
                    }
                }
            }
        });
        assertThat(columns)
                .isEqualTo(layers.stream()
                        .mapToInt(layer -> SAMPLES * layer.locations())
                        .toArray());
        double scale = part instanceof Dense dense ? dense.scale() : 1;
        assertThat(scale).isPositive();
        boolean[] outside = new boolean[told.length];
        for (ParameterLayout.Block block : part.outsideLayers()) {
            Arrays.fill(outside, BEFORE + block.offset(), BEFORE + block.offset() + block.size(), true);
        }
        for (int j = 0; j < told.length; j++) {
            double expected = outside[j] ? 0 : gTheta.data()[j];
            assertThat(told[j]).as("θ_%d", j).isCloseTo(expected, within(1e-14 * SAMPLES));
        }
    }

    @Test
    void clippedValuesHaveNoSlope() {
        Trial trial = new Trial(new Activate(Shape.vector(2), new HardTanh(0.25)));
        Batch out = trial.up();
        Batch gx = new Batch(2, SAMPLES);
        trial.work.back(T, trial.x, trial.trail, trial.a, gx, null);
        for (int i = 0; i < 2; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                boolean inside = Math.abs(trial.x.get(i, s)) < 0.25;
                assertThat(out.get(i, s)).isEqualTo(Math.clamp(trial.x.get(i, s), -0.25, 0.25));
                assertThat(gx.get(i, s)).isEqualTo(inside ? trial.a.get(i, s) : 0);
            }
        }
    }
}
