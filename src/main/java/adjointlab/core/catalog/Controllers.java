package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Scale;
import adjointlab.core.ode.ConstantController;
import adjointlab.core.ode.IntegralController;
import adjointlab.core.ode.PidController;
import adjointlab.core.ode.StepController;
import java.util.List;
import java.util.stream.Stream;

/// The step-size controllers of adaptive methods.
public final class Controllers {
    private static final List<Parameter> LIMITS = List.of(
            Parameter.real("safety", "", "Safety", 0.9, new Real(0.01, 1, 0.5, 1, Scale.LINEAR), true),
            Parameter.real("min", "", "Smallest factor", 0.2, new Real(1e-3, 1, 0.01, 1, Scale.LOG), true),
            Parameter.real("max", "", "Largest factor", 10, new Real(1, 1e6, 1, 100, Scale.LOG), true));

    /// In display order.
    public static final Catalog<StepController> CATALOG = new Catalog<>(
            "controller",
            List.of(
                    new Entry<>(
                            "i",
                            "Integral",
                            "The elementary controller; torchdiffeq's.",
                            "Hairer, Nørsett and Wanner I, equation (II.4.13)",
                            LIMITS,
                            v -> new IntegralController(v.real("safety"), v.real("min"), v.real("max"))),
                    new Entry<>(
                            "pi",
                            "Proportional-integral",
                            "Smoother steps where the problem is mildly stiff.",
                            "Gustafsson, ACM Trans. Math. Softw. 17 (1991) 533",
                            with(gain("kP", "Proportional gain", 0.4), gain("kI", "Integral gain", 0.3)),
                            v -> pid(v, v.real("kP"), v.real("kI"), 0)),
                    new Entry<>(
                            "pid",
                            "Proportional-integral-derivative",
                            "A digital filter for the smoothest steps.",
                            "Söderlind, ACM Trans. Math. Softw. 29 (2003) 1",
                            with(
                                    gain("kP", "Proportional gain", -2.0 / 9),
                                    gain("kI", "Integral gain", 2.0 / 9),
                                    gain("kD", "Derivative gain", 1.0 / 18)),
                            v -> pid(v, v.real("kP"), v.real("kI"), v.real("kD"))),
                    Entry.plain(
                            "constant",
                            "Constant",
                            "The first step's size throughout; errors are only shown.",
                            "",
                            new ConstantController())));

    private Controllers() {}

    private static StepController pid(Values v, double p, double i, double d) {
        return new PidController(new PidController.Gains(p, i, d), v.real("safety"), v.real("min"), v.real("max"));
    }

    private static Parameter gain(String name, String label, double defaultValue) {
        return Parameter.real(name, name, label, defaultValue, new Real(-2, 2, -1, 1, Scale.LINEAR), true);
    }

    private static List<Parameter> with(Parameter... gains) {
        return Stream.concat(Stream.of(gains), LIMITS.stream()).toList();
    }
}
