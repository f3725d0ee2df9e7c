package adjointlab.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.family.Model;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.family.Regularized;
import adjointlab.core.field.Context;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Activate;
import adjointlab.core.net.Chain;
import adjointlab.core.net.Constant;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Part;
import adjointlab.core.net.Take;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// States that jump at observations: values by hand, gradients by differences, masks and orders that do not matter.
final class JumpTest {
    private static final int SAMPLES = 3;
    private static final int STATE = 3;
    private static final int INPUTS = 2;
    private static final double[] OBSERVED = {0, 0.4, 0.9, 1.5};
    private static final double[] LOSSES = {0.2, 0.4, 1.0, 1.5};

    /// A tanh cell behind each observation, a perceptron between them.
    private static Model model() {
        Part cell = Chain.of(
                new Dense(STATE + INPUTS, STATE, "jump.W", "jump.b"),
                new Activate(Shape.vector(STATE), StandardActivations.TANH));
        return new Node(Parts.ReadOut.LINEAR)
                .build((in, out) -> Mlp.of(List.of(in, 4, out), StandardActivations.TANH, true), STATE, 2)
                .jumping(cell);
    }

    private static Batch batch(Random random, int dim) {
        double[][] rows = new double[SAMPLES][dim];
        for (double[] row : rows) {
            Arrays.setAll(row, _ -> random.nextGaussian());
        }
        return Batch.ofRows(rows);
    }

    /// @param order of the samples
    private static ProblemData data(boolean[][] observed, double unseen, int... order) {
        Random random = new Random(6);
        Batch initial = batch(random, STATE);
        List<Batch> inputs = new ArrayList<>();
        for (boolean[] who : observed) {
            Batch input = batch(random, INPUTS);
            for (int s = 0; s < SAMPLES; s++) {
                for (int i = 0; i < INPUTS; i++) {
                    input.set(i, s, who[s] ? input.get(i, s) : unseen);
                }
            }
            inputs.add(input);
        }
        List<Batch> targets =
                Stream.generate(() -> batch(random, 2)).limit(LOSSES.length).toList();
        boolean[][] mask = Arrays.stream(observed)
                .map(who -> {
                    boolean[] permuted = new boolean[SAMPLES];
                    for (int s = 0; s < SAMPLES; s++) {
                        permuted[s] = who[order[s]];
                    }
                    return permuted;
                })
                .toArray(boolean[][]::new);
        return new ProblemData(
                permuted(initial, order),
                0,
                new Goals(LOSSES, targets.stream().map(b -> permuted(b, order)).toList()),
                Optional.of(new Observations(
                        OBSERVED, inputs.stream().map(b -> permuted(b, order)).toList(), mask)),
                ProblemData.Truth.UNKNOWN);
    }

    private static Batch permuted(Batch batch, int... order) {
        double[][] rows = batch.toRows();
        double[][] permuted = new double[rows.length][];
        Arrays.setAll(permuted, s -> rows[order[s]]);
        return Batch.ofRows(permuted);
    }

    private static boolean[][] everybody() {
        boolean[][] all = new boolean[OBSERVED.length][SAMPLES];
        Arrays.stream(all).forEach(row -> Arrays.fill(row, true));
        return all;
    }

    private static boolean[][] some() {
        return new boolean[][] {{true, false, true}, {false, false, true}, {true, true, true}, {true, false, false}};
    }

    private static double[] weights(Model model) {
        return new Random(9).doubles(model.parameters().size(), -0.8, 0.8).toArray();
    }

    /// Σ½|prediction − target|² over samples and times.
    private static double loss(Rollout rollout, double[] theta, ParameterGradient gThetaAcc, boolean back) {
        assertThat(rollout.forward(theta, StepListener.NONE, Cancellation.NEVER).ok())
                .isTrue();
        ProblemData data = rollout.data();
        double sum = 0;
        Batch[] cotangents = new Batch[data.times().length];
        for (int i = 0; i < cotangents.length; i++) {
            Batch prediction = rollout.predict(rollout.state(i), theta);
            Batch a = new Batch(prediction.dim(), data.samples());
            for (int c = 0; c < a.dim(); c++) {
                for (int s = 0; s < a.size(); s++) {
                    double residual =
                            prediction.get(c, s) - data.targets().get(i).get(c, s);
                    sum += 0.5 * residual * residual;
                    a.set(c, s, residual);
                }
            }
            cotangents[i] = new Batch(rollout.state(i).dim(), data.samples());
            rollout.readBack(i, theta, a, cotangents[i], gThetaAcc);
        }
        if (back) {
            assertThat(rollout.backward(theta, cotangents, gThetaAcc, AdjointListener.NONE, Cancellation.NEVER)
                            .ok())
                    .isTrue();
        }
        return sum;
    }

