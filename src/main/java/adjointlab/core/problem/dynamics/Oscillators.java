package adjointlab.core.problem.dynamics;

import adjointlab.core.field.Signal;

/// The planar systems that people learn first.
public final class Oscillators {
    private Oscillators() {}

    /// x″ = −δx′ − αx − βx³: damped for β = 0, Duffing's otherwise.
    ///
    /// @param damping δ
    /// @param linear α
    /// @param cubic β
    public record Spring(double damping, double linear, double cubic) implements Dynamics {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public void rate(double t, double[] x, double[] rateOut) {
            rateOut[0] = x[1];
            rateOut[1] = -damping * x[1] - linear * x[0] - cubic * x[0] * x[0] * x[0];
        }

        @Override
        public boolean jacobian(double t, double[] x, double[] jacobianOut) {
            jacobianOut[0] = 0;
            jacobianOut[1] = 1;
            jacobianOut[2] = -linear - 3 * cubic * x[0] * x[0];
            jacobianOut[3] = -damping;
            return true;
        }
    }

    /// A mass on a spring that a force moves: x″ = −δx′ − αx − βx³ + u(t).
    ///
    /// @param spring δ, α and β
    /// @param force u, m/s²
    public record DrivenSpring(Spring spring, Signal force) implements Dynamics {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public void rate(double t, double[] x, double[] rateOut) {
            spring.rate(t, x, rateOut);
            rateOut[1] += force.at(t);
        }

        @Override
        public boolean jacobian(double t, double[] x, double[] jacobianOut) {
            return spring.jacobian(t, x, jacobianOut);
        }

        @Override
        public double[] breaks() {
            return force.breaks();
        }
    }

    /// x″ = μ(1 − x²)x′ − x. Van der Pol, Phil. Mag. 2 (1926) 978.
    ///
    /// @param mu μ
    public record VanDerPol(double mu) implements Dynamics {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public void rate(double t, double[] x, double[] rateOut) {
            rateOut[0] = x[1];
            rateOut[1] = mu * (1 - x[0] * x[0]) * x[1] - x[0];
        }

        @Override
        public boolean jacobian(double t, double[] x, double[] jacobianOut) {
            jacobianOut[0] = 0;
            jacobianOut[1] = 1;
            jacobianOut[2] = -2 * mu * x[0] * x[1] - 1;
            jacobianOut[3] = mu * (1 - x[0] * x[0]);
            return true;
        }
    }

    /// Prey x′ = αx − βxy, predators y′ = δxy − γy. Lotka, PNAS 6 (1920) 410.
    ///
    /// @param birth α
    /// @param predation β
    /// @param growth δ
    /// @param death γ
    public record LotkaVolterra(double birth, double predation, double growth, double death) implements Dynamics {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public void rate(double t, double[] x, double[] rateOut) {
            rateOut[0] = birth * x[0] - predation * x[0] * x[1];
            rateOut[1] = growth * x[0] * x[1] - death * x[1];
        }

        @Override
        public boolean jacobian(double t, double[] x, double[] jacobianOut) {
            jacobianOut[0] = birth - predation * x[1];
            jacobianOut[1] = -predation * x[0];
            jacobianOut[2] = growth * x[1];
            jacobianOut[3] = growth * x[0] - death;
            return true;
        }
    }

    /// φ″ = −ω² sin φ − δφ′.
    ///
    /// @param frequency ω
    /// @param damping δ
    public record Pendulum(double frequency, double damping) implements Dynamics {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public void rate(double t, double[] x, double[] rateOut) {
            rateOut[0] = x[1];
            rateOut[1] = -frequency * frequency * Math.sin(x[0]) - damping * x[1];
        }

        @Override
        public boolean jacobian(double t, double[] x, double[] jacobianOut) {
            jacobianOut[0] = 0;
            jacobianOut[1] = 1;
            jacobianOut[2] = -frequency * frequency * Math.cos(x[0]);
            jacobianOut[3] = -damping;
            return true;
        }
    }

    /// The spiral of cubed components, ẋ = A(x³): A = [[−δ, ω], [−ω, −δ]], as in the demonstration of Chen et al.,
    /// NeurIPS 2018, section 5.
    ///
    /// @param decay δ
    /// @param turning ω
    public record Spiral(double decay, double turning) implements Dynamics {
        @Override
        public int dim() {
            return 2;
        }

        @Override
        public void rate(double t, double[] x, double[] rateOut) {
            double u = x[0] * x[0] * x[0];
            double v = x[1] * x[1] * x[1];
            rateOut[0] = -decay * u + turning * v;
            rateOut[1] = -turning * u - decay * v;
        }

        @Override
        public boolean jacobian(double t, double[] x, double[] jacobianOut) {
            jacobianOut[0] = -3 * decay * x[0] * x[0];
            jacobianOut[1] = 3 * turning * x[1] * x[1];
            jacobianOut[2] = -3 * turning * x[0] * x[0];
            jacobianOut[3] = -3 * decay * x[1] * x[1];
            return true;
        }
    }
}
