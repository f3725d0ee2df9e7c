package adjointlab.core.problem.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.StateLayout;
import adjointlab.core.ode.Watch;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.Uniformity;
import adjointlab.core.problem.dynamics.TrajectoryLearning.Observation;
import adjointlab.core.problem.dynamics.TrajectoryLearning.Starts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Systems by what they keep or lose, and the trajectories that are seen of them.
final class TrajectoriesTest {
    private static final double[][] PLACES = {{0.7, -0.4}, {1.3, 1.1}, {2.2, 0.6}, {0.2, 0.9}};

    private static double[] rate(Dynamics system, double... x) {
        double[] rate = {9, 9};
        system.rate(0, x, rate);
        assertThat(system.dim()).isEqualTo(2);
        return rate;
    }

    /// E = ½v² + ½αx² + ¼βx⁴ loses δv² a second.
    @Test
    void aSpringLosesEnergyByItsDamping() {
        for (double[] at : PLACES) {
            double x = at[0];
            double v = at[1];
            double[] r = rate(new Oscillators.Spring(0.2, -1.5, 0.7), x, v);
            assertThat(r[0]).isEqualTo(v);
            double gain = v * r[1] + -1.5 * x * r[0] + 0.7 * x * x * x * r[0];
            assertThat(gain).isCloseTo(-0.2 * v * v, within(1e-14));
        }
    }

    /// E = ½v² + ½x² gains μ(1 − x²)v² a second.
    @Test
    void vanDerPolsOscillatorGainsWithinAndLosesOutside() {
        for (double[] at : PLACES) {
            double x = at[0];
            double v = at[1];
            double[] r = rate(new Oscillators.VanDerPol(1.7), x, v);
            assertThat(r[0]).isEqualTo(v);
            assertThat(v * r[1] + x * r[0]).isCloseTo(1.7 * (1 - x * x) * v * v, within(1e-14));
        }
    }

    /// V = δx − γ ln x + βy − α ln y stays, and at (γ/δ, α/β) nothing moves.
    @Test
    void preyAndPredatorsKeepTheirInvariant() {
        Dynamics system = new Oscillators.LotkaVolterra(1.1, 0.6, 0.9, 1.4);
        for (double[] at : new double[][] {{0.7, 0.4}, {1.3, 1.1}, {2.2, 0.6}}) {
            double x = at[0];
            double y = at[1];
            double[] r = rate(system, x, y);
            assertThat((0.9 - 1.4 / x) * r[0] + (0.6 - 1.1 / y) * r[1]).isCloseTo(0, within(1e-14));
            assertThat(r[0] / x).as("growth of the prey").isCloseTo(1.1 - 0.6 * y, within(1e-14));
        }
        assertThat(rate(system, 1.4 / 0.9, 1.1 / 0.6)).containsExactly(new double[2], within(1e-15));
    }

    /// E = ½v² − ω² cos φ loses δv² a second.
    @Test
    void aPendulumLosesEnergyByItsDamping() {
        for (double[] at : PLACES) {
            double v = at[1];
            double[] r = rate(new Oscillators.Pendulum(1.7, 0.3), at[0], v);
            assertThat(r[0]).isEqualTo(v);
            assertThat(v * r[1] + 2.89 * Math.sin(at[0]) * r[0]).isCloseTo(-0.3 * v * v, within(1e-14));
        }
    }

    /// With (u, v) = (x³, y³): u·ẋ + v·ẏ = −δ(u² + v²) and v·ẋ − u·ẏ = ω(u² + v²).
    @Test
    void aSpiralDecaysAndTurns() {
        for (double[] at : PLACES) {
            double u = Math.pow(at[0], 3);
            double v = Math.pow(at[1], 3);
            double[] r = rate(new Oscillators.Spiral(0.1, 2), at);
            assertThat(u * r[0] + v * r[1]).isCloseTo(-0.1 * (u * u + v * v), within(1e-12));
            assertThat(v * r[0] - u * r[1]).isCloseTo(2 * (u * u + v * v), within(1e-12));
        }
    }

