package adjointlab.core.curvature;

import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.ForwardOnly;
import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.family.Model;
import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.Stop;
import adjointlab.core.math.UnconvergedException;
import adjointlab.core.matrix.Products;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.CurvatureForm;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Rollout;
import adjointlab.core.rollout.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// Q_uu(t₀) of a whole model by differential programming: the decoder gives the conditions at the times of the loss,
/// the encoder ends the chain at t₀, and a jump on the way is a step of the chain as the theorem's layers are. Liu,
/// Chen and Theodorou, NeurIPS 2021, Theorem 1 and Proposition 2. What trajectories cost on their way enters the
/// matrices of the theorem; the proposition is of ℓ = 0, and its vectors leave that cost's curvature out, as matrices
/// do where the horizon is learned.
public final class CostCurvature {
    private final CurvatureForm form;
    private final Model family;
    private final RunningCost cost;
    private final Loss loss;
    private final ProblemData data;
    private final AdjointMethod.Setup setup;
    private final Rollout rollout;
    private final int n;
    private final int d;
    private final int m;
    private final int p;
    private final Batch cotangent;
    private final Batch curved;
    private final ParameterGradient perSample;
    private final DMatrixRMaj matrix;
    private final Expansion arriving;
    private long evaluations;
    private long vjps;
    private double[] theta = new double[0];
    private Stop stop = Stop.NEVER;

    /// That of the first iteration.
    ///
    /// @param data what is predicted
    /// @param form how it is carried back
    /// @throws IllegalArgumentException if the model is too large for the form
    public CostCurvature(Experiment experiment, ProblemData data, CurvatureForm form) {
        this(experiment, data, new Context(experiment.seed()), form);
    }

    /// @param experiment whose model, loss and solver are used
    /// @param data what is predicted
    /// @param context what random numbers of the solves belong to
    /// @param form how it is carried back
    /// @throws IllegalArgumentException if the model is too large for the form
    public CostCurvature(Experiment experiment, ProblemData data, Context context, CurvatureForm form) {
        if (experiment.model().costDim() > 0
                && data.observations().flatMap(Observations::paces).isPresent()) {
            throw new IllegalArgumentException("the curvature of a cost along the way is known on a common grid of"
                    + " times only; choose that for the gaps, or no cost");
        }
        this.form = form;
        this.family = experiment.model().withoutCost();
        this.cost = experiment.model().cost();
        this.loss = experiment.task().loss();
        this.data = data;
        this.n = data.samples();
        this.d = family.field().dim();
        this.m = family.outputDim();
        this.p = family.parameters().size();
        if (p > CurvatureForm.MOST_WEIGHTS) {
            throw new IllegalArgumentException("a curvature matrix of " + p + " weights is too large; at most "
                    + CurvatureForm.MOST_WEIGHTS + " are allowed");
        }
        this.setup =
                new AdjointMethod.Setup(family.field(), n, experiment.numerics().solver()).within(context);
        this.rollout = new Rollout(family, data, experiment.numerics().solver(), new ForwardOnly(), context);
        this.cotangent = new Batch(m, n);
        this.curved = new Batch(m, n);
        this.perSample = new ParameterGradient(n, p);
        this.matrix = new DMatrixRMaj(p, p);
        this.arriving = form == CurvatureForm.MATRICES ? Expansion.zero(d, n, p) : Expansion.zero(0, 0, 0);
    }

    /// Goes to a point and solves there.
    ///
    /// @param theta [p], not copied; must stay as it is meanwhile
    /// @throws java.util.concurrent.CancellationException where it is not wanted any more in the middle of a step
    public SolveStatus at(double[] theta, Cancellation cancellation) {
        this.theta = theta;
        this.stop = cancellation;
        matrix.zero();
        SolveStatus status = rollout.forward(theta, StepListener.NONE, cancellation);
        evaluations = rollout.work().forwardStats().evaluations();
        vjps = 0;
        if (!status.ok()) {
            return status;
        }
        return form == CurvatureForm.MATRICES ? byMatrices(cancellation) : byVectors(cancellation);
    }

    /// Q_uu(t₀) [p×p], owned by this.
    public DMatrixRMaj matrix() {
        return matrix;
    }

    /// Field evaluations forward in the last [#at].
    public long evaluations() {
        return evaluations;
    }

    /// Vector-Jacobian products in the last [#at].
    public long vjps() {
        return vjps;
    }

    private CurvatureWork.Path path(int k) {
        Stretch stretch = rollout.stretches().get(k);
        return new CurvatureWork.Path(
                theta,
                rollout.field(k),
                new AdjointMethod.Times(stretch.start(), stretch.times()),
                i -> rollout.state(k, i));
    }

