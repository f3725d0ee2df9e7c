package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Scale;
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
import java.util.Optional;

/// The optimizers.
public final class Optimizers {
    /// Learning rate η.
    public static final Key<Double> LEARNING_RATE = Key.real(
                    "learningRate", "Learning rate", 0.05, Ranges.positive(1e-5, 10))
            .withSymbol("η")
            .shown(Prominence.TITLE);

    /// Momentum μ.
    public static final Key<Double> MOMENTUM = Key.real(
                    "momentum", "Momentum", 0, new Real(0, 1, 0, 0.999, Scale.LINEAR))
            .withSymbol("μ");

    private static final Key<Boolean> NESTEROV = Key.flag("nesterov", "Nesterov", false);

    /// Weight decay λ.
    public static final Key<Double> WEIGHT_DECAY =
            Key.real("weightDecay", "Weight decay", 0, Ranges.notNegative(0.1)).withSymbol("λ");

    private static final Real DECAYING = new Real(0, 0.9999999, 0.5, 0.9999, Scale.LINEAR);
    private static final Key<Double> BETA1 =
            Key.real("beta1", "Decay of the mean", 0.9, DECAYING).withSymbol("β₁");
    private static final Key<Double> BETA2 =
            Key.real("beta2", "Decay of the mean square", 0.999, DECAYING).withSymbol("β₂");
    private static final Key<Double> EPSILON = Key.real(
                    "epsilon", "Denominator offset", 1e-8, Ranges.positive(1e-12, 1e-2))
            .withSymbol("ε");

    private static final Key<Double> DAMPING = Key.real(
                    "damping", "Damping", 1e-3, new Real(0, Double.MAX_VALUE, 1e-10, 10, Scale.LOG))
            .withSymbol("λ");
    private static final Key<Boolean> ADAPTIVE = Key.flag("adaptive", "Damping adapts", false);
    private static final Key<Metric> METRIC = Key.choice(
            "metric",
            "Metric",
            new Option<>("prediction", "Predictions: mean squared change", Metric.PREDICTION),
            new Option<>("loss", "Loss: its second derivative", Metric.LOSS));
    private static final Key<Space> SPACE = Key.choice(
            "space",
            "Solved in",
            new Option<>("automatic", "Whichever is smaller", Space.AUTOMATIC),
            new Option<>("parameters", "Parameter space", Space.PARAMETERS),
            new Option<>("samples", "Sample space (Woodbury)", Space.SAMPLES),
            new Option<>("conjugate-gradients", "Matrix-free, conjugate gradients", Space.CONJUGATE_GRADIENTS));
    private static final Key<Integer> CG_ITERATIONS =
            Key.whole("cgIterations", "Conjugate gradients at most", 50, new Int(1, 100_000, 1, 500));
    private static final Key<Double> CG_TOLERANCE =
            Key.real("cgTolerance", "Tolerance of conjugate gradients", 1e-6, new Real(0, 1, 1e-12, 0.1, Scale.LOG));

    private static final Real OPEN_UNIT = new Real(1e-12, 1, 1e-4, 1, Scale.LOG);
    private static final Key<Integer> HISTORY = Key.whole("history", "Remembered pairs", 10, new Int(1, 1000, 1, 50));
    private static final Key<Double> DECREASE = Key.real("decrease", "Sufficient decrease", 1e-4, OPEN_UNIT)
            .withSymbol("c₁")
            .shown(Prominence.SLIDER);
    private static final Key<Double> CURVATURE = Key.real("curvature", "Slope that may be left", 0.9, OPEN_UNIT)
            .withSymbol("c₂")
            .shown(Prominence.SLIDER);
    private static final Key<Integer> TRIALS = Key.whole("trials", "Trials at most", 25, new Int(1, 100, 1, 50));

    private static final Key<CurvatureForm> CURVATURE_FORM = Key.choice(
            "form",
            "Curvature by",
            new Option<>("matrices", "Matrix equations (9)", CurvatureForm.MATRICES),
            new Option<>("vectors", "Low-rank vectors (11)", CurvatureForm.VECTORS),
            new Option<>("outer-product", "One vector a sample", CurvatureForm.OUTER_PRODUCT));

