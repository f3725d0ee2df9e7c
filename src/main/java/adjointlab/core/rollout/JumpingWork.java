package adjointlab.core.rollout;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.AdjointMethod.Times;
import adjointlab.core.family.Model;
import adjointlab.core.field.Paced;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.net.Part;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A gradient method along a course that observations make jump: a solve for each stretch between them, a jump at each.
/// With the discrete adjoint the gradient is that of the computed states, jumps included. Rubanova, Chen and Duvenaud,
/// "Latent ODEs for irregularly-sampled time series", NeurIPS 2019, Algorithm 1, whose states do so.
sealed class JumpingWork implements AdjointMethod.Work permits LinearJumpingWork {
    final List<Stretch> stretches;
    final boolean startObserved;
    final int lossAtStart;
    final AdjointMethod.Work[] works;
    final VectorField[] fields;
    final Jump[] jumps;
    final SolveStats forwardStats = new SolveStats();
    final SolveStats backwardStats = new SolveStats();
    /// Of each stretch.
    final SolveStats[] forwardOf;
    final SolveStats[] backwardOf;
    private final Optional<Reuse> reuse;
    private final Times[] times;
    private final Batch[][] cotangentsOf;
    private final int jumpAt;
    private final Batch[] states;
    private final Batch[] behind;
    private final Batch y;
    private final Batch a;
    private final ParameterGradient gradTheta;
    private final Within within = new Within();
    private double[] theta = new double[0];

    /// What is kept where one work goes through many stretches: states, and the pace of the one that it is in.
    ///
    /// @param pace s for each unit of time [n], of which the works' field takes it; unused where times are in s
    /// @param entered y at the start of each stretch [stretches] of [state×n]
    /// @param reached y at each stretch's times [stretches][times] of [state×n]
    private record Reuse(double[] pace, Batch[] entered, Batch[][] reached) {
        static Reuse of(List<Stretch> stretches, int state, double[] pace) {
            Batch[] entered = new Batch[stretches.size()];
            Batch[][] reached = new Batch[entered.length][];
            for (int k = 0; k < entered.length; k++) {
                entered[k] = new Batch(state, pace.length);
                reached[k] = new Batch[stretches.get(k).times().length];
                Arrays.setAll(reached[k], _ -> new Batch(state, pace.length));
            }
            return new Reuse(pace, entered, reached);
        }
    }

    /// @param method of each stretch
    /// @param setup of the whole
    /// @param model with a jump
    /// @param data with observations
    JumpingWork(AdjointMethod method, Setup setup, Model model, ProblemData data) {
        Course course = new Course(data);
        Observations observations = data.observations().orElseThrow();
        int n = data.samples();
        int state = setup.field().dim();
        stretches = course.stretches();
        startObserved = course.startObserved();
        lossAtStart = course.lossAtStart();
        fields = fields(setup.field(), observations, stretches.size());
        times = new Times[stretches.size()];
        cotangentsOf = new Batch[times.length][];
        y = new Batch(state, n);
        a = new Batch(state, n);
        Batch zero = new Batch(state, n);
        for (int k = 0; k < times.length; k++) {
            Stretch stretch = stretches.get(k);
            times[k] = new Times(stretch.start(), stretch.times());
            cotangentsOf[k] = new Batch[stretch.times().length];
            Arrays.fill(cotangentsOf[k], zero);
            cotangentsOf[k][cotangentsOf[k].length - 1] = a;
        }
        works = new AdjointMethod.Work[times.length];
        forwardOf = new SolveStats[works.length];
        backwardOf = new SolveStats[works.length];
        Arrays.setAll(forwardOf, _ -> new SolveStats());
        Arrays.setAll(backwardOf, _ -> new SolveStats());
        reuse = prepare(method, setup, data);
        Part part = model.jump().orElseThrow();
        Jump.Hand hand = new Jump.Hand(part, n);
        jumps = new Jump[observations.times().length];
        behind = new Batch[jumps.length];
        jumpAt = model.places().jump();
        for (int j = 0; j < jumps.length; j++) {
            jumps[j] = new Jump(
                    part,
                    observations.times()[j],
                    observations.inputs().get(j),
                    observations.observed()[j],
                    hand);
            behind[j] = new Batch(state, n);
        }
        states = new Batch[data.times().length];
        Arrays.setAll(states, _ -> new Batch(state, n));
        gradTheta = new ParameterGradient(1, model.parameters().size());
    }

