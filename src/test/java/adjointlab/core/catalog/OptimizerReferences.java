package adjointlab.core.catalog;

import adjointlab.core.optim.FirstOrder;
import adjointlab.core.optim.Kronecker;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.Lbfgs;
import adjointlab.core.optim.NaturalGradient;
import adjointlab.core.optim.QuasiNewton;
import adjointlab.core.optim.Recursion;
import adjointlab.core.optim.SecondOrder;
import adjointlab.core.optim.Snopt;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// What each registered optimizer is held against.
public final class OptimizerReferences {
    /// @param recursion from an entry's values, as its paper writes it
    /// @param tolerance of weights, relative to the largest one, for a damping of 1e−3 or more
    /// @param variations parameters other than the defaults
    public record Reference(
            Function<Values, Recursion> recursion, double tolerance, List<Map<String, Object>> variations) {}

    private static final List<Map<String, Object>> ADAM = List.of(
            Map.of("learningRate", 0.1, "beta1", 0.6, "beta2", 0.8, "epsilon", 0.5),
            Map.of("beta1", 0.0, "epsilon", 0.01, "weightDecay", 0.2),
            Map.of("learningRate", 0.2, "beta2", 0.5, "weightDecay", 0.4));

    private static final List<Map<String, Object>> SOLVES = List.of(
            Map.of("learningRate", 0.3, "damping", 0.2),
            Map.of("damping", 0.5, "space", "parameters"),
            Map.of("damping", 0.05, "space", "samples"),
            Map.of("damping", 0.1, "space", "conjugate-gradients", "cgTolerance", 1e-13),
            Map.of("damping", 0.1, "space", "conjugate-gradients", "cgIterations", 2, "cgTolerance", 0),
            Map.of("damping", 0.1, "space", "conjugate-gradients", "cgTolerance", 0.05));

