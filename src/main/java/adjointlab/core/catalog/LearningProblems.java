package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.dynamics.BouncingBall;
import adjointlab.core.problem.dynamics.DrawnTrajectories;
import adjointlab.core.problem.dynamics.Dynamics;
import adjointlab.core.problem.dynamics.Oscillators;
import adjointlab.core.problem.dynamics.Response;
import adjointlab.core.problem.dynamics.TrajectoryLearning;
import adjointlab.core.problem.function.Descent;
import adjointlab.core.problem.samples.Flip;
import adjointlab.core.problem.samples.PointCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The problems on which families are compared.
final class LearningProblems {
    private static final Key<Double> HORIZON = Ranges.HORIZON;
    private static final Key<Integer> DIMENSION =
            Key.whole("dimension", "Dimension", 2, new Int(1, 64, 1, 8)).withSymbol("d");
    private static final Key<Integer> INNER = count("inner", "Points inside");
    private static final Key<Integer> OUTER = count("outer", "Points outside");
    private static final Key<Double> BALL = Key.real("ball", "Radius inside", 0.5, Ranges.positive(0.1, 2));
    private static final Key<Double> SHELL_FROM = Key.real("shellFrom", "Shell from", 1, Ranges.positive(0.1, 2));
    private static final Key<Double> SHELL_TO = Key.real("shellTo", "Shell to", 1.5, Ranges.positive(0.1, 2));

    private static final Key<Integer> SIDE_SAMPLES =
            count("samples", "Points on each side").withDefault(10);
    private static final Key<Double> SPREAD = Key.real("spread", "Spread around ±1", 0.1, Ranges.notNegative(0.5));

    private static final Key<Double> DAMPING = constant("damping", "δ", 0.2);
    private static final Key<Double> STIFFNESS = constant("stiffness", "ω²", 1);
    private static final Key<Double> LINEAR = constant("linear", "α", -1);
    private static final Key<Double> CUBIC = constant("cubic", "β", 1);
    private static final Key<Double> MU = constant("mu", "μ", 1);
    private static final Key<Double> BIRTH = constant("birth", "α", 1);
    private static final Key<Double> PREDATION = constant("predation", "β", 1);
    private static final Key<Double> GROWTH = constant("growth", "δ", 1);
    private static final Key<Double> DEATH = constant("death", "γ", 1);
    private static final Key<Double> FREQUENCY = constant("frequency", "ω", 1);
    private static final Key<Double> DECAY = constant("decay", "δ", 0.1);
    private static final Key<Double> TURNING = constant("turning", "ω", 2);

    private static final Key<Double> GRAVITY =
            Key.real("gravity", "Gravity", 1, Ranges.positive(0.1, 10)).withSymbol("g");
    private static final Key<Double> RESTITUTION =
            Key.real("restitution", "Restitution", 0.8, Ranges.fraction()).withSymbol("e");
    private static final Key<Boolean> VELOCITY_SEEN = Key.flag("velocitySeen", "The velocity is seen too", false);
    private static final Key<Boolean> FLOOR = Key.flag("floor", "Models know the floor", true);

    private static final Key<Integer> TRAJECTORIES =
            count("samples", "Trajectories").withDefault(8);
    private static final Key<List<Double>> CENTRE =
            Key.reals("centre", "Centre of the starts", List.of(0.0, 0.0), new Reals(2, 2, Ranges.any(-5, 5)));
    private static final Key<Double> HALF_WIDTH =
            Key.real("halfWidth", "Half-width of the starts", 1, Ranges.notNegative(5));
    private static final Key<Integer> TIMES = count("times", "Times seen").withDefault(30);
    private static final Key<Boolean> IRREGULAR = Key.flag("irregular", "Times are irregular", true);
    private static final Key<Double> NOISE = Key.real("noise", "Noise", 0, Ranges.notNegative(0.5));

    /// Where a descent starts.
    static final Key<List<Double>> DESCENT_START = Key.reals(
                    "start", "Start", List.of(0.0, 0.0), new Reals(2, 2, Ranges.any(-5, 5)))
            .withSymbol("x₀")
            .touching(Touches.TASK);

    private static final Key<Boolean> WALL = Key.flag("wall", "A wall that heavy balls bounce off", false);
    private static final Key<Double> WALL_AT = Key.real("wallAt", "Wall at x₁", -2, Ranges.any(-5, 5))
            .when(selection -> selection.values().get(WALL));
    private static final Key<Double> WALL_RESTITUTION =
            RESTITUTION.when(selection -> selection.values().get(WALL));

    private static final Key<List<Double>> RESPONSE_START = Key.reals(
                    "start", "Start", List.of(1.0), new Reals(1, 64, Ranges.any(-5, 5)))
            .withSymbol("x₀");

    private LearningProblems() {}