    private SolveStatus byMatrices(Cancellation cancellation) {
        CurvatureMatrices solve = new CurvatureMatrices(setup, p);
        solve.clear();
        for (int k = rollout.stretches().size() - 1; k >= 0; k--) {
            Stretch stretch = rollout.stretches().get(k);
            SolveStatus status = solve.backward(path(k), (time, q) -> arrive(stretch, time, q), cost, cancellation);
            vjps = solve.vjps();
            if (!status.ok()) {
                return status;
            }
        }
        Expansion q = solve.expansion();
        if (rollout.lossAtStart() != Stretch.NONE) {
            arrive(rollout.lossAtStart(), q);
        }
        if (rollout.jumpsAtStart()) {
            throughJump(0, q);
        }
        DMatrixRMaj ofU = new DMatrixRMaj(d * n, p);
        jacobian(d, (a, gU) -> rollout.encodeBack(theta, a, gU), ofU);
        q.throughParameters(ofU, stop);
        matrix.setTo(DMatrixRMaj.wrap(p, p, q.uu()));
        return SolveStatus.OK;
    }

    private void arrive(Stretch stretch, int time, Expansion q) {
        if (time == stretch.times().length - 1 && stretch.observation() != Stretch.NONE) {
            if (stretch.lossBehind() != Stretch.NONE) {
                arrive(stretch.lossBehind(), q);
            }
            throughJump(stretch.observation(), q);
        }
        if (stretch.losses()[time] != Stretch.NONE) {
            arrive(stretch.losses()[time], q);
        }
    }

    private void arrive(int loss, Expansion q) {
        arriving.clear();
        ofLoss(rollout.state(loss), loss, arriving);
        q.add(arriving);
    }

    /// With the jump's Jacobian, a component of the state behind at a time.
    private void throughJump(int observation, Expansion q) {
        DMatrixRMaj ofX = new DMatrixRMaj(d * n, d);
        DMatrixRMaj ofU = new DMatrixRMaj(d * n, p);
        int[] row = {0};
        jacobian(
                d,
                (a, gU) -> {
                    rollout.jumpBack(observation, a, gU);
                    copyRow(a, row[0]++, ofX);
                },
                ofU);
        q.through(ofX, ofU, stop);
    }

    private void copyRow(Batch gy, int component, DMatrixRMaj ofX) {
        for (int s = 0; s < n; s++) {
            for (int i = 0; i < d; i++) {
                ofX.set(component * n + s, i, gy.get(i, s));
            }
        }
    }

    /// The derivative by the parameters of some components of every sample, [components·n×p].
    private void jacobian(int components, BiConsumer<Batch, ParameterGradient> back, DMatrixRMaj ofU) {
        Batch unit = new Batch(components, n);
        for (int i = 0; i < components; i++) {
            stop.heed();
            unit.fill(0);
            for (int s = 0; s < n; s++) {
                unit.set(i, s, 1);
            }
            perSample.clear();
            back.accept(unit, perSample);
            System.arraycopy(perSample.data(), 0, ofU.getData(), i * n * p, n * p);
        }
    }

    /// Φ's derivatives: with R the read-out's Jacobian and H = ∂²loss/∂prediction², Φ_xx = R_xᵀHR_x and so on.
    private void ofLoss(Batch y, int time, Expansion acc) {
        Batch prediction = rollout.predict(y, theta);
        data.goals().loss(loss, time, prediction, cotangent);
        DMatrixRMaj rx = new DMatrixRMaj(m * n, d);
        DMatrixRMaj ru = new DMatrixRMaj(m * n, p);
        Batch gy = new Batch(d, n);
        int[] row = {0};
        jacobian(
                m,
                (a, gU) -> {
                    rollout.readBack(time, theta, a, gy, gU);
                    copyRow(gy, row[0]++, rx);
                },
                ru);
        double[] slope = new double[m * n];
        for (int c = 0; c < m; c++) {
            for (int s = 0; s < n; s++) {
                slope[c * n + s] = cotangent.get(c, s);
            }
        }
        double[][][] h = lossCurvature(prediction, time);
        for (int s = 0; s < n; s++) {
            stop.heed();
            for (int c = 0; c < m; c++) {
                int at = c * n + s;
                double[] hx = new double[d];
                double[] hu = new double[p];
                for (int e = 0; e < m; e++) {
                    for (int j = 0; j < d; j++) {
                        hx[j] += h[s][c][e] * rx.get(e * n + s, j);
                    }
                    for (int l = 0; l < p; l++) {
                        hu[l] += h[s][c][e] * ru.get(e * n + s, l);
                    }
                }
                for (int i = 0; i < d; i++) {
                    double r = rx.get(at, i);
                    acc.x()[i * n + s] += r * slope[at];
                    addScaled(acc.xx(), (i * n + s) * d, r, hx);
                    addScaled(acc.xu(), (i * n + s) * p, r, hu);
                }
                for (int l = 0; l < p; l++) {
                    double r = ru.get(at, l);
                    acc.u()[l] += r * slope[at];
                    if (r != 0) {
                        addScaled(acc.uu(), l * p, r, hu);
                    }
                }
            }
        }
        if (family.costDim() > 0 && time == data.times().length - 1) {
            gy.fill(0);
            family.runningCost(y, gy);
            for (int i = 0; i < d; i++) {
                for (int s = 0; s < n; s++) {
                    acc.x()[i * n + s] += gy.get(i, s);
                }
            }
        }
    }