    /// By id.
    public static final Map<String, Reference> BY_ID = Map.ofEntries(
            Map.entry(
                    "sgd",
                    new Reference(
                            v -> FirstOrder.gradientDescent(
                                    Named.real(v, "learningRate"),
                                    Named.real(v, "momentum"),
                                    Named.flag(v, "nesterov"),
                                    Named.real(v, "weightDecay")),
                            1e-13,
                            List.of(
                                    Map.of("learningRate", 0.01, "momentum", 0.9),
                                    Map.of("learningRate", 0.01, "momentum", 0.8, "nesterov", true),
                                    Map.of(
                                            "learningRate",
                                            0.02,
                                            "momentum",
                                            0.7,
                                            "nesterov",
                                            true,
                                            "weightDecay",
                                            0.3)))),
            Map.entry(
                    "adam",
                    new Reference(
                            v -> FirstOrder.adam(
                                    Named.real(v, "learningRate"),
                                    betas(v),
                                    Named.real(v, "epsilon"),
                                    Named.real(v, "weightDecay"),
                                    0),
                            1e-12,
                            ADAM)),
            Map.entry(
                    "adamw",
                    new Reference(
                            v -> FirstOrder.adam(
                                    Named.real(v, "learningRate"),
                                    betas(v),
                                    Named.real(v, "epsilon"),
                                    0,
                                    Named.real(v, "weightDecay")),
                            1e-12,
                            ADAM)),
            Map.entry(
                    "variance-corrected",
                    new Reference(
                            v -> FirstOrder.varianceCorrected(Named.real(v, "learningRate")),
                            1e-13,
                            List.of(Map.of("learningRate", 0.2)))),
            Map.entry(
                    "natural-gradient",
                    new Reference(
                            v -> SecondOrder.naturalGradient(
                                    Named.real(v, "learningRate"),
                                    new NaturalGradient.Damping(Named.real(v, "damping"), Named.flag(v, "adaptive")),
                                    Named.choice(v, "metric").equals("loss"),
                                    linear(v)),
                            1e-11,
                            with(
                                    SOLVES,
                                    List.of(
                                            Map.of("learningRate", 0.1, "damping", 0.3, "adaptive", true),
                                            Map.of(
                                                    "learningRate",
                                                    0.5,
                                                    "damping",
                                                    2.0,
                                                    "adaptive",
                                                    true,
                                                    "metric",
                                                    "loss"),
                                            Map.of(
                                                    "learningRate",
                                                    3.0,
                                                    "damping",
                                                    0.4,
                                                    "adaptive",
                                                    true,
                                                    "metric",
                                                    "loss"),
                                            Map.of("damping", 0.1, "metric", "loss", "space", "samples"),
                                            Map.of("damping", 0.1, "metric", "loss", "space", "parameters"),
                                            Map.of(
                                                    "damping",
                                                    0.1,
                                                    "metric",
                                                    "loss",
                                                    "space",
                                                    "conjugate-gradients",
                                                    "cgIterations",
                                                    3))))),
            Map.entry(
                    "gauss-newton",
                    new Reference(
                            v -> SecondOrder.gaussNewton(
                                            Named.real(v, "learningRate"), Named.real(v, "damping"), linear(v))
                                    .damped(Named.real(v, "damping")),
                            1e-11,
                            SOLVES)),
            Map.entry(
                    "levenberg-marquardt",
                    new Reference(
                            v -> SecondOrder.levenbergMarquardt(
                                    Named.real(v, "learningRate"), Named.real(v, "damping"), linear(v)),
                            1e-10,
                            with(
                                    SOLVES,
                                    List.of(Map.of("damping", 0.02), Map.of("learningRate", 1.8, "damping", 0.01))))),
            Map.entry(
                    "l-bfgs",
                    new Reference(
                            v -> QuasiNewton.lbfgs(
                                    Named.real(v, "learningRate"),
                                    Named.whole(v, "history"),
                                    new Lbfgs.Search(
                                            Named.real(v, "decrease"),
                                            Named.real(v, "curvature"),
                                            Named.whole(v, "trials"))),
                            1e-10,
                            List.of(
                                    Map.of("history", 1),
                                    Map.of("history", 3, "learningRate", 0.2),
                                    Map.of("history", 4, "learningRate", 4.0, "curvature", 0.3),
                                    Map.of("decrease", 0.4, "curvature", 0.5),
                                    Map.of("learningRate", 0.02, "trials", 2),
                                    Map.of("learningRate", 6.0, "trials", 3)))),
            Map.entry(
                    "differential-programming",
                    new Reference(
                            v -> SecondOrder.differentialProgramming(
                                            Named.real(v, "learningRate"),
                                            Named.real(v, "damping"),
                                            Named.real(v, "weightDecay"))
                                    .damped(Named.real(v, "damping")),
                            1e-11,
                            List.of(
                                    Map.of("learningRate", 0.4, "damping", 0.3, "weightDecay", 0.2, "form", "vectors"),
                                    Map.of("damping", 2.0, "form", "outer-product")))),
            Map.entry(
                    "snopt",
                    new Reference(
                            v -> Kronecker.snopt(new Snopt(
                                            Named.real(v, "learningRate"),
                                            new Snopt.Precondition(
                                                    Named.choice(v, "form").equals("paper")
                                                            ? Snopt.Form.PAPER
                                                            : Snopt.Form.AUTHORS,
                                                    Named.real(v, "epsilon"),
                                                    Named.flag(v, "amortized"),
                                                    Named.real(v, "alpha")),
                                            new LayerFactors.Sampling(
                                                    Named.real(v, "gridStep"), Named.whole(v, "refresh")),
                                            Named.real(v, "momentum"),
                                            Named.real(v, "weightDecay")))
                                    .damped(Named.real(v, "epsilon")),
                            1e-11,
                            List.of(
                                    Map.of("form", "paper", "refresh", 3, "learningRate", 0.05),
                                    Map.of("amortized", false, "refresh", 4, "epsilon", 0.2),
                                    Map.of("amortized", false, "form", "paper", "refresh", 1),
                                    Map.of(
                                            "alpha",
                                            0.3,
                                            "refresh",
                                            5,
                                            "momentum",
                                            0.9,
                                            "weightDecay",
                                            0.1,
                                            "gridStep",
                                            0.1)))));

    private static double[] betas(Values v) {
        return new double[] {Named.real(v, "beta1"), Named.real(v, "beta2")};
    }

    private static SecondOrder.Linear linear(Values v) {
        return Named.choice(v, "space").equals("conjugate-gradients")
                ? SecondOrder.krylov(Named.whole(v, "cgIterations"), Named.real(v, "cgTolerance"))
                : SecondOrder.Linear.EXACT;
    }

    private static List<Map<String, Object>> with(List<Map<String, Object>> some, List<Map<String, Object>> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private OptimizerReferences() {}
}
