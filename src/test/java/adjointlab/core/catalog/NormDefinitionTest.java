package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.ErrorNorm.Tolerances;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.StateLayout;
import adjointlab.core.ode.StateLayout.Block;
import adjointlab.core.ode.Stepper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every error norm against its definition, written out here entry by entry over real samples alone; the padding is
/// filled with what would be noticed.
final class NormDefinitionTest {
    private static final int SEED = 5;
    private static final Tolerances TOLERANCES = new Tolerances(1e-3, 1e-2);

    /// Two batches of five samples, which are padded to eight, and integrals.
    private static final StateLayout LAYOUT =
            StateLayout.ofBatch("y", 3, 5).withBatch("a", 2, 5).withQuadrature("g", 11);

    /// An error over its tolerance, and where it stands.
    private record Ratio(int block, int sample, boolean quadrature, double value) {}

    private static final Map<ErrorNorm, ToDoubleFunction<List<Ratio>>> DEFINITIONS = Map.of(
            ErrorNorms.RMS, NormDefinitionTest::rootMeanSquare,
            ErrorNorms.MAX,
                    ratios -> ratios.stream()
                            .mapToDouble(r -> Math.abs(r.value()))
                            .max()
                            .orElseThrow(),
            ErrorNorms.PER_SAMPLE, ratios -> largest(ratios, r -> List.of(r.block(), r.sample())),
            ErrorNorms.BLOCKS, ratios -> largest(ratios, r -> List.of(r.block())),
            ErrorNorms.SEMINORM,
                    ratios ->
                            largest(ratios.stream().filter(r -> !r.quadrature()).toList(), r -> List.of(r.block())));

    private static double rootMeanSquare(List<Ratio> ratios) {
        return Math.sqrt(ratios.stream()
                .mapToDouble(r -> r.value() * r.value())
                .average()
                .orElseThrow());
    }

    private static double largest(List<Ratio> ratios, java.util.function.Function<Ratio, List<Integer>> group) {
        return ratios.stream().collect(java.util.stream.Collectors.groupingBy(group)).values().stream()
                .mapToDouble(NormDefinitionTest::rootMeanSquare)
                .max()
                .orElseThrow();
    }

    /// Those of the catalogue and those that are chosen by gradient methods.
    static Stream<ErrorNorm> norms() {
        return Stream.concat(
                        Norms.CATALOG.entries().stream().map(Entry::createDefault), Arrays.stream(ErrorNorms.values()))
                .distinct();
    }

    /// vᵢ / (atol + rtol·max(|uᵢ|, |wᵢ|)), Hairer, Nørsett and Wanner I, equation (II.4.10).
    private static List<Ratio> ratios(StateLayout layout, double[] v, double[] u, double[] w) {
        List<Ratio> ratios = new ArrayList<>();
        for (int b = 0; b < layout.blocks().size(); b++) {
            Block block = layout.blocks().get(b);
            for (int i = 0; i < block.rows(); i++) {
                for (int s = 0; s < block.columns(); s++) {
                    int j = block.offset() + i * block.stride() + s;
                    double scale = 1e-2 + 1e-3 * Math.max(Math.abs(u[j]), Math.abs(w[j]));
                    ratios.add(new Ratio(b, s, block.quadrature(), v[j] / scale));
                }
            }
        }
        return ratios;
    }