    @Test
    void aLinearSystemMultipliesByItsMatrix() {
        Dynamics system = new LinearSystem(2, List.of(1.0, 2.0, 3.0, 4.0), 1, 1, new LinearSystem.Moments())
                .dynamics()
                .orElseThrow();
        assertThat(rate(system, 1, 0)).containsExactly(1, 3);
        assertThat(rate(system, 0, 1)).containsExactly(2, 4);
    }

    private static final Dynamics CYCLE = new Oscillators.VanDerPol(1.5);

    private static TrajectoryLearning learning(int count, Observation observation) {
        return new TrajectoryLearning(CYCLE, new Starts(count, List.of(0.5, -1.0), 0.8), observation);
    }

    /// The truth at any time against this program's own method of order 8.
    @Test
    void theTruthSolvesTheSystem() {
        ProblemData data = learning(3, new Observation(6, 7, false, 0)).data(5);
        OdeSystem system = new OdeSystem() {
            @Override
            public StateLayout layout() {
                return StateLayout.ofBatch("x", 2, 3);
            }

            @Override
            public void eval(double t, double[] y, double[] dyOut) {
                for (int s = 0; s < 8; s++) {
                    double[] r = rate(CYCLE, y[s], y[8 + s]);
                    dyOut[s] = r[0];
                    dyOut[8 + s] = r[1];
                }
            }
        };
        for (double t : new double[] {0, 0.00037, 1.23456, 3, 5.9999, 6}) {
            Batch x = new Batch(2, 3);
            assertThat(data.truth().at(t, x)).isTrue();
            double[] y = data.initial().data().clone();
            new Solve(TestSettings.adaptive("dopri8", 1e-12), system, new SolveStats()).run(0, t, y, Watch.NONE);
            assertThat(x.data()).as("t = %s", t).containsExactly(y, within(1e-10));
        }
        for (int k = 0; k < 7; k++) {
            Batch x = new Batch(2, 3);
            data.truth().at(data.times()[k], x);
            assertThat(data.targets().get(k).data())
                    .as("what is seen without noise")
                    .isEqualTo(x.data());
        }
    }

    @Test
    void startsAreUniformInTheirBox() {
        Batch x = learning(400, new Observation(0.01, 1, false, 0)).data(2).initial();
        double[] first = new double[400];
        double[] second = new double[400];
        Arrays.setAll(first, s -> (x.get(0, s) - 0.5 + 0.8) / 1.6);
        Arrays.setAll(second, s -> (x.get(1, s) + 1 + 0.8) / 1.6);
        Uniformity.isUniform(first, "first component");
        Uniformity.isUniform(second, "second component");
        double[] product = new double[400];
        Arrays.setAll(product, s -> (first[s] - 0.5) * (second[s] - 0.5));
        Uniformity.hasMean(product, 0, "independent of each other");
    }

    @Test
    void regularTimesAreEquallySpaced() {
        double[] times = learning(1, new Observation(6, 4, false, 0)).data(1).times();
        assertThat(times).containsExactly(new double[] {1.5, 3, 4.5, 6}, within(1e-14));
    }

    @Test
    void irregularTimesAreUniformIncreasingAndEndAtTheHorizon() {
        int seeds = 300;
        double[] all = new double[seeds * 9];
        for (int seed = 0; seed < seeds; seed++) {
            double[] times =
                    learning(1, new Observation(6, 10, true, 0)).data(seed).times();
            assertThat(times[9]).isEqualTo(6);
            double before = 0;
            for (double t : times) {
                assertThat(t - before).as("seed %d", seed).isGreaterThanOrEqualTo(0.5 * 0.01 * 0.6 - 1e-15);
                before = t;
            }
            for (int k = 0; k < 9; k++) {
                all[9 * seed + k] = times[k] / 6;
            }
        }
        // the largest of ten draws became the horizon: of the others t/T has the distribution u + (u − u¹⁰)/9
        double[] u = Arrays.stream(all).map(t -> (10 * t - Math.pow(t, 10)) / 9).toArray();
        Uniformity.isUniform(u, "times");
    }