    /// One work for each number of steps where works can resume, else one for each stretch.
    private Optional<Reuse> prepare(AdjointMethod method, Setup setup, ProblemData data) {
        double whole = data.end() - data.start();
        boolean paced = data.observations().orElseThrow().paces().isPresent();
        double[] pace = new double[data.samples()];
        VectorField shared = paced ? new Paced(setup.field(), pace) : setup.field();
        Map<SolverSettings, AdjointMethod.Work> resuming = new HashMap<>();
        boolean resumes = true;
        for (int k = 0; k < works.length; k++) {
            SolverSettings solver = Course.share(setup.solver(), stretches.get(k), whole);
            if (resumes) {
                works[k] = resuming.computeIfAbsent(solver, own -> method.prepare(on(shared, own, setup)));
                resumes = works[k].resumes();
            }
            if (!resumes) {
                works[k] = method.prepare(on(fields[k], solver, setup));
            }
        }
        return resumes && works.length > 0
                ? Optional.of(Reuse.of(stretches, setup.field().dim(), pace))
                : Optional.empty();
    }

    private static Setup on(VectorField field, SolverSettings solver, Setup setup) {
        return new Setup(field, setup.samples(), solver, false, setup.context());
    }

    /// Of each stretch: where samples have paces, the model's at those behind its first observation.
    private static VectorField[] fields(VectorField field, Observations observations, int stretches) {
        VectorField[] fields = new VectorField[stretches];
        Arrays.setAll(
                fields,
                k -> observations.paces().isPresent()
                        ? new Paced(field, observations.paces().get()[k])
                        : field);
        return fields;
    }

    @Override
    public SolveStatus forward(
            double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation) {
        forwardStats.clear();
        this.theta = theta;
        y.copyFrom(y0);
        if (startObserved) {
            jumps[0].forward(theta, jumpAt, y);
        }
        if (lossAtStart != Stretch.NONE) {
            states[lossAtStart].copyFrom(y);
        }
        for (int k = 0; k < works.length; k++) {
            Stretch stretch = stretches.get(k);
            enter(k);
            SolveStatus status = works[k].forward(theta, y, this.times[k], listener, cancellation);
            forwardStats.add(works[k].forwardStats());
            count(works[k].forwardStats(), forwardOf[k]);
            if (!status.ok()) {
                return status;
            }
            keep(k);
            for (int i = 0; i < stretch.losses().length; i++) {
                if (stretch.losses()[i] != Stretch.NONE) {
                    states[stretch.losses()[i]].copyFrom(state(k, i));
                }
            }
            y.copyFrom(state(k, stretch.losses().length - 1));
            if (stretch.observation() != Stretch.NONE) {
                jumps[stretch.observation()].forward(theta, jumpAt, y);
            }
            if (stretch.lossBehind() != Stretch.NONE) {
                states[stretch.lossBehind()].copyFrom(y);
            }
        }
        return SolveStatus.OK;
    }

    @Override
    public Batch state(int index) {
        return states[index];
    }

    /// y at the `index`-th time of the `k`-th stretch [state×n].
    Batch state(int k, int index) {
        return reuse.isPresent() ? reuse.get().reached[k][index] : works[k].state(index);
    }

    /// Sets the samples' paces in a stretch.
    private void pace(int k) {
        if (reuse.isPresent() && fields[k] instanceof Paced paced) {
            System.arraycopy(paced.pace(), 0, reuse.get().pace, 0, paced.pace().length);
        }
    }

