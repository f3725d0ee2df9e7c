package adjointlab.lab.bench;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Integration;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.Context;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.FieldSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Watch;
import adjointlab.core.problem.SquaredLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A field, a solver and a gradient method, over T = 1 with the loss Σ½|x(T) − target|²/batch.
///
/// @param problem the field with its data
/// @param solver id in the catalogue
/// @param gradient id in the catalogue
public record GradientCase(FieldCase problem, String solver, String gradient) {
    private static final Map<String, Object> SETTINGS =
            Map.of("rtol", 1e-7, "atol", 1e-7, "steps", 20, "endRule", "interpolate");

    /// Each field with an adaptive and a fixed-step solver, each of these with both gradient methods.
    public static List<GradientCase> all() {
        List<GradientCase> cases = new ArrayList<>();
        for (FieldCase problem : List.of(FieldCase.small(), FieldCase.wide())) {
            for (String solver : List.of("dopri5-shampine", "rk4-38")) {
                for (String gradient : List.of("continuous", "discrete")) {
                    cases.add(new GradientCase(problem, solver, gradient));
                }
            }
        }
        return cases;
    }

    private SolverSettings settings() {
        return Integration.settings(
                Solvers.CATALOG.get(solver).createDefault(),
                Integration.Adaptivity.defaults(),
                new Values(SETTINGS).complete(Integration.PARAMETERS));
    }

    /// The solve alone, with nothing kept for a gradient.
    public Runnable forward() {
        FieldSystem system = new FieldSystem(problem.field(), problem.start().size(), new Scratch());
        system.bind(problem.theta(), new Context(0));
        Solve solve = new Solve(settings(), system, new SolveStats());
        double[] state = new double[problem.start().length()];
        return () -> {
            System.arraycopy(problem.start().data(), 0, state, 0, state.length);
            require(solve.run(0, 1, state, Watch.NONE).ok());
        };
    }

    /// Solve, loss and gradient.
    public Training training() {
        return new Training(this);
    }

    private static void require(boolean done) {
        if (!done) {
            throw new IllegalStateException("a benchmark's solve failed");
        }
    }

    /// One loss and gradient each time it runs, in memory of its own.
    public static final class Training implements Runnable {
        private final FieldCase problem;
        private final AdjointMethod.Work work;
        private final AdjointMethod.Times times = new AdjointMethod.Times(0, 1);
        private final SquaredLoss loss = new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED);
        private final Batch[] cotangents;

        Training(GradientCase settings) {
            problem = settings.problem();
            Batch start = problem.start();
            cotangents = new Batch[] {new Batch(start.dim(), start.size())};
            work = Gradients.CATALOG
                    .get(settings.gradient())
                    .createDefault()
                    .prepare(
                            new AdjointMethod.Setup(problem.field(), start.size(), settings.settings()).withoutTimes());
        }

        @Override
        public void run() {
            require(work.forward(problem.theta(), problem.start(), times, StepListener.NONE, Cancellation.NEVER)
                    .ok());
            loss.value(work.state(0), problem.target(), cotangents[0]);
            require(work.backward(cotangents, AdjointListener.NONE, Cancellation.NEVER)
                    .ok());
        }

        /// dL/dθ of the last run [p]; owned by this.
        public double[] gradient() {
            return work.gradTheta();
        }

        /// Evaluations of the field in the last forward solve.
        public long forwardEvaluations() {
            return work.forwardStats().evaluations();
        }

        /// Evaluations of the field on the last way back.
        public long backwardEvaluations() {
            return work.backwardStats().evaluations();
        }

        /// Floating-point operations in the matrix products that the last run could not do without.
        public double productFlops() {
            SolveStats back = work.backwardStats();
            return problem.productFlops() * (forwardEvaluations() + back.evaluations() + 2 * back.vjps());
        }
    }
}
