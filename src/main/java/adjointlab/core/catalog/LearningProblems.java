package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Reals;
import adjointlab.core.catalog.Parameter.Scale;
import adjointlab.core.problem.Descent;
import adjointlab.core.problem.Dynamics;
import adjointlab.core.problem.Flip;
import adjointlab.core.problem.Oscillators;
import adjointlab.core.problem.PointCloud;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.Response;
import adjointlab.core.problem.StandardFunctions;
import adjointlab.core.problem.TestFunction;
import adjointlab.core.problem.TrajectoryLearning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The problems on which families are compared.
final class LearningProblems {
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
                new Entry<>(
                        "flip",
                        "Flip",
                        "Swap −1 and 1 on a line, which no flow on the line can.",
                        "Dupont et al., NeurIPS 2019, Proposition 1",
                        List.of(
                                count("samples", "Points on each side", 10),
                                Parameter.real("spread", "", "Spread around ±1", 0.1, Ranges.notNegative(0.5), false)),
                        v -> new Flip(v.whole("samples"), v.real("spread"))),
                system(
                        "damped-oscillator",
                        "Damped oscillator",
                        "x″ = −δx′ − ω²x.",
                        "",
                        new Box(List.of(0.0, 0.0), 2, 10),
                        List.of(constant("damping", "δ", 0.2), constant("stiffness", "ω²", 1)),
                        v -> new Oscillators.Spring(v.real("damping"), v.real("stiffness"), 0)),
                system(
                        "duffing",
                        "Duffing oscillator",
                        "x″ = −δx′ − αx − βx³, with two wells for α < 0.",
                        "",
                        new Box(List.of(0.0, 0.0), 1.5, 10),
                        List.of(constant("damping", "δ", 0.2), constant("linear", "α", -1), constant("cubic", "β", 1)),
                        v -> new Oscillators.Spring(v.real("damping"), v.real("linear"), v.real("cubic"))),
                system(
                        "van-der-pol",
                        "Van der Pol oscillator",
                        "x″ = μ(1 − x²)x′ − x.",
                        "van der Pol, Phil. Mag. 2 (1926) 978",
                        new Box(List.of(0.0, 0.0), 2, 8),
                        List.of(constant("mu", "μ", 1)),
                        v -> new Oscillators.VanDerPol(v.real("mu"))),
                system(
                        "lotka-volterra",
                        "Lotka-Volterra",
                        "Prey and predators.",
                        "Lotka, PNAS 6 (1920) 410",
                        new Box(List.of(1.5, 1.5), 0.8, 8),
                        List.of(
                                constant("birth", "α", 1),
                                constant("predation", "β", 1),
                                constant("growth", "δ", 1),
                                constant("death", "γ", 1)),
                        v -> new Oscillators.LotkaVolterra(
                                v.real("birth"), v.real("predation"), v.real("growth"), v.real("death"))),
                system(
                        "pendulum",
                        "Pendulum",
                        "φ″ = −ω² sin φ − δφ′.",
                        "",
                        new Box(List.of(0.0, 0.0), 2, 8),
                        List.of(constant("frequency", "ω", 1), constant("damping", "δ", 0.1)),
                        v -> new Oscillators.Pendulum(v.real("frequency"), v.real("damping"))),
                system(
                        "spiral",
                        "Spiral",
                        "ẋ = A(x³).",
                        "Chen et al., NeurIPS 2018, section 5",
                        new Box(List.of(2.0, 0.0), 0.1, 10),
                        List.of(constant("decay", "δ", 0.1), constant("turning", "ω", 2)),
                        v -> new Oscillators.Spiral(v.real("decay"), v.real("turning"))),
                DensityProblem.entry(),
                new Entry<>(
                        "descent",
                        "Descent",
                        "Roll towards the minimum of a test function; nothing is learned.",
                        "Xia et al., NeurIPS 2021, section 2.1 and appendix E.6",
                        List.of(
                                FUNCTION,
                                CONDITION,
                                new Parameter(
                                        "start",
                                        "x₀",
                                        "Start",
                                        "",
                                        new Reals(2, 2, Ranges.any(-5, 5)),
                                        List.of(0.0, 0.0),
                                        true),
                                horizon(1)),
                        v -> new Descent(function(v), boxed(v.reals("start")), v.real("horizon"))),
                new Entry<>(
                        "response",
                        "Response",
                        "How far an untrained model goes from where it starts.",
                        "Xia et al., NeurIPS 2021, figure 3",
                        List.of(
                                new Parameter(
                                        "start",
                                        "x₀",
                                        "Start",
                                        "",
                                        new Reals(1, 64, Ranges.any(-5, 5)),
                                        List.of(1.0),
                                        false),
                                horizon(63)),
                        v -> new Response(boxed(v.reals("start")), v.real("horizon"))));
    }

    /// Which test function; a field and a problem that belong together choose the same.
    static final Parameter FUNCTION = Parameter.choice(
            "function",
            "Function F",
            "rosenbrock",
            new Option("rosenbrock", "Rosenbrock"),
            new Option("beale", "Beale"),
            new Option("himmelblau", "Himmelblau"),
            new Option("rastrigin", "Rastrigin"),
            new Option("bowl", "Quadratic bowl"));

    static final Parameter CONDITION =
            Parameter.real("condition", "κ", "Condition number of the bowl", 25, Ranges.positive(1, 1000), false);

    /// The chosen function.
    static TestFunction function(Values v) {
        String id = v.choice("function");
        return id.equals("bowl")
                ? new TestFunction.Bowl(v.real("condition"))
                : StandardFunctions.valueOf(id.toUpperCase(Locale.ROOT));
    }

    /// Where a system's trajectories start and how long they last, unless said otherwise.
    private record Box(List<Double> centre, double halfWidth, double horizon) {}

    private static Entry<Problem> system(
            String id,
            String label,
            String summary,
            String citation,
            Box box,
            List<Parameter> constants,
            Function<Values, Dynamics> make) {
        List<Parameter> parameters = new ArrayList<>(constants);
        parameters.add(count("samples", "Trajectories", 8));
        parameters.add(new Parameter(
                "centre", "", "Centre of the starts", "", new Reals(2, 2, Ranges.any(-5, 5)), box.centre(), false));
        parameters.add(Parameter.real(
                "halfWidth", "", "Half-width of the starts", box.halfWidth(), Ranges.notNegative(5), false));
        parameters.add(horizon(box.horizon()));
        parameters.add(count("times", "Times seen", 30));
        parameters.add(Parameter.flag("irregular", "Times are irregular", true, false));
        parameters.add(Parameter.real("noise", "", "Noise", 0, Ranges.notNegative(0.5), false));
        return new Entry<>(
                id,
                label,
                summary,
                citation,
                parameters,
                v -> new TrajectoryLearning(
                        make.apply(v),
                        new TrajectoryLearning.Starts(
                                v.whole("samples"), boxed(v.reals("centre")), v.real("halfWidth")),
                        new TrajectoryLearning.Observation(
                                v.real("horizon"), v.whole("times"), v.flag("irregular"), v.real("noise"))));
    }

    private static Entry<Problem> pointCloud(
            String id, String label, String summary, String citation, List<Integer> sizes, List<Double> radii) {
        return new Entry<>(
                id,
                label,
                summary,
                citation,
                List.of(
                        Parameter.whole("dimension", "d", "Dimension", 2, new Int(1, 64, 1, 8)),
                        count("inner", "Points inside", sizes.get(0)),
                        count("outer", "Points outside", sizes.get(1)),
                        Parameter.real("ball", "", "Radius inside", radii.get(0), Ranges.positive(0.1, 2), false),
                        Parameter.real("shellFrom", "", "Shell from", radii.get(1), Ranges.positive(0.1, 2), false),
                        Parameter.real("shellTo", "", "Shell to", radii.get(2), Ranges.positive(0.1, 2), false)),
                v -> new PointCloud(
                        v.whole("dimension"),
                        v.whole("inner"),
                        v.whole("outer"),
                        new PointCloud.Radii(v.real("ball"), v.real("shellFrom"), v.real("shellTo"))));
    }

    private static Parameter constant(String name, String symbol, double defaultValue) {
        return Parameter.real(name, symbol, "Constant " + symbol, defaultValue, Ranges.any(-3, 3), false);
    }

    private static Parameter count(String name, String label, int defaultValue) {
        return Parameter.whole(name, "", label, defaultValue, new Int(1, 100_000, 1, 500));
    }

    static Parameter horizon(double defaultValue) {
        return new Parameter(
                "horizon",
                "T",
                "Horizon",
                "s",
                new Real(1e-6, Double.MAX_VALUE, 0.1, 100, Scale.LINEAR),
                defaultValue,
                true);
    }

    private static List<Double> boxed(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
