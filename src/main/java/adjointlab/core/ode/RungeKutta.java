package adjointlab.core.ode;

/// Any explicit or diagonally implicit Runge-Kutta method, given by its [Tableau]. Implicit stages are solved to
/// rounding, so that the discrete adjoint is exact for them too.
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

    /// |R(z)| with R(z) = 1 + z·bᵀ(I − zA)⁻¹1, stage by stage.
    @Override
    public double growth(double re, double im) {
        int s = tableau.stages();
        double[] kRe = new double[s];
        double[] kIm = new double[s];
        double sumRe = 1;
        double sumIm = 0;
        for (int i = 0; i < s; i++) {
            double[] row = tableau.a()[i];
            double yRe = 1;
            double yIm = 0;
            for (int j = 0; j < Math.min(i, row.length); j++) {
                yRe += row[j] * kRe[j];
                yIm += row[j] * kIm[j];
            }
            double diagonal = row.length > i ? row[i] : 0;
            double below = (1 - diagonal * re) * (1 - diagonal * re) + diagonal * im * diagonal * im;
            double zRe = (re * (1 - diagonal * re) - im * diagonal * im) / below; // z/(1 − a_ii z)
            double zIm = (im * (1 - diagonal * re) + re * diagonal * im) / below;
            kRe[i] = zRe * yRe - zIm * yIm;
            kIm[i] = zRe * yIm + zIm * yRe;
            sumRe += tableau.b()[i] * kRe[i];
            sumIm += tableau.b()[i] * kIm[i];
        }
        return Math.hypot(sumRe, sumIm);
    }

    @Override
    public TapedWork prepare(OdeSystem system) {
        return new RungeKuttaWork(tableau, system);
    }
}
