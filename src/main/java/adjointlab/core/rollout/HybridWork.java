package adjointlab.core.rollout;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.AdjointMethod.Times;
import adjointlab.core.field.Impact;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.SolverSettings.Adaptive;
import adjointlab.core.ode.SolverSettings.EndRule;
import adjointlab.core.ode.StepListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A gradient method along a way of a hybrid system: a solve finds when the next sample jumps, the method's own goes
/// there, and the sample's state is reset. So every method goes with it, at the price of solving forward twice. Back,
/// cotangents go through each jump by the transposed saltation matrix DR + (f⁺ − DR f⁻)∇gᵀ/(∇g·f⁻), which knows that
/// the moment of the jump moves too: Kong, Payne, Zhu and Johnson, "Saltation matrices", Proc. IEEE 112 (2024) 585; for
/// neural ODEs Chen, Amos and Nickel, "Learning neural event functions", ICLR 2021. The gradient is that of the
/// computed states up to the solver's tolerance, whatever the method.
final class HybridWork implements AdjointMethod.Work {
    /// Jumps on one way from which on they are taken for endless.
    private static final int MOST = 1000;

    private final AdjointMethod method;
    private final Setup setup;
    private final double whole;
    private final Guards guards;
    private final List<Leg> legs = new ArrayList<>();
    private int count;
    private final List<Shelf> shelves = new ArrayList<>();
    private final Batch[] states;
    private final Batch y;
    private final Batch a;
    private final ParameterGradient gradTheta;
    private final SolveStats forwardStats = new SolveStats();
    private final SolveStats backwardStats = new SolveStats();
    private final Within within = new Within();

    /// Works of one number of steps, and how many of them are on the way.
    private static final class Shelf {
        private final SolverSettings solver;
        private final List<AdjointMethod.Work> works = new ArrayList<>();
        private int used;

        Shelf(SolverSettings solver) {
            this.solver = solver;
        }
    }

    /// From one jump to the next.
    private static final class Leg {
        private AdjointMethod.Work work;
        private double start;
        /// The last one ends it.
        private double[] times = new double[0];
        /// By length, since solves know them by their arrays.
        private double[][] arrays = new double[0][];
        private Batch[][] cotangents = new Batch[0][];
        private int firstLoss;
        private int losses;
        private boolean jumps;
        private final boolean[] hit;
        private final Batch before;
        private final Batch behind;

        Leg(AdjointMethod.Work work, int state, int samples) {
            this.work = work;
            hit = new boolean[samples];
            before = new Batch(state, samples);
            behind = new Batch(state, samples);
        }

        double end() {
            return times[times.length - 1];
        }

        /// Whether a loss looks at its end, in front of the jump.
        boolean lossAtEnd() {
            return losses == times.length;
        }

        /// Sets its times and those losses that look within it.
        void go(double start, double until, double[] all, int firstLoss) {
            this.start = start;
            this.firstLoss = firstLoss;
            double direction = Math.signum(all[all.length - 1] - start);
            losses = 0;
            while (firstLoss + losses < all.length && (all[firstLoss + losses] - until) * direction <= 0) {
                losses++;
            }
            boolean atEnd = losses > 0 && all[firstLoss + losses - 1] == until;
            int length = atEnd ? losses : losses + 1;
            if (arrays.length <= length) {
                arrays = Arrays.copyOf(arrays, length + 1);
                cotangents = Arrays.copyOf(cotangents, length + 1);
            }
            if (arrays[length] == null) {
                arrays[length] = new double[length];
                cotangents[length] = new Batch[length];
            }
            times = arrays[length];
            System.arraycopy(all, firstLoss, times, 0, losses);
            times[length - 1] = until;
        }
    }

    /// @param method of each leg
    /// @param setup of the whole
    /// @param impact where states jump
    /// @param first component of the state that the impact sees
    /// @param times t₀, and when losses look
    HybridWork(AdjointMethod method, Setup setup, Impact impact, int first, Times times) {
        this.method = method;
        this.setup = new Setup(setup.field(), setup.samples(), exactEnd(setup.solver()), false, setup.context());
        whole = times.end() - times.start();
        int state = setup.field().dim();
        guards = new Guards(this.setup, impact, first);
        states = new Batch[times.times().length];
        Arrays.setAll(states, _ -> new Batch(state, setup.samples()));
        y = new Batch(state, setup.samples());
        a = new Batch(state, setup.samples());
        gradTheta = new ParameterGradient(1, setup.parameters().size());
    }

    /// Nothing may be solved beyond a jump.
    private static SolverSettings exactEnd(SolverSettings solver) {
        return solver.stepping() instanceof Adaptive adaptive
                ? new SolverSettings(
                        solver.stepper(),
                        new Adaptive(
                                adaptive.tolerances(),
                                adaptive.norm(),
                                adaptive.controller(),
                                adaptive.firstStep(),
                                EndRule.CLAMP),
                        solver.maxSteps())
                : solver;
    }