    /// Random entries with `padding` wherever no sample is.
    private static double[] filled(RandomGenerator random, double scale, double padding) {
        double[] out = new double[LAYOUT.length()];
        Arrays.fill(out, padding);
        for (Block block : LAYOUT.blocks()) {
            for (int i = 0; i < block.rows(); i++) {
                for (int s = 0; s < block.columns(); s++) {
                    out[block.offset() + i * block.stride() + s] = scale * random.nextGaussian();
                }
            }
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("norms")
    void normsAreTheirDefinitions(ErrorNorm norm) {
        assertThat(DEFINITIONS)
                .as("the norm %s needs its definition in this test", norm)
                .containsKey(norm);
        RandomGenerator random = RandomStreams.of(SEED, "norms");
        for (double padding : new double[] {0, 1e9, Double.NaN}) {
            for (int trial = 0; trial < 20; trial++) {
                double[] v = filled(random, 0.1, padding);
                double[] u = filled(random, 20, padding);
                double[] w = filled(random, 20, padding);
                double expected = Objects.requireNonNull(DEFINITIONS.get(norm)).applyAsDouble(ratios(LAYOUT, v, u, w));
                assertThat(norm.of(LAYOUT, v, u, w, TOLERANCES))
                        .as("%s, seed %d, trial %d, padding %s", norm, SEED, trial, padding)
                        .isCloseTo(expected, within(1e-13 * expected));
                assertThat(norm.of(LAYOUT, new Written(v), u, w, TOLERANCES))
                        .as("%s of an estimate, seed %d, trial %d", norm, SEED, trial)
                        .isCloseTo(expected, within(1e-13 * expected));
            }
        }
    }

    /// One sample's one component is far off: how far each norm says so.
    @Test
    void aLoneErrorCountsAsItsNormSays() {
        double[] v = new double[LAYOUT.length()];
        double[] zero = new double[LAYOUT.length()];
        v[8 + 4] = -1;
        Tolerances unit = new Tolerances(0, 1);
        assertThat(ErrorNorms.RMS.of(LAYOUT, v, zero, zero, unit)).isCloseTo(1 / Math.sqrt(36), within(1e-15));
        assertThat(ErrorNorms.MAX.of(LAYOUT, v, zero, zero, unit)).isEqualTo(1);
        assertThat(ErrorNorms.PER_SAMPLE.of(LAYOUT, v, zero, zero, unit)).isCloseTo(1 / Math.sqrt(3), within(1e-15));
        assertThat(ErrorNorms.BLOCKS.of(LAYOUT, v, zero, zero, unit)).isCloseTo(1 / Math.sqrt(15), within(1e-15));
        v[LAYOUT.blocks().getLast().offset()] = 11;
        assertThat(ErrorNorms.BLOCKS.of(LAYOUT, v, zero, zero, unit)).isCloseTo(Math.sqrt(11), within(1e-14));
        assertThat(ErrorNorms.SEMINORM.of(LAYOUT, v, zero, zero, unit)).isCloseTo(1 / Math.sqrt(15), within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("norms")
    void whatIsNoNumberIsNoSmallError(ErrorNorm norm) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            double[] v = new double[LAYOUT.length()];
            double[] zero = new double[LAYOUT.length()];
            v[2] = bad;
            assertThat(norm.of(LAYOUT, v, zero, zero, TOLERANCES) <= Double.MAX_VALUE)
                    .isFalse();
            assertThat(norm.of(LAYOUT, new Written(v), zero, zero, TOLERANCES) <= Double.MAX_VALUE)
                    .isFalse();
        }
    }

    /// An error that is written down, handed over as one that is not.
    private record Written(double[] values) implements ErrorNorm.Estimate {
        @Override
        public double scaledSquares(double[] u, double[] w, int from, int count, Tolerances tolerances) {
            double sum = 0;
            for (int j = from; j < from + count; j++) {
                double scale = tolerances.absolute() + tolerances.relative() * Math.max(Math.abs(u[j]), Math.abs(w[j]));
                sum += values[j] / scale * (values[j] / scale);
            }
            return sum;
        }
    }

    /// ẏ = y² sin(t + j), another curve for each entry.
    private static final OdeSystem CURVES = new OdeSystem() {
        @Override
        public StateLayout layout() {
            return LAYOUT;
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            for (int j = 0; j < y.length; j++) {
                dyOut[j] = y[j] * y[j] * Math.sin(t + j);
            }
        }
    };

    static Stream<String> adaptive() {
        return Solvers.CATALOG.entries().stream()
                .filter(e -> e.createDefault().errorOrder() > 0)
                .map(Entry::id);
    }

    /// What a step says of its error is the norm of the error that it writes down.
    @ParameterizedTest
    @MethodSource("adaptive")
    void stepsMeasureTheErrorThatTheyWriteDown(String id) {
        Stepper.Work work = Solvers.CATALOG.get(id).createDefault().prepare(CURVES);
        double[] y = filled(RandomStreams.of(SEED, "start"), 0.5, 0.5);
        assertThat(work.step(0.3, 0.4, y)).isTrue();
        for (ErrorNorm norm : ErrorNorms.values()) {
            double measured = work.errorNorm(norm, LAYOUT, y, TOLERANCES);
            double expected = Objects.requireNonNull(DEFINITIONS.get(norm))
                    .applyAsDouble(ratios(LAYOUT, work.error(), y, work.next()));
            assertThat(expected).isPositive();
            assertThat(measured).as("%s of %s", norm, id).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    @Test
    void tolerancesAreChecked() {
        for (double[] bad : new double[][] {{0, 0}, {-1, 2}, {2, -1}, {Double.NaN, 1}, {1, Double.NaN}}) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> new Tolerances(bad[0], bad[1]))
                    .as("%s, %s", bad[0], bad[1])
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new Tolerances(0, 1e-300).absolute()).isEqualTo(1e-300);
        assertThat(new Tolerances(1e-300, 0).relative()).isEqualTo(1e-300);
    }
}
