package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.ode.ConstantController;
import adjointlab.core.ode.IntegralController;
import adjointlab.core.ode.PidController;
import adjointlab.core.ode.StepController;
import java.util.List;

/// The step-size controllers of adaptive methods.
public final class Controllers {
    private static final Key<Double> SAFETY =
            Key.real("safety", "Safety", 0.9, new Real(0.01, 1, 0.5, 1, Scale.LINEAR));
    /// Smaller than 1, or a rejected step would be tried again as it was.
    private static final Key<Double> MIN =
            Key.real("min", "Smallest factor", 0.2, new Real(1e-3, 0.9, 0.01, 0.9, Scale.LOG));
    private static final Key<Double> MAX = Key.real("max", "Largest factor", 10, new Real(1, 1e6, 1, 100, Scale.LOG));
    private static final Key<Double> K_P = gain("kP", "Proportional gain", 0.4);
    private static final Key<Double> K_I = gain("kI", "Integral gain", 0.3);
    private static final Key<Double> K_D = gain("kD", "Derivative gain", 1.0 / 18);

    /// In display order.
    public static final Catalog<StepController> CATALOG = new Catalog<>(
            "controller",
            List.of(
                    new Entry<>(
                            "i",
                            "Integral",
                            "The elementary controller; torchdiffeq's.",
                            "Hairer, Nørsett and Wanner I, equation (II.4.13)",
                            List.of(SAFETY, MIN, MAX),
                            v -> new IntegralController(v.get(SAFETY), v.get(MIN), v.get(MAX))),
                    new Entry<>(
                            "pi",
                            "Proportional-integral",
                            "Smoother steps where the problem is mildly stiff.",
                            "Gustafsson, ACM Trans. Math. Softw. 17 (1991) 533",
                            List.of(K_P, K_I, SAFETY, MIN, MAX),
                            v -> pid(v, 0)),
                    new Entry<>(
                            "pid",
                            "Proportional-integral-derivative",
                            "A digital filter for the smoothest steps.",
                            "Söderlind, ACM Trans. Math. Softw. 29 (2003) 1",
                            List.of(K_P.withDefault(-2.0 / 9), K_I.withDefault(2.0 / 9), K_D, SAFETY, MIN, MAX),
                            v -> pid(v, v.get(K_D))),
                    Entry.plain(
                            "constant",
                            "Constant",
                            "The first step's size throughout; errors are only shown.",
                            "",
                            new ConstantController())));

    private Controllers() {}

    private static StepController pid(Values v, double derivative) {
        return new PidController(
                new PidController.Gains(v.get(K_P), v.get(K_I), derivative), v.get(SAFETY), v.get(MIN), v.get(MAX));
    }

    private static Key<Double> gain(String name, String label, double defaultValue) {
        return Key.real(name, label, defaultValue, new Real(-2, 2, -1, 1, Scale.LINEAR))
                .withSymbol(name);
    }
}