    /// In display order.
    static List<Entry<Problem>> entries() {
        return List.of(
                pointCloud(
                        "point-cloud",
                        "Point cloud",
                        "Tell a disc from the ring around it at T = 1.",
                        "Xia et al., NeurIPS 2021, section 5.1",
                        List.of(40, 80),
                        List.of(0.5, 0.85, 1.0)),
                pointCloud(
                        "nested-annuli",
                        "Nested annuli",
                        "Tell a ball from a shell around it, in any dimension.",
                        "Dupont et al., NeurIPS 2019, section 4",
                        List.of(100, 300),
                        List.of(0.5, 1.0, 1.5)),
                Batching.batched(new Entry<>(
                        "flip",
                        "Flip",
                        "Swap −1 and 1 on a line, which no flow on the line can.",
                        "Dupont et al., NeurIPS 2019, Proposition 1",
                        List.of(SIDE_SAMPLES, SPREAD),
                        v -> new Flip(v.get(SIDE_SAMPLES), v.get(SPREAD)))),
                system(
                        "damped-oscillator",
                        "Damped oscillator",
                        "x″ = −δx′ − ω²x.",
                        "",
                        new Box(List.of(0.0, 0.0), 2, 10),
                        List.of(DAMPING, STIFFNESS),
                        v -> new Oscillators.Spring(v.get(DAMPING), v.get(STIFFNESS), 0)),
                system(
                        "duffing",
                        "Duffing oscillator",
                        "x″ = −δx′ − αx − βx³, with two wells for α < 0.",
                        "",
                        new Box(List.of(0.0, 0.0), 1.5, 10),
                        List.of(DAMPING, LINEAR, CUBIC),
                        v -> new Oscillators.Spring(v.get(DAMPING), v.get(LINEAR), v.get(CUBIC))),
                system(
                        "driven-spring",
                        "Driven spring",
                        "A mass on a spring that a force moves, x″ = −δx′ − αx − βx³ + u(t).",
                        "",
                        new Box(List.of(0.0, 0.0), 1, 20),
                        Stream.concat(
                                        Stream.of(DAMPING, LINEAR.withDefault(1.0), CUBIC.withDefault(0.0)),
                                        DrivingInput.SINGLE.stream())
                                .toList(),
                        v -> new Oscillators.DrivenSpring(
                                new Oscillators.Spring(v.get(DAMPING), v.get(LINEAR), v.get(CUBIC)),
                                DrivingInput.of(v))),
                system(
                        "van-der-pol",
                        "Van der Pol oscillator",
                        "x″ = μ(1 − x²)x′ − x.",
                        "van der Pol, Phil. Mag. 2 (1926) 978",
                        new Box(List.of(0.0, 0.0), 2, 8),
                        List.of(MU),
                        v -> new Oscillators.VanDerPol(v.get(MU))),
                system(
                        "lotka-volterra",
                        "Lotka-Volterra",
                        "Prey and predators.",
                        "Lotka, PNAS 6 (1920) 410",
                        new Box(List.of(1.5, 1.5), 0.8, 8),
                        List.of(BIRTH, PREDATION, GROWTH, DEATH),
                        v -> new Oscillators.LotkaVolterra(
                                v.get(BIRTH), v.get(PREDATION), v.get(GROWTH), v.get(DEATH))),
                system(
                        "pendulum",
                        "Pendulum",
                        "φ″ = −ω² sin φ − δφ′.",
                        "",
                        new Box(List.of(0.0, 0.0), 2, 8),
                        List.of(FREQUENCY, DAMPING.withDefault(0.1)),
                        v -> new Oscillators.Pendulum(v.get(FREQUENCY), v.get(DAMPING))),
                system(
                        "spiral",
                        "Spiral",
                        "ẋ = A(x³).",
                        "Chen et al., NeurIPS 2018, section 5",
                        new Box(List.of(2.0, 0.0), 0.1, 10),
                        List.of(DECAY, TURNING),
                        v -> new Oscillators.Spiral(v.get(DECAY), v.get(TURNING))),
                system(
                        "bouncing-ball",
                        "Bouncing ball",
                        "h″ = −g above the floor; at it the velocity v becomes −ev.",
                        "Goebel, Sanfelice and Teel, IEEE Control Systems 29 (2009) 28",
                        new Box(List.of(1.5, 0.0), 0.5, 5),
                        List.of(GRAVITY, RESTITUTION, FLOOR, VELOCITY_SEEN),
                        v -> new BouncingBall(v.get(GRAVITY), v.get(RESTITUTION))),
                LongHorizons.eased(Formulas.problem(
                        List.of(TRAJECTORIES, HORIZON.withDefault(8.0), Problems.TIME_UNIT, TIMES, IRREGULAR, NOISE),
                        v -> v.get(TRAJECTORIES),
                        LearningProblems::observation)),
                LongHorizons.eased(Formulas.driven(
                        List.of(TRAJECTORIES, HORIZON.withDefault(20.0), Problems.TIME_UNIT, TIMES, IRREGULAR, NOISE),
                        v -> v.get(TRAJECTORIES),
                        LearningProblems::observation)),
                LongHorizons.eased(Batching.batched(new Entry<>(
                        "drawn-trajectories",
                        "Drawn by hand",
                        "Follow lines drawn by hand; a flow in the plane cannot cross itself.",
                        "Dupont et al., NeurIPS 2019, section 3",
                        List.of(Drawings.POINTS.withDefault(Drawings.ARCS), HORIZON.withDefault(3.0), TIMES),
                        v -> new DrawnTrajectories(Drawings.of(v), v.get(HORIZON), v.get(TIMES))))),
                TrajectoriesFileProblem.entry(),
                DensityProblem.entry(),
                new Entry<>(
                        "descent",
                        "Descent",
                        "Roll towards the minimum of a test function; nothing is learned.",
                        "Xia et al., NeurIPS 2021, section 2.1 and appendix E.6",
                        Stream.concat(
                                        TestFunctions.PARAMETERS.stream(),
                                        Stream.of(DESCENT_START, HORIZON, WALL, WALL_AT, WALL_RESTITUTION))
                                .toList(),
                        v -> new Descent(TestFunctions.of(v), v.get(DESCENT_START), v.get(HORIZON), wall(v))),
                new Entry<>(
                        "response",
                        "Response",
                        "How far an untrained model goes from where it starts.",
                        "Xia et al., NeurIPS 2021, figure 3",
                        List.of(RESPONSE_START, HORIZON.withDefault(63.0)),
                        v -> new Response(v.get(RESPONSE_START), v.get(HORIZON))));
    }

