package adjointlab.core.ode;

import adjointlab.core.kernel.Crew;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.ode.SolveStatus.Kind;
import adjointlab.core.ode.SolverSettings.Adaptive;
import adjointlab.core.ode.SolverSettings.EndRule;
import adjointlab.core.ode.SolverSettings.Fixed;
import java.util.concurrent.CancellationException;

/// The integration loop, the only one. Holds its memory and is used again and again by one thread.
public final class Solve {
    /// By what a step shrinks that left the finite numbers, where no error ratio could tell.
    private static final double NON_FINITE_FACTOR = 0.1;

    private final SolverSettings settings;
    private final OdeSystem system;
    private final SolveStats stats;
    private final Stepper.Work work;
    private final int length;
    private final double[] output;
    private final double[][] scratch;
    private final StepController.Memory memory = new StepController.Memory();
    private final Attempt attempt = new Attempt();
    private final Told told = new Told();
    private final SolveStart solveStart = new SolveStart();
    private final EventLocator events;

    // of the running solve
    private double[] y = new double[0];
    private double start;
    private double end;
    private int nextOutput;
    private int attempts;

    /// @param settings how to integrate
    /// @param system what to integrate
    /// @param stats steps are counted here
    public Solve(SolverSettings settings, OdeSystem system, SolveStats stats) {
        this.settings = settings;
        this.system = system;
        this.stats = stats;
        this.work = settings.stepper().prepare(system);
        this.length = system.layout().length();
        this.output = new double[length];
        this.scratch = new double[2][length];
        this.events = new EventLocator(length);
    }

    /// The stepper's work, for whoever saves steps on a tape while listening.
    public Stepper.Work work() {
        return work;
    }

    /// Integrates from `start` to `end`, forward or backward in time.
    ///
    /// @param start s
    /// @param end s
    /// @param state [length], y(start), replaced by y(end); after a failure by the last accepted state
    /// @param watch who looks
    public SolveStatus run(double start, double end, double[] state, Watch watch) {
        return run(start, end, state, watch, settings.stepping() instanceof Fixed fixed ? fixed.steps() : 0);
    }

    /// The same over a part of a span.
    ///
    /// @param steps how many equal steps this part gets; without meaning for adaptive stepping
    public SolveStatus run(double start, double end, double[] state, Watch watch, int steps) {
        Crew.enter();
        try {
            return integrate(start, end, state, watch, steps);
        } catch (CancellationException _) { // in the middle of an evaluation
            return new SolveStatus(Kind.CANCELLED, attempt.t, -1, attempt.h);
        } finally {
            Crew.leave();
            told.begin(Cancellation.NEVER); // whoever was asked may be large, and this may live for long
        }
    }

    private SolveStatus integrate(double start, double end, double[] state, Watch watch, int steps) {
        this.start = start;
        this.end = end;
        y = state;
        nextOutput = 0;
        attempts = 0;
        work.restart();
        told.begin(watch.cancellation());
        work.heed(told);
        memory.clear();
        attempt.t = start;
        if (start == end) {
            deliver(watch, end, y);
            return SolveStatus.OK;
        }
        if (!Kernels.allFinite(y, length) || !Kernels.allFinite(work.slope(start, y), length)) {
            int row = Kernels.allFinite(y, length) ? firstNonFinite(work.slope(start, y)) : firstNonFinite(y);
            return new SolveStatus(Kind.NON_FINITE, start, row, Double.NaN);
        }
        events.begin(watch.events(), start, y);
        return switch (settings.stepping()) {
            case Fixed _ -> fixed(steps, watch);
            case Adaptive adaptive -> adaptive(adaptive, watch);
        };
    }

    private SolveStatus fixed(int steps, Watch watch) {
        for (int n = 0; n < steps; n++) {
            double t = gridTime(n, steps);
            SolveStatus status = attempt(t, (end - start) / steps);
            if (!status.ok()) {
                return status;
            }
            stats.countStep(true);
            watch.listener().stepped(attempt, true);
            double event = advance(watch, n == steps - 1 ? end : gridTime(n + 1, steps));
            if (!Double.isNaN(event)) {
                return new SolveStatus(Kind.EVENT, event, -1, Double.NaN);
            }
        }
        return SolveStatus.OK;
    }

    private double gridTime(int n, int steps) {
        return start + n * ((end - start) / steps);
    }

    private SolveStatus adaptive(Adaptive adaptive, Watch watch) {
        int order = settings.stepper().errorOrder();
        double direction = Math.signum(end - start);
        double t = start;
        double h = direction * adaptive.firstStep().size(solveStart, scratch);
        if (!(Math.abs(h) > 0) || Double.isInfinite(h)) {
            // a slope that explodes at once leaves the rule without an answer; the loop finds out where
            h = direction * 1e-6 * Math.abs(end - start);
        }
        while (true) {
            boolean last = adaptive.endRule() == EndRule.CLAMP && reaches(t + h, direction);
            double size = last ? end - t : h;
            if (!last && Math.abs(size) <= 4 * Math.ulp(Math.max(Math.abs(t), Math.abs(end)))) {
                return underflow(t, size, adaptive);
            }
            if (attempts++ == settings.maxSteps()) {
                return new SolveStatus(Kind.MAX_STEPS, t, -1, size);
            }
            SolveStatus status = attempt(t, size);
            boolean finite = status.ok();
            if (!finite && status.kind() != Kind.NON_FINITE && status.kind() != Kind.STAGE_FAILURE) {
                return status;
            }
            double ratio = finite ? errorRatio(adaptive) : Double.NaN;
            attempt.errorRatio = ratio;
            boolean accepted = adaptive.controller().accepts(ratio);
            stats.countStep(accepted);
            watch.listener().stepped(attempt, accepted);
            double factor =
                    Double.isFinite(ratio) ? adaptive.controller().factor(ratio, order, memory) : NON_FINITE_FACTOR;
            h = size * factor;
            if (accepted) {
                stats.countStiffness(work.stiffness());
                t = last ? end : t + size;
                double event = advance(watch, t);
                if (!Double.isNaN(event)) {
                    return new SolveStatus(Kind.EVENT, event, -1, Double.NaN);
                }
                if (last || reaches(t, direction)) {
                    return SolveStatus.OK;
                }
            }
        }
    }