    private static final Key<Snopt.Form> FACTORS_FORM = Key.choice(
            "form",
            "Scale of the factors",
            new Option<>("authors", "The authors' program", Snopt.Form.AUTHORS),
            new Option<>("paper", "Integrals, as in the paper", Snopt.Form.PAPER));
    private static final Key<Double> FACTORS_DAMPING =
            Key.real("epsilon", "Damping", 0.05, Ranges.positive(1e-6, 10)).withSymbol("ε");
    private static final Key<Boolean> AMORTIZED = Key.flag("amortized", "Eigenvalues follow the gradient", true);
    private static final Key<Double> ALPHA = Key.real("alpha", "Share of old eigenvalues", 0.75, Ranges.fraction())
            .withSymbol("α")
            .shown(Prominence.SLIDER);
    private static final Key<Double> GRID_STEP = Key.real(
                    "gridStep", "Step of the time grid", 0.01, Ranges.positive(1e-3, 1))
            .withSymbol("Δt")
            .shown(Prominence.SLIDER);
    private static final Key<Integer> REFRESH =
            Key.whole("refresh", "Updates between refreshes", 100, new Int(1, 1_000_000, 1, 500));

    /// In display order.
    public static final Catalog<Optimizer> CATALOG = new Catalog<>(
            "optimizer",
            List.of(
                    new Entry<>(
                            "sgd",
                            "SGD",
                            "Gradient descent, with momentum and Nesterov's look-ahead where wanted.",
                            "Okamoto, Takeuchi and Sakemi, equation (3); Sutskever et al., ICML 2013",
                            List.of(LEARNING_RATE, MOMENTUM, NESTEROV, WEIGHT_DECAY),
                            v -> new Sgd(v.get(LEARNING_RATE), v.get(MOMENTUM), v.get(NESTEROV), v.get(WEIGHT_DECAY))),
                    new Entry<>(
                            "adam",
                            "Adam",
                            "Steps scaled by running moments of the gradient.",
                            "Kingma and Ba, ICLR 2015, Algorithm 1",
                            List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, WEIGHT_DECAY),
                            v -> adam(v, false)),
                    new Entry<>(
                            "adamw",
                            "AdamW",
                            "Adam with weight decay apart from the gradient.",
                            "Loshchilov and Hutter, ICLR 2019, Algorithm 2",
                            List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, WEIGHT_DECAY.withDefault(0.01)),
                            v -> adam(v, true)),
                    new Entry<>(
                            "variance-corrected",
                            "Variance-corrected",
                            "The natural gradient of the simplest ODE: steps divided by t² and the terminal variance.",
                            "Okamoto, Takeuchi and Sakemi, Algorithm 2 and Theorem 1",
                            List.of(LEARNING_RATE),
                            v -> new VarianceCorrected(v.get(LEARNING_RATE))),
                    new Entry<>(
                            "natural-gradient",
                            "Natural gradient",
                            "Steps divided by the Fisher matrix E[JᵀJ] of the predictions; of any model.",
                            "Amari, Neural Computation 10 (1998) 251; Okamoto, Takeuchi and Sakemi, section 7",
                            List.of(
                                    LEARNING_RATE,
                                    DAMPING.withDefault(1e-6),
                                    ADAPTIVE,
                                    METRIC,
                                    SPACE,
                                    CG_ITERATIONS,
                                    CG_TOLERANCE),
                            v -> new NaturalGradient(
                                    v.get(LEARNING_RATE),
                                    new NaturalGradient.Damping(v.get(DAMPING), v.get(ADAPTIVE)),
                                    solve(v, v.get(METRIC)))),
                    new Entry<>(
                            "gauss-newton",
                            "Gauss-Newton",
                            "Steps divided by the loss's Gauss-Newton matrix JᵀHJ.",
                            "Björck, Numerical Methods for Least Squares Problems, section 9.2",
                            List.of(LEARNING_RATE.withDefault(1.0), DAMPING, SPACE, CG_ITERATIONS, CG_TOLERANCE),
                            v -> new GaussNewton(v.get(LEARNING_RATE), v.get(DAMPING), solve(v, Metric.LOSS))),
                    new Entry<>(
                            "levenberg-marquardt",
                            "Levenberg-Marquardt",
                            "Gauss-Newton steps, damped until they lower the loss.",
                            "Marquardt, J. SIAM 11 (1963) 431; Nielsen's rule, Madsen et al., 2004",
                            List.of(LEARNING_RATE.withDefault(1.0), DAMPING, SPACE, CG_ITERATIONS, CG_TOLERANCE),
                            v -> new LevenbergMarquardt(v.get(LEARNING_RATE), v.get(DAMPING), solve(v, Metric.LOSS))),
                    new Entry<>(
                            "l-bfgs",
                            "L-BFGS",
                            "Curvature from remembered gradients, steps by a line search.",
                            "Nocedal and Wright, Algorithm 7.5; Lewis and Overton, Math. Program. 141 (2013) 135",
                            List.of(LEARNING_RATE.withDefault(1.0), HISTORY, DECREASE, CURVATURE, TRIALS),
                            v -> new Lbfgs(
                                    v.get(LEARNING_RATE),
                                    v.get(HISTORY),
                                    new Lbfgs.Search(v.get(DECREASE), v.get(CURVATURE), v.get(TRIALS)))),
                    new Entry<>(
                            "differential-programming",
                            "Differential programming",
                            "Steps divided by the loss's curvature, which matrix equations carry back with the"
                                    + " adjoint.",
                            "Liu, Chen and Theodorou, NeurIPS 2021, Theorem 1 and Proposition 2",
                            List.of(LEARNING_RATE.withDefault(1.0), DAMPING, WEIGHT_DECAY, CURVATURE_FORM),
                            v -> new DifferentialProgramming(
                                    v.get(LEARNING_RATE), v.get(DAMPING), v.get(WEIGHT_DECAY), v.get(CURVATURE_FORM))),
                    new Entry<>(
                            "snopt",
                            "SNOpt",
                            "Gradients of dense layers and convolutions divided by Kronecker factors from the backward"
                                    + " solve.",
                            "Liu, Chen and Theodorou, NeurIPS 2021, Algorithm 1 and equation (14)",
                            List.of(
                                    LEARNING_RATE.withDefault(0.01),
                                    FACTORS_FORM,
                                    FACTORS_DAMPING,
                                    AMORTIZED,
                                    ALPHA,
                                    GRID_STEP,
                                    REFRESH,
                                    MOMENTUM,
                                    WEIGHT_DECAY),
                            v -> new Snopt(
                                    v.get(LEARNING_RATE),
                                    new Snopt.Precondition(
                                            v.get(FACTORS_FORM),
                                            v.get(FACTORS_DAMPING),
                                            v.get(AMORTIZED),
                                            v.get(ALPHA)),
                                    new LayerFactors.Sampling(v.get(GRID_STEP), v.get(REFRESH)),
                                    v.get(MOMENTUM),
                                    v.get(WEIGHT_DECAY)))));

    /// Those of the weights around a field, of encoder, read-out and jump; the first entry leaves them to the
    /// field's.
    public static final Catalog<Optional<Optimizer>> AROUND = new Catalog<>(
            "around",
            List.of(
                    Entry.plain("same", "The same", "One optimizer has all weights.", "", Optional.empty()),
                    around("sgd"),
                    around("adam"),
                    around("adamw")));

    private Optimizers() {}

    /// An entry of the catalogue for a part of the weights.
    private static Entry<Optional<Optimizer>> around(String id) {
        Entry<Optimizer> entry = CATALOG.get(id);
        List<Key<?>> parameters = entry.parameters().stream()
                .<Key<?>>map(key -> key.shown(Prominence.USUAL))
                .toList();
        return new Entry<>(
                id, entry.label(), entry.summary(), entry.citation(), parameters, v -> Optional.of(entry.create(v)));
    }

    private static Adam adam(Values v, boolean decoupled) {
        return new Adam(
                v.get(LEARNING_RATE),
                v.get(BETA1),
                v.get(BETA2),
                v.get(EPSILON),
                new Adam.WeightDecay(v.get(WEIGHT_DECAY), decoupled));
    }

    private static CurvatureSolve solve(Values v, Metric metric) {
        return new CurvatureSolve(
                metric, v.get(SPACE), new CurvatureSolve.Effort(v.get(CG_ITERATIONS), v.get(CG_TOLERANCE)));
    }
}
