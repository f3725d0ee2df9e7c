package adjointlab.core.problem.dynamics;

/// The closed form of the simplest ODE's loss. Okamoto, Takeuchi and Sakemi, equation (5): L(a) = σ²/2·(e^{at} −
/// e^{a*t})².
///
/// @param target a*
/// @param horizon t, s
/// @param variance σ² of the initial states
public record SimplestOde(double target, double horizon, double variance) {
    /// L(a).
    public double value(double a) {
        double difference = Math.exp(a * horizon) - Math.exp(target * horizon);
        return 0.5 * variance * difference * difference;
    }

    /// L′(a) = σ²·t·e^{at}(e^{at} − e^{a*t}).
    public double gradient(double a) {
        double end = Math.exp(a * horizon);
        return variance * horizon * end * (end - Math.exp(target * horizon));
    }

    /// L″(a) = σ²·t²·e^{at}(2e^{at} − e^{a*t}).
    public double curvature(double a) {
        double end = Math.exp(a * horizon);
        return variance * horizon * horizon * end * (2 * end - Math.exp(target * horizon));
    }

    /// σ²_t = σ²e^{2at}, the variance of the terminal state (Lemma 1).
    public double terminalVariance(double a) {
        return variance * Math.exp(2 * a * horizon);
    }

    /// a* − ln 2/t: below it the loss is concave.
    public double concaveBelow() {
        return target - Math.log(2) / horizon;
    }
}
