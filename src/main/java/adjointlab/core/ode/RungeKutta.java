package adjointlab.core.ode;

/// Any explicit or diagonally implicit Runge-Kutta method, given by its [Tableau]. Implicit stages are solved to rounding,
/// so that the discrete adjoint is exact for them too.
///
/// @param tableau lower triangular
public record RungeKutta(Tableau tableau) implements Stepper {
    public RungeKutta {
        for (int i = 0; i < tableau.stages(); i++) {
            if (tableau.a()[i].length > i + 1) {
                throw new IllegalArgumentException("stage " + i + " depends on later ones");
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
