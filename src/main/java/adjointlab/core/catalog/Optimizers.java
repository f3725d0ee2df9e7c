package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Scale;
import adjointlab.core.optim.Adam;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.Sgd;
import adjointlab.core.optim.VarianceCorrected;
import java.util.List;

/// The optimizers.
public final class Optimizers {
    private static final Parameter MOMENTUM =
            Parameter.real("momentum", "μ", "Momentum", 0, new Real(0, 1, 0, 0.999, Scale.LINEAR), true);
    private static final Parameter BETA1 = beta("beta1", "β₁", "Decay of the mean", 0.9);
    private static final Parameter BETA2 = beta("beta2", "β₂", "Decay of the mean square", 0.999);
    private static final Parameter EPSILON =
            Parameter.real("epsilon", "ε", "Denominator offset", 1e-8, Ranges.positive(1e-12, 1e-2), true);

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
                            v -> new VarianceCorrected(v.real("learningRate")))));

    private Optimizers() {}

    private static Adam adam(Values v, boolean decoupled) {
        return new Adam(
                v.real("learningRate"),
                v.real("beta1"),
                v.real("beta2"),
                v.real("epsilon"),
                new Adam.WeightDecay(v.real("weightDecay"), decoupled));
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
