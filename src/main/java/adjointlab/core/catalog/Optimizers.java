package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Scale;
import adjointlab.core.optim.Adam;
import adjointlab.core.optim.CurvatureForm;
import adjointlab.core.optim.CurvatureSolve;
import adjointlab.core.optim.CurvatureSolve.Metric;
import adjointlab.core.optim.CurvatureSolve.Space;
import adjointlab.core.optim.DifferentialProgramming;
import adjointlab.core.optim.GaussNewton;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.Lbfgs;
import adjointlab.core.optim.LevenbergMarquardt;
import adjointlab.core.optim.NaturalGradient;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Sgd;
import adjointlab.core.optim.Snopt;
import adjointlab.core.optim.VarianceCorrected;
import java.util.List;
import java.util.Locale;

/// The optimizers.
public final class Optimizers {
    private static final Parameter MOMENTUM =
            Parameter.real("momentum", "μ", "Momentum", 0, new Real(0, 1, 0, 0.999, Scale.LINEAR), true);
    private static final Parameter BETA1 = beta("beta1", "β₁", "Decay of the mean", 0.9);
    private static final Parameter BETA2 = beta("beta2", "β₂", "Decay of the mean square", 0.999);
    private static final Parameter EPSILON =
            Parameter.real("epsilon", "ε", "Denominator offset", 1e-8, Ranges.positive(1e-12, 1e-2), true);
    private static final Real OPEN_UNIT = new Real(1e-12, 1, 1e-4, 1, Scale.LOG);
    private static final Parameter SPACE = Parameter.choice(
            "space",
            "Solved in",
            "automatic",
            new Option("automatic", "Whichever is smaller"),
            new Option("parameters", "Parameter space"),
            new Option("samples", "Sample space (Woodbury)"),
            new Option("conjugate-gradients", "Matrix-free, conjugate gradients"));
    private static final Parameter CG_ITERATIONS =
            Parameter.whole("cgIterations", "", "Conjugate gradients at most", 50, new Int(1, 100_000, 1, 500));
    private static final Parameter CG_TOLERANCE = Parameter.real(
            "cgTolerance", "", "Tolerance of conjugate gradients", 1e-6, new Real(0, 1, 1e-12, 0.1, Scale.LOG), true);

