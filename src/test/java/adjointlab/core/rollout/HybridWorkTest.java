package adjointlab.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Models that bounce: when, against the closed form of a ball's flight, and the gradient, against differences of the
/// loss.
final class HybridWorkTest {
    /// h′ = v, v′ = −1, as a perceptron without hidden layers.
    private static final double[] FALL = {0, 1, 0, 0, 0, -1};

    /// Nothing like it, but it falls.
    private static final double[] OTHER = {-0.1, 0.9, -0.2, 0.15, 0.05, -0.8};

    private static Settings settings(String... changes) {
        Settings settings = Presets.get("learn-pendulum")
                .settings()
                .with("problem.id", "bouncing-ball")
                .withText("field.widths", "[]")
                .with("solver.id", "dopri5")
                .with("solver.rtol", 1e-10)
                .with("solver.atol", 1e-10);
        for (String change : changes) {
            settings = settings.withText(change.split("=")[0], change.split("=")[1]);
        }
        return settings;
    }

    private static Pipeline pipeline(String... changes) {
        return new Pipeline(Experiments.build(settings(changes)));
    }

    private static SolveStatus forward(Pipeline pipeline, double[] theta) {
        return pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER);
    }

    private static double loss(Pipeline pipeline, double[] theta) {
        assertThat(forward(pipeline, theta)).isEqualTo(SolveStatus.OK);
        return pipeline.loss();
    }

    @ParameterizedTest
    @CsvSource({"dopri5, auto", "rk4, fixed", "kvaerno5, auto", "dopri8, auto"})
    void theTrueFieldBouncesWhenTheBallDoes(String solver, String stepping) {
        Pipeline pipeline = pipeline(
                "solver.id=" + solver, "solver.stepping=" + stepping, "problem.samples=1", "problem.halfWidth=0");
        assertThat(loss(pipeline, FALL)).as("the data are its own").isLessThan(1e-15);
        double fall = Math.sqrt(3);
        assertThat(pipeline.rollout().jumped())
                .satisfiesExactly(
                        first -> assertThat(first.t()).isCloseTo(fall, within(1e-9)),
                        second -> assertThat(second.t()).isCloseTo(fall * 2.6, within(1e-9)));
    }

    /// All samples jump by themselves, also those that come to the floor together.
    @Test
    void eachSampleBouncesByItself() {
        Pipeline alike = pipeline("problem.samples=5", "problem.halfWidth=0", "problem.horizon=7");
        assertThat(loss(alike, FALL)).isLessThan(1e-15);
        assertThat(alike.rollout().jumped())
                .extracting(Rollout.Jumped::sample)
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4);
        Pipeline spread = pipeline("problem.samples=9", "problem.horizon=7");
        assertThat(loss(spread, FALL)).isLessThan(1e-15);
        double[] truth = spread.data().truth().jumps();
        List<Rollout.Jumped> jumped = spread.rollout().jumped();
        assertThat(jumped).hasSize(truth.length);
        for (int i = 0; i < truth.length; i++) {
            assertThat(jumped.get(i).t()).isCloseTo(truth[i], within(1e-8));
        }
    }

    /// With zero channels behind height and velocity they fall as well.
    private static double[] falling(int weights) {
        if (weights == OTHER.length) {
            return OTHER;
        }
        double[] theta = new double[weights];
        for (int j = 0; j < weights; j++) {
            theta[j] = 0.1 * Math.sin(3 * j + 1);
        }
        int dim = (int) Math.sqrt(weights);
        theta[1] = 1;
        theta[dim * dim + 1] = -1;
        return theta;
    }

    /// Also where a component in front of the state holds costs, where there are components behind it, and in
    /// batches.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "continuous; solver.id=dopri5",
                "discrete; solver.id=dopri5",
                "discrete-checkpointed; solver.id=dopri5",
                "continuous-interpolated; solver.id=dopri5",
                "continuous-seminorm; solver.id=dopri5",
                "forward; solver.id=dopri5",
                "discrete; solver.id=tsit5 family.kinetic=0.3",
                "discrete; solver.endRule=interpolate",
                "continuous; family.id=anode",
                "discrete; problem.samples=1",
                "discrete; problem.batch=2",
                "discrete; horizon.id=constant horizon.end=4",
            })
    void theGradientIsTheSlopeOfTheLoss(String gradient, String more) {
        List<String> changes = new ArrayList<>(List.of(more.split(" ")));
        changes.add("gradient.id=" + gradient);
        Pipeline pipeline = pipeline(changes.toArray(String[]::new));
        double[] theta = falling(pipeline.gradient().length);
        loss(pipeline, theta);
        assertThat(pipeline.rollout().jumped()).isNotEmpty();
        assertThat(pipeline.backward(theta, AdjointListener.NONE, Cancellation.NEVER))
                .isEqualTo(SolveStatus.OK);
        double[] ours = pipeline.gradient().clone();
        for (int j = 0; j < theta.length; j++) {
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double slope = (loss(pipeline, up) - loss(pipeline, down)) / 2e-5;
            assertThat(ours[j]).as("weight %d", j).isCloseTo(slope, within(2e-6 * Math.max(1, Math.abs(slope))));
        }
    }

    /// The same from one thread's warm memory as from fresh memory, after other weights and after a failure.
    @Test
    void aWayLeavesNothingBehind() {
        Pipeline used = pipeline("solver.stepping=fixed");
        loss(used, OTHER);
        forward(used, new double[] {0, 1, 0, 0, 0, -50});
        double again = loss(used, FALL);
        assertThat(again).isEqualTo(loss(pipeline("solver.stepping=fixed"), FALL));
    }

    @Test
    void bouncesWithoutEndEndTheWay() {
        Pipeline pipeline = pipeline("problem.horizon=30");
        SolveStatus status = forward(pipeline, FALL);
        assertThat(status.kind()).isEqualTo(SolveStatus.Kind.IMPACTS);
        assertThat(status.sentence()).startsWith("Jumps come one after another without end");
        assertThat(status.advice()).contains("shorter horizon");
    }

    /// Along a bowl of curvature 1 the ball swings as e^(−γt/2)·cos; from x₁ = 1 at rest without damping it comes
    /// to the wall at −½ when cos t = −½, with the velocity −sin t, of which 0.6 are left.
    @Test
    void aHeavyBallBouncesOffAWall() {
        Settings settings = Presets.get("heavy-ball-functions")
                .settings()
                .with("family.id", "hbnode")
                .with("family.learnGamma", false)
                .with("family.gammaRaw", -40.0)
                .withText("problem.function", "bowl")
                .withText("field.function", "bowl")
                .withText("problem.start", "[1, 0.4]")
                .withText("problem.horizon", "4")
                .withText("problem.wall", "true")
                .withText("problem.wallAt", "-0.5")
                .withText("problem.restitution", "0.6");
        Pipeline pipeline = new Pipeline(Experiments.build(settings));
        assertThat(forward(pipeline, new double[0])).isEqualTo(SolveStatus.OK);
        double hit = 2 * Math.PI / 3;
        assertThat(pipeline.rollout().jumped()).singleElement().satisfies(jump -> assertThat(jump.t())
                .isCloseTo(hit, within(1e-9)));
        double swing = 0.6 * Math.sin(hit);
        double x = -0.5 * Math.cos(4 - hit) + swing * Math.sin(4 - hit);
        assertThat(pipeline.rollout().end().get(0, 0)).isCloseTo(x, within(1e-9));
        assertThat(pipeline.backward(new double[0], AdjointListener.NONE, Cancellation.NEVER))
                .isEqualTo(SolveStatus.OK);
        // ∂L/∂x₁(0) of L = ½|x(T)|² where the minimum is 0: x(T) is linear in the start as long as the wall is
        // met
        double eps = 1e-5;
        double up = ending(settings.withText("problem.start", "[" + (1 + eps) + ", 0.4]"));
        double down = ending(settings.withText("problem.start", "[" + (1 - eps) + ", 0.4]"));
        assertThat(pipeline.rollout().gradX0().get(0, 0)).isCloseTo((up - down) / (2 * eps), within(1e-7));
    }

    private static double ending(Settings settings) {
        return loss(new Pipeline(Experiments.build(settings)), new double[0]);
    }

    @Test
    void aWallNeedsAHeavyBallOnItsRight() {
        Settings settings = Presets.get("heavy-ball-functions").settings().withText("problem.wall", "true");
        assertThat(Experiments.refusal(settings))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("choose a heavy ball"));
        Settings heavy = settings.with("family.id", "hbnode");
        assertThat(Experiments.refusal(heavy)).isEmpty();
        assertThat(Experiments.refusal(heavy.withText("problem.wallAt", "0.5")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("not on the right of the wall"));
        assertThat(Experiments.refusal(settings("family.id=hbnode")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("choose NODE or ANODE"));
    }

    /// A model that knows no floor falls through it.
    @Test
    void withoutTheFloorNothingJumps() {
        Pipeline pipeline = pipeline("problem.floor=false");
        assertThat(loss(pipeline, FALL)).isGreaterThan(1);
        assertThat(pipeline.rollout().jumped()).isEmpty();
        assertThat(pipeline.data().truth().jumps()).isNotEmpty();
    }
}
