package adjointlab.core.ode;

import adjointlab.core.catalog.Controllers;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.ode.ErrorNorm.Tolerances;
import adjointlab.core.ode.SolverSettings.Adaptive;
import adjointlab.core.ode.SolverSettings.EndRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What tests of the integration loop share: a system, and a record of the steps that are tried.
abstract class SolveProbe {
    interface Slope {
        double at(double t, double y);
    }

    /// Three samples and an integral that feeds nothing back.
    record Scalar(Slope slope) implements OdeSystem {
        static final StateLayout LAYOUT = StateLayout.ofBatch("y", 1, 3).withQuadrature("q", 2);

        @Override
        public StateLayout layout() {
            return LAYOUT;
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            for (int i = 0; i < 8; i++) {
                dyOut[i] = slope.at(t, y[i]);
            }
            dyOut[8] = y[0];
            dyOut[9] = 1;
        }
    }

    record Seen(double t, double h, double ratio, boolean accepted, double start, double end, double middle) {}

    final List<Seen> seen = new ArrayList<>();

    void look(StepListener.Step step, boolean accepted) {
        double[] middle = new double[10];
        step.interpolate(step.t() + 0.5 * step.h(), middle);
        seen.add(new Seen(step.t(), step.h(), step.errorRatio(), accepted, step.start()[0], step.end()[0], middle[0]));
    }

    Watch watch(double... times) {
        return new Watch(times, Watch.NONE.output(), this::look, Cancellation.NEVER);
    }

    static double[] filled(double value) {
        double[] y = new double[10];
        Arrays.fill(y, 0, 8, value);
        return y;
    }

    static final StepController CONTROLLER = Controllers.CATALOG.get("pi").createDefault();

    static SolverSettings adaptive(FirstStep first, EndRule rule, double tolerance, int maxSteps) {
        return new SolverSettings(
                Solvers.CATALOG.get("dopri5").createDefault(),
                new Adaptive(new Tolerances(tolerance, tolerance), ErrorNorms.MAX, CONTROLLER, first, rule),
                maxSteps);
    }

    /// A time scale that changes a hundredfold, so that steps are rejected.
    static double bump(double t, double y) {
        double u = Math.tanh(50 * (t - 1));
        return 50 * (1 - u * u) - 0.1 * y;
    }
}
