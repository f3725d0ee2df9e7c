package adjointlab.core.math;

/// An error vector, the two states that scale it, and the tolerances; reused by [#at].
public final class Scaled {
    private double[] v = new double[0];
    private double[] u = v;
    private double[] w = v;
    private double relative;
    private double absolute;

    /// Points to other vectors.
    ///
    /// @param v the error, not copied
    /// @param u a state, not copied
    /// @param w another state, not copied
    /// @return this
    public Scaled at(double[] v, double[] u, double[] w) {
        this.v = v;
        this.u = u;
        this.w = w;
        return this;
    }

    /// Sets the tolerances.
    ///
    /// @param relative rtol
    /// @param absolute atol
    /// @return this
    public Scaled within(double relative, double absolute) {
        this.relative = relative;
        this.absolute = absolute;
        return this;
    }

    /// vᵢ / (atol + rtol·max(|uᵢ|, |wᵢ|)).
    public double ratio(int i) {
        return v[i] / (absolute + relative * Math.max(Math.abs(u[i]), Math.abs(w[i])));
    }

    double[] v() {
        return v;
    }

    double[] u() {
        return u;
    }

    double[] w() {
        return w;
    }

    double relative() {
        return relative;
    }

    double absolute() {
        return absolute;
    }
}
