package adjointlab.core.problem.dynamics;

import adjointlab.core.field.Impact;
import adjointlab.core.math.Numbers;
import adjointlab.core.math.Stop;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.DenseLinearization;
import adjointlab.core.ode.DenseOutput;
import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.Event;
import adjointlab.core.ode.FirstSteps;
import adjointlab.core.ode.IntegralController;
import adjointlab.core.ode.Linearization;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.RungeKutta;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StateLayout;
import adjointlab.core.ode.Stepper;
import adjointlab.core.ode.Tableaus;
import adjointlab.core.ode.Watch;
import adjointlab.core.problem.UnmadeDataException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Solves a true system, twice: the difference to a solve with a tenth of the tolerance is what is known of the error,
/// and where it is too large there is no truth. An explicit method of order 8, and where the system is so stiff that it
/// would take too many steps, an L-stable one. Between jumps and breaks of the system each piece is solved for itself.
final class TrueSolve {
    private static final Stepper EXPLICIT = new RungeKutta(Tableaus.dormandPrince8());
    private static final Stepper IMPLICIT = new RungeKutta(Tableaus.kvaerno());

    /// Tolerance of the coarser solve, relative; the finer one's is a tenth of it.
    private static final double COARSE = 1e-12;

    /// The same of the stiff method, whose order is lower.
    private static final double STIFF_COARSE = 1e-11;

    private static final double FINE = 0.1;

    /// Absolute tolerances over relative ones.
    private static final double ABSOLUTE = 0.01;

    /// By how much two solves may differ, over the range of a component and over the largest range.
    private static final double AGREED = 1e-5;

    private static final double AGREED_OF_LARGEST = 1e-9;

    /// By how much later one may be than the other, over the horizon.
    private static final double AGREED_DELAY = 1e-8;

    private static final int MOST_STEPS = 50_000;

    /// Jumps within a short time from which on they are taken for endless, and that time over the whole.
    private static final int ENDLESS = 20;

    private static final double SHORT = 1 / 4000.0;

    private final Dynamics system;
    private final Piecewise equations;
    private final double[] start;
    private final double horizon;

    /// How a solve went: as far as it came.
    private record Attempt(TruePath path, SolveStatus status) {}

    /// @param start x(0) [dim], not modified
    /// @param horizon T, s
    TrueSolve(Dynamics system, double[] start, double horizon) {
        this.system = system;
        this.start = start;
        this.horizon = horizon;
        this.equations = new Piecewise(system);
    }

    /// The trajectory.
    ///
    /// @throws UnmadeDataException if it cannot be computed
    /// @throws java.util.concurrent.CancellationException where [Stop#OF_THIS_WORK] asks for it
    TruePath path() {
        boolean stiff = false;
        Attempt fine = attempt(false, FINE * COARSE);
        if (fine.status.kind() == SolveStatus.Kind.MAX_STEPS) {
            stiff = true;
            fine = attempt(true, FINE * STIFF_COARSE);
        }
        if (!fine.status.ok()) {
            throw failed(fine.status);
        }
        Attempt coarse = stiff ? attempt(true, STIFF_COARSE) : attempt(false, COARSE);
        if (!coarse.status.ok()) {
            throw failed(coarse.status);
        }
        double[] tolerance = fine.path.extents();
        double largest = Arrays.stream(tolerance).max().orElse(0);
        Arrays.setAll(tolerance, i -> AGREED * tolerance[i] + AGREED_OF_LARGEST * largest);
        double parts = fine.path.partsFrom(coarse.path, new TruePath.Agreed(system, tolerance, AGREED_DELAY * horizon));
        if (!Double.isNaN(parts)) {
            throw new UnmadeDataException(whose() + " is known only until t = " + Numbers.brief(parts, 3)
                    + ": from there on, two solves of different accuracy part by more than " + Numbers.brief(AGREED, 1)
                    + " of its range; choose a shorter horizon");
        }
        return fine.path;
    }

    private UnmadeDataException failed(SolveStatus status) {
        String t = Numbers.brief(status.t(), 3);
        return new UnmadeDataException(
                switch (status.kind()) {
                    case MAX_STEPS ->
                        whose() + " takes more than " + Numbers.count(MOST_STEPS) + " steps, the last at t = " + t
                                + "; choose a shorter horizon or milder constants";
                    case OK, EVENT, NON_FINITE, STEP_UNDERFLOW, STAGE_FAILURE, IMPACTS, UNCONVERGED, CANCELLED ->
                        whose() + " cannot be followed beyond t = " + t
                                + ", where it or its rate leaves the finite numbers; choose a shorter horizon or other"
                                + " starts";
                });
    }

