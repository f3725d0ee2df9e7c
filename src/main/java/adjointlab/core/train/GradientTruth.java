package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How true gradients are: the continuous and the discrete adjoint at several resolutions against the discrete one at a
/// much finer resolution, with what each costs. Resolutions are tolerances, or numbers of equal steps.
///
/// @param byTolerance whether resolutions are tolerances
/// @param points in the order of the resolutions, failed ones left out
public record GradientTruth(boolean byTolerance, List<Point> points) {
    private static final double FINEST_TOLERANCE = 1e-12;
    private static final int FINER_STEPS = 8;

    /// @param resolution tolerance or number of steps
    /// @param continuous the continuous adjoint
    /// @param discrete the discrete adjoint
    /// @param apart ‖g − d‖/‖d‖ between the two at this resolution
    /// @param missed how far the continuous adjoint's state, solved back, is from where it came from, as a share of
    /// its size
    /// @param misled whether that is so far that its gradient is wrong
    public record Point(
            double resolution, Method continuous, Method discrete, double apart, double missed, boolean misled) {}

    /// @param error ‖g − g*‖/‖g*‖
    /// @param cost evaluations of the field and vector-Jacobian products, forward and backward
    public record Method(double error, long cost) {}

    /// Measures at the usual resolutions: tolerances from 1e−2 to 1e−10, or from a quarter to eight times the
    /// steps.
    ///
    /// @param theta weights [p], not modified
    /// @return nothing if cancelled or if even the finest gradient fails
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    public static Optional<GradientTruth> of(Experiment experiment, double[] theta, Cancellation cancellation) {
        SolverSettings solver = experiment.numerics().solver();
        List<SolverSettings> resolutions = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        SolverSettings finest;
        if (solver.stepping() instanceof SolverSettings.Fixed(int steps)) {
            for (int n = Math.max(1, steps / 4); n <= 8 * steps; n *= 2) {
                resolutions.add(withSteps(solver, n));
                values.add((double) n);
            }
            finest = withSteps(solver, 8 * FINER_STEPS * steps);
        } else {
            for (int digits = 2; digits <= 10; digits++) {
                values.add(Math.pow(10, -digits));
                resolutions.add(solver.withTolerance(values.getLast()));
            }
            finest = solver.withTolerance(FINEST_TOLERANCE);
        }
        AdjointMethod discrete = new DiscreteAdjoint(new DiscreteAdjoint.Everything());
        Optional<Gradient> truth = gradient(experiment, finest, discrete, theta, cancellation);
        if (truth.isEmpty()) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        AdjointMethod continuous = new ContinuousAdjoint(ErrorNorms.BLOCKS);
        for (int i = 0; i < values.size(); i++) {
            var first = gradient(experiment, resolutions.get(i), continuous, theta, cancellation);
            var second = gradient(experiment, resolutions.get(i), discrete, theta, cancellation);
            if (first.isPresent() && second.isPresent()) {
                points.add(new Point(
                        values.get(i),
                        first.get().against(truth.get()),
                        second.get().against(truth.get()),
                        first.get().against(second.get()).error(),
                        first.get().missed(),
                        first.get().misled()));
            }
        }
        boolean adaptive = solver.stepping() instanceof SolverSettings.Adaptive;
        return cancellation.requested() ? Optional.empty() : Optional.of(new GradientTruth(adaptive, points));
    }

    private static SolverSettings withSteps(SolverSettings solver, int steps) {
        return new SolverSettings(solver.stepper(), new SolverSettings.Fixed(steps), solver.maxSteps());
    }

    private static Optional<Gradient> gradient(
            Experiment experiment,
            SolverSettings solver,
            AdjointMethod method,
            double[] theta,
            Cancellation cancellation) {
        Pipeline pipeline = new Pipeline(new Experiment(
                experiment.task(),
                experiment.model(),
                new Experiment.Numerics(solver, method),
                experiment.training(),
                experiment.seed()));
        if (!pipeline.forward(theta, StepListener.NONE, cancellation).ok()
                || !pipeline.backward(theta, AdjointListener.NONE, cancellation).ok()) {
            return Optional.empty();
        }
        var forward = pipeline.work().forwardStats();
        var backward = pipeline.work().backwardStats();
        long cost = forward.evaluations() + forward.vjps() + backward.evaluations() + backward.vjps();
        return Optional.of(new Gradient(pipeline.gradient().clone(), cost, backward.missed(), backward.misled()));
    }

    private record Gradient(double[] values, long cost, double missed, boolean misled) {
        Method against(Gradient truth) {
            double[] difference = values.clone();
            for (int j = 0; j < difference.length; j++) {
                difference[j] -= truth.values[j];
            }
            return new Method(Norms.of(difference) / Norms.of(truth.values), cost);
        }
    }
}