    @Override
    public SolveStatus forward(
            double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation) {
        forwardStats.clear();
        guards.bind(theta, forwardStats);
        shelves.forEach(shelf -> shelf.used = 0);
        y.copyFrom(y0);
        double t = times.start();
        int loss = 0;
        for (count = 0; count <= MOST; ) {
            double until = guards.next(t, times.end(), y, steps(times.end() - t), cancellation);
            if (!guards.status().ok()) {
                return guards.status();
            }
            Leg leg = leg(until - t);
            count++;
            leg.go(t, until, times.times(), loss);
            SolveStatus status = leg.work.forward(theta, y, new Times(t, leg.times), listener, cancellation);
            forwardStats.add(leg.work.forwardStats());
            if (!status.ok()) {
                return status;
            }
            for (int i = 0; i < leg.losses; i++) {
                states[loss + i].copyFrom(leg.work.state(i));
            }
            loss += leg.losses;
            y.copyFrom(leg.work.state(leg.times.length - 1));
            t = until;
            leg.jumps = t != times.end();
            if (!leg.jumps) {
                return SolveStatus.OK;
            }
            leg.before.copyFrom(y);
            guards.reset(y, leg.hit);
            leg.behind.copyFrom(y);
        }
        return new SolveStatus(SolveStatus.Kind.IMPACTS, t, -1, Double.NaN);
    }

    /// How many equal steps a part of the way gets; without meaning for adaptive ones.
    private int steps(double span) {
        return setup.solver().stepping() instanceof SolverSettings.Fixed(int steps)
                ? Math.max(1, (int) Math.rint(steps * Math.abs(span / whole)))
                : 0;
    }

    private Leg leg(double span) {
        AdjointMethod.Work work = work(steps(span));
        if (count == legs.size()) {
            legs.add(new Leg(work, y.dim(), y.size()));
        }
        Leg leg = legs.get(count);
        leg.work = work;
        Arrays.fill(leg.hit, false);
        return leg;
    }

    /// One that is not on the way yet.
    private AdjointMethod.Work work(int steps) {
        Shelf shelf = shelf(steps);
        if (shelf.used == shelf.works.size()) {
            shelf.works.add(
                    method.prepare(new Setup(setup.field(), setup.samples(), shelf.solver, false, setup.context())));
        }
        return shelf.works.get(shelf.used++);
    }

    private Shelf shelf(int steps) {
        for (int i = 0; i < shelves.size(); i++) {
            if (!(shelves.get(i).solver.stepping() instanceof SolverSettings.Fixed(int own)) || own == steps) {
                return shelves.get(i);
            }
        }
        SolverSettings solver = setup.solver();
        Shelf fresh = new Shelf(
                solver.stepping() instanceof SolverSettings.Fixed
                        ? new SolverSettings(solver.stepper(), new SolverSettings.Fixed(steps), solver.maxSteps())
                        : solver);
        shelves.add(fresh);
        return fresh;
    }

    @Override
    public Batch state(int index) {
        return states[index];
    }

    /// The jumps of the last [#forward] in order.
    List<Rollout.Jumped> jumps() {
        List<Rollout.Jumped> jumps = new ArrayList<>();
        for (Leg leg : legs.subList(0, count)) {
            for (int s = 0; leg.jumps && s < leg.hit.length; s++) {
                if (leg.hit[s]) {
                    jumps.add(new Rollout.Jumped(leg.end(), s));
                }
            }
        }
        return jumps;
    }

    @Override
    public SolveStatus backward(Batch[] cotangents, AdjointListener listener, Cancellation cancellation) {
        backwardStats.clear();
        guards.countInto(backwardStats);
        gradTheta.clear();
        a.fill(0);
        within.listen(listener);
        for (int k = count - 1; k >= 0; k--) {
            Leg leg = legs.get(k);
            if (leg.jumps) {
                guards.saltate(leg.end(), leg.before, leg.behind, leg.hit, a);
            }
            if (leg.lossAtEnd()) {
                add(cotangents[leg.firstLoss + leg.losses - 1]);
            }
            Batch[] ofLeg = leg.cotangents[leg.times.length];
            System.arraycopy(cotangents, leg.firstLoss, ofLeg, 0, ofLeg.length - 1);
            ofLeg[ofLeg.length - 1] = a;
            SolveStatus status = leg.work.backward(ofLeg, heard(leg, k == count - 1, listener), cancellation);
            backwardStats.add(leg.work.backwardStats());
            if (!status.ok()) {
                return status;
            }
            double[] own = leg.work.gradTheta();
            for (int j = 0; j < own.length; j++) {
                gradTheta.data()[j] += own[j];
            }
            a.copyFrom(leg.work.gradInitial());
        }
        return SolveStatus.OK;
    }

    private AdjointListener heard(Leg leg, boolean last, AdjointListener listener) {
        return listener == AdjointListener.NONE ? listener : within.stretch(Stretch.whole(leg.start, leg.times), last);
    }

    private void add(Batch cotangent) {
        for (int i = 0; i < a.length(); i++) {
            a.data()[i] += cotangent.data()[cotangent.offset() + i];
        }
    }

    @Override
    public double[] gradTheta() {
        return gradTheta.data();
    }

    @Override
    public Batch gradInitial() {
        return a;
    }

    @Override
    public double gradStart() {
        return Double.NaN;
    }

    @Override
    public double gradEnd() {
        return Double.NaN;
    }

    @Override
    public Scratch scratch() {
        return legs.isEmpty() ? new Scratch() : legs.getFirst().work.scratch();
    }

    @Override
    public SolveStats forwardStats() {
        return forwardStats;
    }

    @Override
    public SolveStats backwardStats() {
        return backwardStats;
    }
}
