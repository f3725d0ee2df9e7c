package adjointlab.core.ode;

/// Any explicit Runge-Kutta method, given by its [Tableau].
///
/// @param tableau strictly lower triangular
public record RungeKutta(Tableau tableau) implements Stepper {
    public RungeKutta {
        for (int i = 0; i < tableau.stages(); i++) {
            if (tableau.a()[i].length > i) {
                throw new IllegalArgumentException("stage " + i + " is implicit");
            }
        }
    }

    @Override
    public int order() {
        return tableau.order();
    }

    @Override
    public int errorOrder() {
        return tableau.error().order();
    }

    @Override
    public TapedWork prepare(OdeSystem system) {
        return new RungeKuttaWork(tableau, system);
    }
}