    /// In display order.
    public static final Catalog<Optimizer> CATALOG = new Catalog<>(
            "optimizer",
            List.of(
                    new Entry<>(
                            "sgd",
                            "SGD",
                            "Gradient descent, with momentum and Nesterov's look-ahead where wanted.",
                            "Okamoto, Takeuchi and Sakemi, equation (3); Sutskever et al., ICML 2013",
                            List.of(
                                    rate(0.05),
                                    MOMENTUM,
                                    Parameter.flag("nesterov", "Nesterov", false, true),
                                    decay(0)),
                            v -> new Sgd(
                                    v.real("learningRate"),
                                    v.real("momentum"),
                                    v.flag("nesterov"),
                                    v.real("weightDecay"))),
                    new Entry<>(
                            "adam",
                            "Adam",
                            "Steps scaled by running moments of the gradient.",
                            "Kingma and Ba, ICLR 2015, Algorithm 1",
                            List.of(rate(0.05), BETA1, BETA2, EPSILON, decay(0)),
                            v -> adam(v, false)),
                    new Entry<>(
                            "adamw",
                            "AdamW",
                            "Adam with weight decay apart from the gradient.",
                            "Loshchilov and Hutter, ICLR 2019, Algorithm 2",
                            List.of(rate(0.05), BETA1, BETA2, EPSILON, decay(0.01)),
                            v -> adam(v, true)),
                    new Entry<>(
                            "variance-corrected",
                            "Variance-corrected",
                            "The natural gradient of the simplest ODE: steps divided by t² and the terminal variance.",
                            "Okamoto, Takeuchi and Sakemi, Algorithm 2 and Theorem 1",
                            List.of(rate(0.05)),
                            v -> new VarianceCorrected(v.real("learningRate"))),
                    new Entry<>(
                            "natural-gradient",
                            "Natural gradient",
                            "Steps divided by the Fisher matrix E[JᵀJ] of the predictions; of any model.",
                            "Amari, Neural Computation 10 (1998) 251; Okamoto, Takeuchi and Sakemi, section 7",
                            List.of(
                                    rate(0.05),
                                    damping(1e-6),
                                    Parameter.flag("adaptive", "Damping adapts", false, true),
                                    Parameter.choice(
                                            "metric",
                                            "Metric",
                                            "prediction",
                                            new Option("prediction", "Predictions: mean squared change"),
                                            new Option("loss", "Loss: its second derivative")),
                                    SPACE,
                                    CG_ITERATIONS,
                                    CG_TOLERANCE),
                            v -> new NaturalGradient(
                                    v.real("learningRate"),
                                    new NaturalGradient.Damping(v.real("damping"), v.flag("adaptive")),
                                    solve(v, Metric.valueOf(v.choice("metric").toUpperCase(Locale.ROOT))))),
                    new Entry<>(
                            "gauss-newton",
                            "Gauss-Newton",
                            "Steps divided by the loss's Gauss-Newton matrix JᵀHJ.",
                            "Björck, Numerical Methods for Least Squares Problems, section 9.2",
                            List.of(rate(1), damping(1e-3), SPACE, CG_ITERATIONS, CG_TOLERANCE),
                            v -> new GaussNewton(v.real("learningRate"), v.real("damping"), solve(v, Metric.LOSS))),
                    new Entry<>(
                            "levenberg-marquardt",
                            "Levenberg-Marquardt",
                            "Gauss-Newton steps, damped until they lower the loss.",
                            "Marquardt, J. SIAM 11 (1963) 431; Nielsen's rule, Madsen et al., 2004",
                            List.of(rate(1), damping(1e-3), SPACE, CG_ITERATIONS, CG_TOLERANCE),
                            v -> new LevenbergMarquardt(
                                    v.real("learningRate"), v.real("damping"), solve(v, Metric.LOSS))),
                    new Entry<>(
                            "l-bfgs",
                            "L-BFGS",
                            "Curvature from remembered gradients, steps by a line search.",
                            "Nocedal and Wright, Algorithm 7.5; Lewis and Overton, Math. Program. 141 (2013) 135",
                            List.of(
                                    rate(1),
                                    Parameter.whole("history", "", "Remembered pairs", 10, new Int(1, 1000, 1, 50)),
                                    Parameter.real("decrease", "c₁", "Sufficient decrease", 1e-4, OPEN_UNIT, true),
                                    Parameter.real("curvature", "c₂", "Slope that may be left", 0.9, OPEN_UNIT, true),
                                    Parameter.whole("trials", "", "Trials at most", 25, new Int(1, 100, 1, 50))),
                            v -> new Lbfgs(
                                    v.real("learningRate"),
                                    v.whole("history"),
                                    new Lbfgs.Search(v.real("decrease"), v.real("curvature"), v.whole("trials")))),
                    new Entry<>(
                            "differential-programming",
                            "Differential programming",
                            "Steps divided by the loss's curvature, which matrix equations carry back with the adjoint.",
                            "Liu, Chen and Theodorou, NeurIPS 2021, Theorem 1 and Proposition 2",
                            List.of(
                                    rate(1),
                                    damping(1e-3),
                                    decay(0),
                                    Parameter.choice(
                                            "form",
                                            "Curvature by",
                                            "matrices",
                                            new Option("matrices", "Matrix equations (9)"),
                                            new Option("vectors", "Low-rank vectors (11)"),
                                            new Option("outer-product", "One vector a sample"))),
                            v -> new DifferentialProgramming(
                                    v.real("learningRate"),
                                    v.real("damping"),
                                    v.real("weightDecay"),
                                    CurvatureForm.valueOf(v.choice("form")
                                            .toUpperCase(Locale.ROOT)
                                            .replace('-', '_')))),
                    new Entry<>(
                            "snopt",
                            "SNOpt",
                            "Gradients of dense layers divided by Kronecker factors from the backward solve.",
                            "Liu, Chen and Theodorou, NeurIPS 2021, Algorithm 1 and equation (14)",
                            List.of(
                                    rate(0.01),
                                    Parameter.choice(
                                            "form",
                                            "Scale of the factors",
                                            "authors",
                                            new Option("authors", "The authors' program"),
                                            new Option("paper", "Integrals, as in the paper")),
                                    Parameter.real("epsilon", "ε", "Damping", 0.05, Ranges.positive(1e-6, 10), true),
                                    Parameter.flag("amortized", "Eigenvalues follow the gradient", true, true),
                                    Parameter.real(
                                            "alpha", "α", "Share of old eigenvalues", 0.75, Ranges.fraction(), true),
                                    new Parameter(
                                            "gridStep",
                                            "Δt",
                                            "Step of the time grid",
                                            "s",
                                            Ranges.positive(1e-3, 1),
                                            0.01,
                                            true),
                                    Parameter.whole(
                                            "refresh",
                                            "",
                                            "Updates between refreshes",
                                            100,
                                            new Int(1, 1_000_000, 1, 500)),
                                    MOMENTUM,
                                    decay(0)),
                            v -> new Snopt(
                                    v.real("learningRate"),
                                    new Snopt.Precondition(
                                            Snopt.Form.valueOf(v.choice("form").toUpperCase(Locale.ROOT)),
                                            v.real("epsilon"),
                                            v.flag("amortized"),
                                            v.real("alpha")),
                                    new LayerFactors.Sampling(v.real("gridStep"), v.whole("refresh")),
                                    v.real("momentum"),
                                    v.real("weightDecay")))));

    private Optimizers() {}

    private static Adam adam(Values v, boolean decoupled) {
        return new Adam(
                v.real("learningRate"),
                v.real("beta1"),
                v.real("beta2"),
                v.real("epsilon"),
                new Adam.WeightDecay(v.real("weightDecay"), decoupled));
    }

    private static CurvatureSolve solve(Values v, Metric metric) {
        return new CurvatureSolve(
                metric,
                Space.valueOf(v.choice("space").toUpperCase(Locale.ROOT).replace('-', '_')),
                new CurvatureSolve.Effort(v.whole("cgIterations"), v.real("cgTolerance")));
    }

    private static Parameter damping(double defaultValue) {
        return Parameter.real(
                "damping", "λ", "Damping", defaultValue, new Real(0, Double.MAX_VALUE, 1e-10, 10, Scale.LOG), true);
    }

    private static Parameter rate(double defaultValue) {
        return Parameter.real("learningRate", "η", "Learning rate", defaultValue, Ranges.positive(1e-5, 10), true);
    }

    private static Parameter decay(double defaultValue) {
        return Parameter.real("weightDecay", "λ", "Weight decay", defaultValue, Ranges.notNegative(0.1), true);
    }

    private static Parameter beta(String name, String symbol, String label, double defaultValue) {
        return Parameter.real(
                name, symbol, label, defaultValue, new Real(0, 0.9999999, 0.5, 0.9999, Scale.LINEAR), true);
    }
}