    /// The error of the step just tried over the tolerance.
    private double errorRatio(Adaptive adaptive) {
        return work.errorNorm(adaptive.norm(), system.layout(), y, adaptive.tolerances());
    }

    private boolean reaches(double t, double direction) {
        return (t - end) * direction >= 0;
    }

    /// One attempt at (t, y), and whether its end is finite.
    private SolveStatus attempt(double t, double h) {
        if (told.requested()) {
            return new SolveStatus(Kind.CANCELLED, t, -1, h);
        }
        attempt.t = t;
        attempt.h = h;
        attempt.errorRatio = Double.NaN;
        if (!work.step(t, h, y)) {
            if (told.requested()) {
                return new SolveStatus(Kind.CANCELLED, t, -1, h);
            }
            return new SolveStatus(Kind.STAGE_FAILURE, t, firstNonFinite(work.next()), h);
        }
        if (!Kernels.allFinite(work.next(), length)) {
            return new SolveStatus(Kind.NON_FINITE, t + h, firstNonFinite(work.next()), h);
        }
        return SolveStatus.OK;
    }

    /// Takes the accepted step over, having told events and delivered outputs within it.
    ///
    /// @return when an event ended the solve; NaN if none did
    private double advance(Watch watch, double t) {
        boolean past = reaches(t, Math.signum(end - start)) && t != end;
        double[] arrival = work.next();
        if (past) {
            attempt.interpolate(end, output);
            System.arraycopy(output, 0, scratch[0], 0, length);
            arrival = scratch[0];
        }
        double reached = past ? end : t;
        double event = events.search(attempt, reached, arrival);
        if (!Double.isNaN(event) && event != reached) {
            attempt.interpolate(event, scratch[0]);
            arrival = scratch[0];
            reached = event;
        }
        deliver(watch, reached, arrival);
        System.arraycopy(arrival, 0, y, 0, length);
        work.accept();
        return event;
    }

    /// Delivers the outputs up to `reached`, where the state is `arrival`.
    private void deliver(Watch watch, double reached, double[] arrival) {
        double direction = Math.signum(end - start);
        double[] times = watch.times();
        while (nextOutput < times.length && (times[nextOutput] - reached) * direction <= 0) {
            double at = times[nextOutput];
            double[] state = arrival;
            if (at != reached) {
                attempt.interpolate(at, output);
                state = output;
            }
            watch.output().at(nextOutput++, at, state);
        }
    }

    /// The step became too small: because the state leaves the finite numbers, or because it changes too fast.
    private SolveStatus underflow(double t, double h, Adaptive adaptive) {
        if (!Double.isFinite(attempt.errorRatio)) {
            int row = firstNonFinite(work.next());
            return new SolveStatus(Kind.NON_FINITE, t, row, h);
        }
        return new SolveStatus(Kind.STEP_UNDERFLOW, t, worst(adaptive.tolerances()), h);
    }

    private int firstNonFinite(double[] v) {
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(v[i])) {
                return sampleOf(i);
            }
        }
        return -1;
    }

    /// The sample with the largest error.
    private int worst(ErrorNorm.Tolerances tolerances) {
        double largest = -1;
        int worst = -1;
        for (int i = 0; i < length; i++) {
            double scale = tolerances.absolute() + tolerances.relative() * Math.abs(y[i]);
            double ratio = Math.abs(work.error()[i]) / scale;
            if (ratio > largest) {
                largest = ratio;
                worst = i;
            }
        }
        return sampleOf(worst);
    }

    private int sampleOf(int index) {
        for (StateLayout.Block block : system.layout().blocks()) {
            if (index >= block.offset() && index < block.offset() + block.length()) {
                int column = (index - block.offset()) % block.stride();
                return block.quadrature() ? -1 : Math.min(column, block.columns() - 1);
            }
        }
        return -1;
    }

    /// The step just tried, as listeners see it.
    private final class Attempt implements StepListener.Step {
        private double t;
        private double h;
        private double errorRatio;

        @Override
        public double t() {
            return t;
        }

        @Override
        public double h() {
            return h;
        }

        @Override
        public double errorRatio() {
            return errorRatio;
        }

        @Override
        public double[] start() {
            return y;
        }

        @Override
        public double[] end() {
            return work.next();
        }

        @Override
        public void interpolate(double at, double[] yOut) {
            work.interpolate((at - t) / h, yOut);
        }
    }

    /// What the first-step rule may look at.
    private final class SolveStart implements FirstStep.Start {
        @Override
        public OdeSystem system() {
            return system;
        }

        @Override
        public double norm() {
            return norm(y);
        }

        @Override
        public double norm(double[] v) {
            Adaptive adaptive = (Adaptive) settings.stepping();
            return adaptive.norm().of(system.layout(), v, y, y, adaptive.tolerances());
        }

        @Override
        public int order() {
            return settings.stepper().errorOrder();
        }

        @Override
        public double t() {
            return start;
        }

        @Override
        public double span() {
            return end - start;
        }

        @Override
        public double[] y() {
            return y;
        }

        @Override
        public double[] slope() {
            return work.slope(start, y);
        }
    }
}