    private static void count(SolveStats from, SolveStats of) {
        of.clear();
        of.add(from);
    }

    private void enter(int k) {
        pace(k);
        if (reuse.isPresent()) {
            reuse.get().entered[k].copyFrom(y);
        }
    }

    private void keep(int k) {
        if (reuse.isPresent()) {
            Batch[] reached = reuse.get().reached[k];
            for (int i = 0; i < reached.length; i++) {
                reached[i].copyFrom(works[k].state(i));
            }
        }
    }

    @Override
    public SolveStatus backward(Batch[] cotangents, AdjointListener listener, Cancellation cancellation) {
        backwardStats.clear();
        gradTheta.clear();
        return backward(cotangents, gradTheta, listener, cancellation);
    }

    /// The same with the gradient elsewhere.
    final SolveStatus backward(
            Batch[] cotangents, ParameterGradient gThetaAcc, AdjointListener listener, Cancellation cancellation) {
        a.fill(0);
        within.listen(listener);
        for (int k = works.length - 1; k >= 0; k--) {
            Stretch stretch = stretches.get(k);
            int last = stretch.losses().length - 1;
            if (stretch.lossBehind() != Stretch.NONE) {
                add(cotangents[stretch.lossBehind()]);
            }
            if (stretch.observation() != Stretch.NONE) {
                jumpBack(stretch.observation(), stretch.end(), gThetaAcc, listener);
            }
            if (stretch.losses()[last] != Stretch.NONE) {
                add(cotangents[stretch.losses()[last]]);
            }
            for (int i = 0; i < last; i++) {
                cotangentsOf[k][i] = cotangents[stretch.losses()[i]];
            }
            AdjointListener heard = within.stretch(stretch, k == works.length - 1);
            SolveStatus status = stretchBack(k, cotangentsOf[k], gThetaAcc, heard, cancellation);
            if (!status.ok()) {
                return status;
            }
            a.copyFrom(works[k].gradInitial());
        }
        if (lossAtStart != Stretch.NONE) {
            add(cotangents[lossAtStart]);
        }
        if (startObserved) {
            jumpBack(0, stretches.isEmpty() ? Double.NaN : stretches.getFirst().start(), gThetaAcc, listener);
        }
        return SolveStatus.OK;
    }

    /// The way back through the `k`-th stretch.
    SolveStatus stretchBack(
            int k,
            Batch[] cotangents,
            ParameterGradient gThetaAcc,
            AdjointListener listener,
            Cancellation cancellation) {
        if (reuse.isPresent()) {
            pace(k);
            works[k].resume(theta, times[k], reuse.get().entered[k], reuse.get().reached[k]);
        }
        SolveStatus status = works[k].backward(cotangents, listener, cancellation);
        backwardStats.add(works[k].backwardStats());
        count(works[k].backwardStats(), backwardOf[k]);
        if (status.ok()) {
            double[] own = works[k].gradTheta();
            for (int j = 0; j < own.length; j++) {
                gThetaAcc.data()[j] += own[j];
            }
        }
        return status;
    }

    private void jumpBack(int observation, double t, ParameterGradient gThetaAcc, AdjointListener listener) {
        behind[observation].copyFrom(a);
        jumps[observation].backward(a, gThetaAcc);
        if (listener != AdjointListener.NONE) {
            listener.adjoint(t, a);
        }
    }

    private void add(Batch cotangent) {
        for (int i = 0; i < a.length(); i++) {
            a.data()[i] += cotangent.data()[cotangent.offset() + i];
        }
    }

    /// ∂L/∂y behind the jump of each observation of the last [#backward], [observations][state×n]; owned by this.
    Batch[] adjointsBehind() {
        return behind;
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
        return works.length == 0 ? new Scratch() : works[0].scratch();
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