    private static Rollout rollout(Model model, ProblemData data, String method, SolverSettings solver) {
        return new Rollout(model, data, solver, Gradients.CATALOG.get(method).createDefault(), new Context(0));
    }

    private static double[] gradient(Rollout rollout, double[] theta) {
        ParameterGradient gradient = new ParameterGradient(1, theta.length);
        loss(rollout, theta, gradient, true);
        return gradient.data();
    }

    static Stream<String> methods() {
        return Gradients.CATALOG.ids().stream();
    }

    /// The same with a pace for each sample and gap, and another loss behind the jump at the start.
    private static ProblemData paced(ProblemData data) {
        Random random = new Random(12);
        double[] times = new double[LOSSES.length + 1];
        System.arraycopy(LOSSES, 0, times, 1, LOSSES.length);
        List<Batch> targets = new ArrayList<>(data.targets());
        targets.addFirst(batch(random, 2));
        double[][] paces = new double[OBSERVED.length][];
        Arrays.setAll(paces, _ -> random.doubles(SAMPLES, 0.3, 1.8).toArray());
        Observations seen = data.observations().orElseThrow();
        return new ProblemData(
                data.initial(),
                0,
                new Goals(times, targets),
                Optional.of(new Observations(seen.times(), seen.inputs(), seen.observed(), Optional.of(paces))),
                ProblemData.Truth.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void gradientsAreThoseOfTheLoss(String method) {
        areThoseOfTheLoss(method, data(some(), 0, 0, 1, 2));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void gradientsAtPacesAreThoseOfTheLoss(String method) {
        areThoseOfTheLoss(method, paced(data(some(), 0, 0, 1, 2)));
    }

    /// A sample by itself on a clock of its own seconds ends where it does among others at its pace.
    @Test
    void atItsPaceASampleGoesAsFarAsByItself() {
        Model model = Model.of(
                        Mlp.of(List.of(STATE, 4, STATE), StandardActivations.TANH, false),
                        Take.all(STATE),
                        Take.all(STATE),
                        List.of())
                .jumping(new Dense(STATE + INPUTS, STATE, "jump.W", "jump.b"));
        double[] theta = weights(model);
        ProblemData all = paced(data(everybody(), 0, 0, 1, 2));
        Observations seen = all.observations().orElseThrow();
        SolverSettings solver = TestSettings.adaptive("dopri5", 1e-12);
        Rollout together = rollout(model, all, "discrete", solver);
        assertThat(together.forward(theta, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        for (int s = 0; s < SAMPLES; s++) {
            int sample = s;
            double[] own =
                    Arrays.stream(OBSERVED).map(t -> seen.ownTime(sample, t)).toArray();
            double[] looks =
                    Arrays.stream(LOSSES).map(t -> seen.ownTime(sample, t)).toArray();
            ProblemData one = all.part(s, 1);
            Rollout alone = rollout(
                    model,
                    new ProblemData(
                            one.initial(),
                            0,
                            new Goals(
                                    looks,
                                    one.targets().subList(1, one.targets().size())),
                            Optional.of(Observations.ofAll(
                                    own, one.observations().orElseThrow().inputs())),
                            ProblemData.Truth.UNKNOWN),
                    "discrete",
                    solver);
            assertThat(alone.forward(theta, StepListener.NONE, Cancellation.NEVER)
                            .ok())
                    .isTrue();
            for (int i = 0; i < LOSSES.length; i++) {
                for (int c = 0; c < STATE; c++) {
                    assertThat(together.state(i + 1).get(c, s))
                            .isCloseTo(alone.state(i).get(c, 0), within(1e-9));
                }
            }
        }
    }

    private static void areThoseOfTheLoss(String method, ProblemData data) {
        Model model = model();
        double[] theta = weights(model);
        boolean exact = method.startsWith("discrete");
        SolverSettings solver = exact ? TestSettings.fixed("rk4", 9) : TestSettings.adaptive("dopri5", 1e-10);
        double[] gradient = gradient(rollout(model, data, method, solver), theta);
        Rollout values = rollout(model, data, "discrete", solver);
        double h = 1e-5;
        for (int j = 0; j < theta.length; j++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += h;
            down[j] -= h;
            ParameterGradient unused = new ParameterGradient(1, theta.length);
            double difference = (loss(values, up, unused, false) - loss(values, down, unused, false)) / (2 * h);
            assertThat(gradient[j])
                    .as("%s, θ_%d", method, j)
                    .isCloseTo(difference, within((exact ? 2e-9 : 1e-7) * (1 + Math.abs(difference))));
        }
    }

    /// Not numbers, at places that nobody looked at.
    @Test
    void whatIsNotObservedHasNoInfluence() {
        Model model = model();
        double[] theta = weights(model);
        double[] one =
                gradient(rollout(model, data(some(), 0, 0, 1, 2), "discrete", TestSettings.fixed("rk4", 9)), theta);
        double[] other = gradient(
                rollout(model, data(some(), Double.NaN, 0, 1, 2), "discrete", TestSettings.fixed("rk4", 9)), theta);
        assertThat(other).isEqualTo(one);
        double[] all = gradient(
                rollout(model, data(everybody(), 0, 0, 1, 2), "discrete", TestSettings.fixed("rk4", 9)), theta);
        assertThat(all).isNotEqualTo(one);
    }

    @Test
    void theOrderOfSamplesHasNoInfluence() {
        Model model = model();
        double[] theta = weights(model);
        double[] one =
                gradient(rollout(model, data(some(), 0, 0, 1, 2), "discrete", TestSettings.fixed("rk4", 9)), theta);
        double[] other =
                gradient(rollout(model, data(some(), 0, 2, 0, 1), "discrete", TestSettings.fixed("rk4", 9)), theta);
        for (int j = 0; j < theta.length; j++) {
            assertThat(other[j]).isCloseTo(one[j], within(1e-14 * (1 + Math.abs(one[j]))));
        }
    }

    /// Put in by a jump at the start or by the encoder, data lead to the same bits.
    @Test
    void oneObservationAtTheStartIsAnEncoder() {
        Random random = new Random(3);
        Batch x = batch(random, INPUTS);
        Batch target = batch(random, STATE);
        Mlp field = Mlp.of(List.of(STATE, 4, STATE), StandardActivations.TANH, false);
        Dense into = new Dense(INPUTS, STATE, "W", "b");
        Model embedding = Model.of(field, into, Take.all(STATE), List.of());
        Model jumping = Model.of(field, Constant.zeros(INPUTS, STATE), Take.all(STATE), List.of())
                .jumping(Chain.of(new Take(STATE + INPUTS, STATE, INPUTS), into));
        assertThat(jumping.places().jump()).isEqualTo(embedding.places().encoder());
        ProblemData plain = new ProblemData(x, 0, new double[] {1}, List.of(target), ProblemData.Truth.UNKNOWN);
        ProblemData observed = new ProblemData(
                x,
                0,
                plain.goals(),
                Optional.of(Observations.ofAll(new double[] {0}, List.of(x))),
                ProblemData.Truth.UNKNOWN);
        double[] theta = weights(embedding);
        for (String method : Gradients.CATALOG.ids()) {
            SolverSettings solver = TestSettings.adaptive("dopri5", 1e-6);
            Rollout one = rollout(embedding, plain, method, solver);
            Rollout other = rollout(jumping, observed, method, solver);
            assertThat(gradient(other, theta)).as(method).isEqualTo(gradient(one, theta));
            assertThat(other.end().toRows()).isDeepEqualTo(one.end().toRows());
            assertThat(other.work().forwardStats().evaluations())
                    .isEqualTo(one.work().forwardStats().evaluations());
        }
    }

    /// ẏ = 0, y⁺ = y/2 + x: between observations nothing moves, and a loss at an observation's time sees what is
    /// behind it.
    @Test
    void statesAndAdjointsAreThoseByHand() {
        LinearField still = new LinearField(1, LinearField.Coupling.FREE);
        Model model = Model.of(still, Take.all(1), Take.all(1), List.of()).jumping(new Dense(2, 1, "W", ""));
        double[] theta = {0, 0.5, 1};
        Batch y0 = Batch.ofRows(new double[][] {{8}});
        List<Batch> inputs = List.of(
                Batch.ofRows(new double[][] {{1}}),
                Batch.ofRows(new double[][] {{-1}}),
                Batch.ofRows(new double[][] {{3}}));
        List<Batch> targets = List.of(
                Batch.ofRows(new double[][] {{0}}), Batch.ofRows(new double[][] {{0}}), Batch.ofRows(new double[][] {{0}
                }));
        ProblemData data = new ProblemData(
                y0,
                0,
                new Goals(new double[] {0.5, 1, 2}, targets),
                Optional.of(Observations.ofAll(new double[] {0, 1, 2}, inputs)),
                ProblemData.Truth.UNKNOWN);
        Rollout rollout = rollout(model, data, "discrete", TestSettings.fixed("euler", 4));
        gradient(rollout, theta);
        double first = 8 / 2.0 + 1;
        double second = first / 2 - 1;
        double third = second / 2 + 3;
        assertThat(rollout.state(0).get(0, 0)).isEqualTo(first);
        assertThat(rollout.state(1).get(0, 0)).isEqualTo(second);
        assertThat(rollout.state(2).get(0, 0)).isEqualTo(third);
        Batch[] behind = rollout.adjointsBehindJumps();
        assertThat(behind[2].get(0, 0)).isEqualTo(third);
        assertThat(behind[1].get(0, 0)).isEqualTo(third / 2 + second);
        assertThat(behind[0].get(0, 0)).isEqualTo((third / 2 + second) / 2 + first);
        assertThat(rollout.gradX0().get(0, 0)).isEqualTo(behind[0].get(0, 0) / 2);
    }

    /// The same model with goals on both sides of the jump at 1 s.
    @Test
    void aLossMayLookInFrontOfAJump() {
        LinearField still = new LinearField(1, LinearField.Coupling.FREE);
        Model model = Model.of(still, Take.all(1), Take.all(1), List.of()).jumping(new Dense(2, 1, "W", ""));
        double[] theta = {0, 0.5, 1};
        Batch zero = Batch.ofRows(new double[][] {{0}});
        ProblemData data = new ProblemData(
                Batch.ofRows(new double[][] {{8}}),
                0,
                new Goals(
                        new double[] {1, 1, 2},
                        new boolean[] {true, false, true},
                        List.of(zero, zero, zero),
                        Optional.empty()),
                Optional.of(Observations.ofAll(
                        new double[] {1, 2},
                        List.of(Batch.ofRows(new double[][] {{-1}}), Batch.ofRows(new double[][] {{3}})))),
                ProblemData.Truth.UNKNOWN);
        for (String method : Gradients.CATALOG.ids()) {
            Rollout rollout = rollout(model, data, method, TestSettings.fixed("rk4", 4));
            gradient(rollout, theta);
            assertThat(rollout.state(0).get(0, 0)).as(method).isEqualTo(8);
            assertThat(rollout.state(1).get(0, 0)).as(method).isEqualTo(3);
            assertThat(rollout.state(2).get(0, 0)).as(method).isEqualTo(3);
            // nothing looks behind the last jump; behind the first one the losses at 1 and at 2 s
            assertThat(rollout.adjointsBehindJumps()[1].get(0, 0)).as(method).isZero();
            assertThat(rollout.adjointsBehindJumps()[0].get(0, 0)).as(method).isCloseTo(6, within(1e-12));
            assertThat(rollout.gradX0().get(0, 0)).as(method).isCloseTo(6 * 0.5 + 8, within(1e-12));
        }
    }

    /// The trajectory's cost is carried past the jumps, and its gradient with it.
    @Test
    void aCostIsNotTouchedByJumps() {
        Model model = model();
        Model costed = new Regularized((_, _, _) -> model, new adjointlab.core.adjoint.RunningCost(0.5, 0.25, 0))
                .build((_, _) -> model.field(), STATE, 2);
        double[] theta = weights(model);
        ProblemData data = data(some(), 0, 0, 1, 2);
        Rollout plain = rollout(model, data, "discrete", TestSettings.fixed("rk4", 9));
        Rollout dear = rollout(costed, data, "discrete", TestSettings.fixed("rk4", 9));
        double[] one = gradient(plain, theta);
        double[] other = gradient(dear, theta);
        for (int j = 0; j < theta.length; j++) {
            assertThat(other[j]).isCloseTo(one[j], within(1e-13 * (1 + Math.abs(one[j]))));
        }
        for (int s = 0; s < SAMPLES; s++) {
            assertThat(dear.end().get(0, s)).isPositive();
        }
    }

    /// A listener's times are shown once each, from the end to the start.
    @Test
    void samplesOfTheAdjointAreTakenAlongTheWholeCourse() {
        Model model = model();
        double[] theta = weights(model);
        Rollout rollout =
                rollout(model, data(everybody(), 0, 0, 1, 2), "continuous", TestSettings.adaptive("dopri5", 1e-6));
        assertThat(rollout.forward(theta, StepListener.NONE, Cancellation.NEVER).ok())
                .isTrue();
        Batch[] cotangents = new Batch[LOSSES.length];
        Arrays.setAll(cotangents, i -> batch(new Random(i), STATE));
        Arrays.stream(cotangents).forEach(Batch::padCotangent);
        double[] wanted = {1.5, 1.2, 0.9, 0.7, 0.4, 0.1, 0};
        List<Double> seen = new ArrayList<>();
        AdjointListener listener = new AdjointListener() {
            @Override
            public void adjoint(double t, Batch a) {}

            @Override
            public double[] sampleTimes() {
                return wanted;
            }

            @Override
            public void sample(double t, Batch y, Batch a) {
                seen.add(t);
            }
        };
        ParameterGradient gradient = new ParameterGradient(1, theta.length);
        assertThat(rollout.backward(theta, cotangents, gradient, listener, Cancellation.NEVER)
                        .ok())
                .isTrue();
        assertThat(seen).containsExactly(1.5, 1.2, 0.9, 0.7, 0.4, 0.1, 0.0);
    }

    @Test
    void whatDoesNotFitIsSaid() {
        Model model = model();
        Model without = new Node(Parts.ReadOut.LINEAR)
                .build((in, out) -> Mlp.of(List.of(in, out), StandardActivations.TANH, false), STATE, 2);
        ProblemData data = data(everybody(), 0, 0, 1, 2);
        ProblemData plain = new ProblemData(data.initial(), 0, data.times(), data.targets(), data.truth());
        SolverSettings solver = TestSettings.fixed("rk4", 9);
        assertThatThrownBy(() -> rollout(without, data, "discrete", solver)).hasMessageContaining("has no jump for");
        assertThatThrownBy(() -> rollout(model, plain, "discrete", solver)).hasMessageContaining("has none");
        Model narrow = without.jumping(new Dense(STATE + 1, STATE, "W", ""));
        assertThatThrownBy(() -> rollout(narrow, data, "discrete", solver)).hasMessageContaining("1 components");
        assertThatThrownBy(() -> without.jumping(new Dense(STATE + 1, STATE + 1, "W", "")))
                .hasMessageContaining("does not fit a jump");
        Batch x = data.initial();
        assertThatThrownBy(() -> new ProblemData(
                        x,
                        0,
                        data.goals(),
                        Optional.of(Observations.ofAll(new double[] {0.5, 0.5}, List.of(x, x))),
                        data.truth()))
                .hasMessageContaining("observation 2");
        assertThatThrownBy(() -> new ProblemData(
                        x,
                        0,
                        data.goals(),
                        Optional.of(Observations.ofAll(new double[] {1.6}, List.of(x))),
                        data.truth()))
                .hasMessageContaining("observation 1");
    }
}