    /// Many times in little room are pushed apart, the last ones back from the horizon.
    @ParameterizedTest
    @CsvSource({"2000, 1", "1, 5", "2, 0.01"})
    void crowdedTimesKeepTheirDistance(int count, double horizon) {
        double least = 0.5 * 0.01 * horizon / count;
        for (int seed = 0; seed < 20; seed++) {
            double[] times = learning(1, new Observation(horizon, count, true, 0))
                    .data(seed)
                    .times();
            assertThat(times).hasSize(count);
            assertThat(times[count - 1]).isEqualTo(horizon);
            for (int k = 0; k < count; k++) {
                double gap = times[k] - (k == 0 ? 0 : times[k - 1]);
                assertThat(gap).as("seed %d, time %d", seed, k).isGreaterThan(least * (1 - 1e-9));
            }
        }
    }

    /// Noise is added to targets alone, anew for each time, sample and component; starts and times do not
    /// depend on it, nor on each other's settings.
    @Test
    void noiseIsWhiteAndTouchesTargetsAlone() {
        ProblemData clean = learning(39, new Observation(3, 50, true, 0)).data(8);
        ProblemData noisy = learning(39, new Observation(3, 50, true, 0.3)).data(8);
        assertThat(noisy.times()).isEqualTo(clean.times());
        assertThat(noisy.initial().data()).isEqualTo(clean.initial().data());
        assertThat(learning(39, new Observation(3, 50, false, 0.3))
                        .data(8)
                        .initial()
                        .data())
                .isEqualTo(clean.initial().data());
        double[] e = new double[3900];
        for (int i = 0; i < e.length; i++) {
            int k = i / 78;
            e[i] = noisy.targets().get(k).get(i % 2, i / 2 % 39)
                    - clean.targets().get(k).get(i % 2, i / 2 % 39);
        }
        Uniformity.hasMean(e, 0, "noise");
        Uniformity.hasMean(Arrays.stream(e).map(x -> x * x).toArray(), 0.09, "its variance");
        Uniformity.hasMean(Arrays.stream(e).map(x -> Math.pow(x, 4)).toArray(), 3 * 0.0081, "its fourth moment");
        for (int lag : new int[] {1, 2, 78}) {
            double[] products = new double[e.length - lag];
            Arrays.setAll(products, i -> e[i] * e[i + lag]);
            Uniformity.hasMean(products, 0, "correlation over " + lag);
        }
        Batch target = noisy.targets().get(3);
        assertThat(target.get(1, 39)).as("padding").isEqualTo(target.get(1, 38));
    }

    /// Starts, times and noise are streams of their own: how many trajectories there are changes neither the
    /// times nor the noise that comes first.
    @Test
    void startsTimesAndNoiseDoNotMixTheirNumbers() {
        ProblemData few = learning(3, new Observation(3, 5, true, 0.3)).data(8);
        ProblemData many = learning(30, new Observation(3, 5, true, 0.3)).data(8);
        assertThat(few.times()).isEqualTo(many.times());
        double[][] noise = new double[2][2];
        ProblemData[] all = {few, many};
        for (int n = 0; n < 2; n++) {
            Batch clean = new Batch(2, all[n].samples());
            all[n].truth().at(all[n].times()[0], clean);
            for (int i = 0; i < 2; i++) {
                noise[n][i] = all[n].targets().getFirst().get(i, 0) - clean.get(i, 0);
            }
        }
        assertThat(noise[0]).containsExactly(noise[1], within(1e-14));
        assertThat(few.initial().toRows()[0]).isEqualTo(many.initial().toRows()[0]);
    }
}
