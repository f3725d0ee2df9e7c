package adjointlab.core.ode;

/// The Jacobian of any small system by forward differences, dense.
final class DifferenceJacobian implements DenseLinearization.Jacobian {
    /// Balances truncation against rounding.
    private static final double STEP = Math.sqrt(Math.ulp(1.0));

    private final OdeSystem system;
    private final double[] moved;
    private final double[] slope;
    private final double[] movedSlope;
    private Cancellation cancellation = Cancellation.NEVER;

    DifferenceJacobian(OdeSystem system) {
        int n = system.layout().length();
        this.system = system;
        this.moved = new double[n];
        this.slope = new double[n];
        this.movedSlope = new double[n];
    }

    @Override
    public void heed(Cancellation newCancellation) {
        cancellation = newCancellation;
    }

    @Override
    public void at(double t, double[] y, double[] jacobianOut) {
        int n = moved.length;
        system.eval(t, y, slope);
        System.arraycopy(y, 0, moved, 0, n);
        for (int j = 0; j < n && !cancellation.requested(); j++) {
            double h = STEP * Math.max(1, Math.abs(y[j]));
            moved[j] = y[j] + h;
            system.eval(t, moved, movedSlope);
            moved[j] = y[j];
            for (int i = 0; i < n; i++) {
                jacobianOut[i * n + j] = (movedSlope[i] - slope[i]) / h;
            }
        }
    }
}