    /// H of each sample [n][m][m], at the prediction.
    private double[][][] lossCurvature(Batch prediction, int time) {
        double[][][] h = new double[n][m][m];
        Batch direction = new Batch(m, n);
        for (int e = 0; e < m; e++) {
            direction.fill(0);
            for (int s = 0; s < n; s++) {
                direction.set(e, s, 1);
            }
            data.goals().curvature(loss, time, prediction, direction, curved);
            for (int s = 0; s < n; s++) {
                for (int c = 0; c < m; c++) {
                    h[s][c][e] = curved.get(c, s);
                }
            }
        }
        return h;
    }

    private SolveStatus byVectors(Cancellation cancellation) {
        int each = form == CurvatureForm.VECTORS ? m : 1;
        CurvatureVectors solve = new CurvatureVectors(setup, p, each * data.times().length);
        solve.clear();
        for (int k = rollout.stretches().size() - 1; k >= 0; k--) {
            Stretch stretch = rollout.stretches().get(k);
            SolveStatus status =
                    solve.backward(path(k), (time, vectors) -> arrive(stretch, time, each, vectors), cancellation);
            vjps = solve.vjps();
            if (!status.ok()) {
                return status;
            }
        }
        if (rollout.lossAtStart() != Stretch.NONE) {
            begin(rollout.lossAtStart(), each, solve);
        }
        if (rollout.jumpsAtStart()) {
            throughJump(0, solve);
        }
        for (int i = 0; i < solve.rank(); i++) {
            stop.heed();
            ParameterGradient ends = solve.p(i);
            rollout.encodeBack(theta, solve.q(i), ends);
            DMatrixRMaj rows = new DMatrixRMaj(n, p);
            System.arraycopy(ends.data(), ends.row(0), rows.getData(), 0, n * p);
            Products.addTransposedTimes(rows, rows, matrix, stop);
        }
        return SolveStatus.OK;
    }

    private void arrive(Stretch stretch, int time, int each, CurvatureVectors vectors) {
        if (time == stretch.times().length - 1 && stretch.observation() != Stretch.NONE) {
            if (stretch.lossBehind() != Stretch.NONE) {
                begin(stretch.lossBehind(), each, vectors);
            }
            throughJump(stretch.observation(), vectors);
        }
        if (stretch.losses()[time] != Stretch.NONE) {
            begin(stretch.losses()[time], each, vectors);
        }
    }

    private void throughJump(int observation, CurvatureVectors vectors) {
        for (int i = 0; i < vectors.rank(); i++) {
            stop.heed();
            rollout.jumpBack(observation, vectors.q(i), vectors.p(i));
        }
    }

    /// yᵢ = R_xᵀwᵢ√λᵢ with the eigenpairs of H, and pᵢ begins with the read-out's own part.
    private void begin(int time, int each, CurvatureVectors vectors) {
        Batch prediction = rollout.predict(rollout.state(time), theta);
        List<Batch> weights = new ArrayList<>();
        if (form == CurvatureForm.OUTER_PRODUCT) {
            Batch slope = new Batch(m, n);
            data.goals().loss(loss, time, prediction, slope);
            double span = Math.abs(data.end() - data.start());
            scale(slope, Math.sqrt(n / span));
            weights.add(slope);
        } else {
            weights.addAll(roots(lossCurvature(prediction, time)));
        }
        for (int i = 0; i < each; i++) {
            int index = time * each + i;
            rollout.readBack(time, theta, weights.get(i), vectors.q(index), vectors.p(index));
        }
    }

    /// wᵢ√λᵢ of every sample's H, [m] batches of [m×n].
    private List<Batch> roots(double[][][] h) {
        List<Batch> roots = new ArrayList<>();
        for (int i = 0; i < m; i++) {
            roots.add(new Batch(m, n));
        }
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(m, true, true);
        for (int s = 0; s < n; s++) {
            if (!decomposition.decompose(new DMatrixRMaj(h[s]))) {
                throw new UnconvergedException("the eigenvalues of the loss's second derivative did not converge");
            }
            for (int i = 0; i < m; i++) {
                double root =
                        Math.sqrt(Math.max(0, decomposition.getEigenvalue(i).getReal()));
                for (int c = 0; c < m; c++) {
                    roots.get(i)
                            .set(c, s, root * decomposition.getEigenVector(i).get(c));
                }
            }
        }
        return roots;
    }

    private static void scale(Batch batch, double factor) {
        for (int i = batch.offset(); i < batch.offset() + batch.length(); i++) {
            batch.data()[i] *= factor;
        }
    }

    private static void addScaled(double[] acc, int offset, double factor, double[] v) {
        for (int i = 0; i < v.length; i++) {
            acc[offset + i] += factor * v[i];
        }
    }
}