    private static TrajectoryLearning.Observation observation(Values v) {
        return new TrajectoryLearning.Observation(v.get(HORIZON), v.get(TIMES), v.get(IRREGULAR), v.get(NOISE));
    }

    /// Where a system's trajectories start and how long they last, unless said otherwise.
    private record Box(List<Double> centre, double halfWidth, double horizon) {}

    private static Entry<Problem> system(
            String id,
            String label,
            String summary,
            String citation,
            Box box,
            List<Key<?>> constants,
            Function<Values, Dynamics> make) {
        List<Key<?>> parameters = new ArrayList<>(constants);
        parameters.addAll(List.of(
                TRAJECTORIES,
                CENTRE.withDefault(box.centre()),
                HALF_WIDTH.withDefault(box.halfWidth()),
                HORIZON.withDefault(box.horizon()),
                Problems.TIME_UNIT,
                TIMES,
                IRREGULAR,
                NOISE));
        return LongHorizons.eased(Batching.batched(new Entry<>(
                id,
                label,
                summary,
                citation,
                parameters,
                v -> new TrajectoryLearning(
                        make.apply(v),
                        new TrajectoryLearning.Starts(v.get(TRAJECTORIES), v.get(CENTRE), v.get(HALF_WIDTH)),
                        observation(v),
                        constants.contains(FLOOR)
                                ? new TrajectoryLearning.Told(v.get(FLOOR), v.get(VELOCITY_SEEN) ? 2 : 1)
                                : new TrajectoryLearning.Told(true, 2)))));
    }

    private static Entry<Problem> pointCloud(
            String id, String label, String summary, String citation, List<Integer> sizes, List<Double> radii) {
        return Batching.batched(new Entry<>(
                id,
                label,
                summary,
                citation,
                List.of(
                        DIMENSION,
                        INNER.withDefault(sizes.get(0)),
                        OUTER.withDefault(sizes.get(1)),
                        BALL.withDefault(radii.get(0)),
                        SHELL_FROM.withDefault(radii.get(1)),
                        SHELL_TO.withDefault(radii.get(2))),
                v -> new PointCloud(
                        v.get(DIMENSION),
                        v.get(INNER),
                        v.get(OUTER),
                        new PointCloud.Radii(v.get(BALL), v.get(SHELL_FROM), v.get(SHELL_TO)))));
    }

    private static Optional<Descent.Wall> wall(Values v) {
        return v.get(WALL) ? Optional.of(new Descent.Wall(v.get(WALL_AT), v.get(WALL_RESTITUTION))) : Optional.empty();
    }

    private static Key<Double> constant(String name, String symbol, double defaultValue) {
        return Key.real(name, "Constant " + symbol, defaultValue, Ranges.any(-3, 3))
                .withSymbol(symbol);
    }

    private static Key<Integer> count(String name, String label) {
        return Key.whole(name, label, 1, new Int(1, 100_000, 1, 500));
    }
}
