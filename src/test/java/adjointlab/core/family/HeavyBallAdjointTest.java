package adjointlab.core.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.Golden;
import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ejml.data.Complex_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The propositions of Xia et al., NeurIPS 2021, on the adjoint that the gradient methods emit.
final class HeavyBallAdjointTest {
    private static final int STEPS = 200;
    private static final double H = 1.0 / STEPS;
    private static final double GAMMA = 1 / (1 + Math.exp(3));
    private static final double XI = Math.log1p(Math.exp(0.5));

    /// A solve with its adjoint at every step.
    private static final class Solved {
        private final Mlp force = Golden.field("NODE", "tanh");
        private final double[] theta;
        private final Model family;
        private final List<Batch> states = new ArrayList<>();
        private final List<Batch> adjoints = new ArrayList<>();

        Solved(String id, Map<String, Object> values) {
            var entry = Families.CATALOG.get(id);
            family = entry.create(new Values(values).complete(entry.parameters()))
                    .build((_, _) -> force, 2, 2);
            theta = java.util.Arrays.copyOf(
                    Golden.flatten(Golden.ROOT.get("weights").get("NODE")),
                    family.parameters().size());
            family.start(theta);
            solve();
        }

        /// States and adjoints of L = Σ h(1)·(1, −2) at every step.
        private void solve() {
            double[][] x0 = Golden.rows(Golden.ROOT.get("x0"));
            double[][] m0 = Golden.rows(Golden.ROOT.get("m0"));
            int n = x0.length;
            Batch y0 = new Batch(4, n);
            Batch end = new Batch(4, n);
            for (int s = 0; s < n; s++) {
                for (int i = 0; i < 2; i++) {
                    y0.set(i, s, x0[s][i]);
                    y0.set(2 + i, s, m0[s][i]);
                    end.set(i, s, i == 0 ? 1 : -2);
                }
            }
            y0.padState();
            states.add(y0);
            AdjointMethod.Work work = Gradients.CATALOG
                    .get("discrete")
                    .createDefault()
                    .prepare(new AdjointMethod.Setup(family.field(), n, TestSettings.fixed("rk4", STEPS)));
            StepListener keep = (step, _) -> {
                Batch y = new Batch(4, n);
                step.interpolate(step.t() + step.h(), y.data());
                states.add(y);
            };
            work.forward(theta, y0, new AdjointMethod.Times(0, 1), keep, Cancellation.NEVER);
            AdjointListener listener = (_, a) -> {
                Batch copy = new Batch(4, n);
                copy.copyFrom(a);
                adjoints.addFirst(copy);
            };
            work.backward(new Batch[] {end}, listener, Cancellation.NEVER);
            assertThat(states).hasSize(STEPS + 1);
            assertThat(adjoints).hasSize(STEPS + 1);
        }

        /// a_m ∂f/∂h at step k.
        private double[][] pulled(int k) {
            Batch h = half(states.get(k), 0);
            Batch out = new Batch(2, h.size());
            Batch a = half(adjoints.get(k), 2);
            a.padCotangent();
            force.vjp(0, h, theta, a, new Scratch(), out, new ParameterGradient(1, theta.length));
            return out.toRows();
        }

        private static Batch half(Batch whole, int from) {
            Batch half = new Batch(2, whole.size());
            for (int i = 0; i < 2; i++) {
                for (int s = 0; s < whole.size(); s++) {
                    half.set(i, s, whole.get(from + i, s));
                }
            }
            half.padState();
            return half;
        }

        /// d/dt of the adjoint's component i, to fourth order.
        private double slope(int k, int i, int s) {
            return (at(k - 2, i, s) - 8 * at(k - 1, i, s) + 8 * at(k + 1, i, s) - at(k + 2, i, s)) / (12 * H);
        }

        /// d²/dt² of it, to fourth order.
        private double curvature(int k, int i, int s) {
            return (-at(k - 2, i, s) + 16 * at(k - 1, i, s) - 30 * at(k, i, s) + 16 * at(k + 1, i, s) - at(k + 2, i, s))
                    / (12 * H * H);
        }

        private double at(int k, int i, int s) {
            return adjoints.get(k).get(i, s);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "authors"})
    void heavyBallAdjointIsAHeavyBallWithTheSameDamping(String convention) {
        Solved heavy = new Solved("hbnode", Map.of("convention", convention));
        double sign = convention.equals("paper") ? 1 : -1;
        for (int k = 2; k <= STEPS - 2; k += 7) {
            double[][] pulled = heavy.pulled(k);
            for (int s = 0; s < pulled.length; s++) {
                for (int i = 0; i < 2; i++) {
                    // Proposition 2, equation (13)
                    assertThat(heavy.slope(k, i, s)).isCloseTo(-pulled[s][i], within(1e-7));
                    assertThat(heavy.slope(k, 2 + i, s))
                            .isCloseTo(-sign * heavy.at(k, i, s) + GAMMA * heavy.at(k, 2 + i, s), within(1e-7));
                    // Proposition 1, equation (11): a_m'' − γ a_m' = a_m ∂f/∂h
                    assertThat(heavy.curvature(k, 2 + i, s) - GAMMA * heavy.slope(k, 2 + i, s))
                            .isCloseTo(sign * pulled[s][i], within(1e-6));
                }
            }
        }
    }

    @Test
    void generalisedAdjointSatisfiesProposition3() {
        Solved heavy = new Solved("ghbnode", Map.of("xiRaw", 0.5));
        for (int k = 2; k <= STEPS - 2; k += 7) {
            double[][] pulled = heavy.pulled(k);
            for (int s = 0; s < pulled.length; s++) {
                for (int i = 0; i < 2; i++) {
                    double tanh = Math.tanh(heavy.states.get(k).get(2 + i, s));
                    double am = heavy.at(k, 2 + i, s);
                    assertThat(heavy.slope(k, i, s)).isCloseTo(-(pulled[s][i] - XI * am), within(1e-7));
                    assertThat(heavy.slope(k, 2 + i, s))
                            .isCloseTo(-heavy.at(k, i, s) * (1 - tanh * tanh) + GAMMA * am, within(1e-7));
                }
            }
        }
    }

    /// Proposition 4: the eigenvalues of −M pair so that each pair's sum is (t − T)γ.
    @ParameterizedTest
    @ValueSource(strings = {"hbnode", "ghbnode"})
    void eigenvaluesPairUp(String id) {
        Solved heavy = new Solved(id, Map.of());
        for (int from : List.of(0, 60, 150)) {
            Batch[] along = heavy.states.subList(from, STEPS + 1).toArray(Batch[]::new);
            double[] times = new double[along.length];
            java.util.Arrays.setAll(times, k -> (from + k) * H);
            double sum = (times[0] - 1) * GAMMA;
            for (int s = 0; s < 5; s++) {
                var matrix = AdjointExponent.of(heavy.family.field(), times, along, s, heavy.theta);
                List<Complex_F64> left = new ArrayList<>(List.of(AdjointExponent.eigenvalues(matrix)));
                while (!left.isEmpty()) {
                    Complex_F64 one = left.removeFirst();
                    Complex_F64 other = Stream.of(left.toArray(Complex_F64[]::new))
                            .min(Comparator.comparingDouble(
                                    z -> Math.hypot(z.real + one.real - sum, z.imaginary + one.imaginary)))
                            .orElseThrow();
                    left.remove(other);
                    assertThat(Math.hypot(one.real + other.real - sum, one.imaginary + other.imaginary))
                            .isLessThan(1e-12);
                }
            }
        }
    }
}