    private String whose() {
        String from = Arrays.stream(start).mapToObj(x -> Numbers.brief(x, 3)).collect(Collectors.joining(", "));
        return "the data cannot be made: the true trajectory from (" + from + ")";
    }

    private Attempt attempt(boolean stiff, double tolerance) {
        SolverSettings settings = new SolverSettings(
                stiff ? IMPLICIT : EXPLICIT,
                new SolverSettings.Adaptive(
                        new ErrorNorm.Tolerances(tolerance, ABSOLUTE * tolerance),
                        ErrorNorms.MAX,
                        new IntegralController(0.9, 0.2, 10),
                        new FirstSteps.Automatic(),
                        SolverSettings.EndRule.CLAMP),
                MOST_STEPS);
        Cancellation cancellation = Stop.OF_THIS_WORK.orElse(Stop.NEVER)::requested;
        Solve solve = new Solve(settings, equations, new SolveStats());
        TruePath path = new TruePath(system.dim());
        double[] x = start.clone();
        double t = 0;
        List<Event> events = system.impact()
                .<List<Event>>map(wall -> List.of(new Landing(wall)))
                .orElse(List.of());
        while (t < horizon) {
            double to = equations.pieceFrom(t, horizon);
            DenseOutput states = new DenseOutput(system.dim());
            SolveStatus status =
                    solve.run(t, to, x, new Watch(new double[0], (_, _, _) -> {}, states, cancellation, events));
            cancellation.heed();
            boolean lands = status.kind() == SolveStatus.Kind.EVENT;
            if (!status.ok() && !lands) {
                return new Attempt(path, status);
            }
            double end = lands ? status.t() : to;
            path.add(new TruePath.Piece(t, end, states.trimmed()));
            t = end;
            if (lands && rests(system.impact().orElseThrow(), path, t, x)) {
                path.restFrom(t, x);
                break;
            }
        }
        return new Attempt(path, SolveStatus.OK);
    }

    /// Takes the state behind the jump, and says whether it stays there: because it does not leave the surface, or
    /// because jumps come to one point of time, as those of a ball that comes to rest do.
    private boolean rests(Impact impact, TruePath path, double t, double[] x) {
        double[] behind = new double[x.length];
        impact.reset(x, behind);
        System.arraycopy(behind, 0, x, 0, x.length);
        path.addJump(t);
        List<Double> jumps = path.jumps();
        double[] gradient = new double[x.length];
        impact.guardGradient(x, gradient);
        double[] rate = new double[x.length];
        system.rate(t, x, rate);
        double leaving = 0;
        for (int i = 0; i < x.length; i++) {
            leaving += gradient[i] * rate[i];
        }
        return !(leaving > 0) || jumps.size() >= ENDLESS && t - jumps.get(jumps.size() - ENDLESS) < SHORT * horizon;
    }

    /// Where the guard falls through zero.
    private record Landing(Impact impact) implements Event {
        @Override
        public double value(double t, double[] y) {
            return impact.guard(y);
        }

        @Override
        public Direction direction() {
            return Direction.FALLING;
        }

        @Override
        public boolean terminal() {
            return true;
        }

        @Override
        public void occurred(double t, double[] y) {
            // the solve says where it ended
        }
    }

    /// The system as the solvers take it, between two breaks: at the later one its rate is still that of before.
    private static final class Piecewise implements OdeSystem {
        private final Dynamics system;
        private final StateLayout layout;
        private final double[] breaks;
        private double last = Double.POSITIVE_INFINITY;

        Piecewise(Dynamics system) {
            this.system = system;
            int n = system.dim();
            layout = new StateLayout(List.of(new StateLayout.Block("x", 0, n, 1, 1, false)));
            breaks = system.breaks();
        }

        /// Goes to the piece that begins at t.
        ///
        /// @return where it ends, at the latest at the horizon
        double pieceFrom(double t, double horizon) {
            double next =
                    Arrays.stream(breaks).filter(each -> each > t).findFirst().orElse(horizon);
            last = next < horizon ? Math.nextDown(next) : Double.POSITIVE_INFINITY;
            return Math.min(next, horizon);
        }

        @Override
        public StateLayout layout() {
            return layout;
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            system.rate(Math.min(t, last), y, dyOut);
        }

        @Override
        public Linearization linearization() {
            int n = system.dim();
            return system.jacobian(0, new double[n], new double[n * n])
                    ? new DenseLinearization(n, (t, y, out) -> system.jacobian(Math.min(t, last), y, out))
                    : OdeSystem.super.linearization();
        }
    }
}
