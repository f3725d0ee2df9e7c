package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.CurvatureMatrices;
import adjointlab.core.adjoint.CurvatureVectors;
import adjointlab.core.adjoint.Expansion;
import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.family.Model;
import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.optim.CurvatureForm;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.ProblemData;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// Q_uu(t₀) of a whole model by differential programming: the read-out gives the conditions at the times of the loss,
/// the embedding ends the chain at t₀. Liu, Chen and Theodorou, NeurIPS 2021, Theorem 1 and Proposition 2. What
/// trajectories cost on their way enters the matrices of the theorem; the proposition is of ℓ = 0, and its vectors
/// leave that cost's curvature out, as matrices do where the horizon is learned.
final class CostCurvature {
    private final CurvatureForm form;
    private final Model family;
    private final RunningCost cost;
    private final Loss loss;
    private final ProblemData data;
    private final AdjointMethod.Setup setup;
    private final AdjointMethod.Times times;
    private final Scratch scratch = new Scratch();
    private final int n;
    private final int d;
    private final int m;
    private final int p;
    private final Batch y0;
    private final Batch gradX0;
    private final Batch prediction;
    private final Batch cotangent;
    private final Batch curved;
    private final ParameterGradient perSample;
    private final DMatrixRMaj matrix;
    private long evaluations;
    private long vjps;
    private double[] theta = new double[0];

    /// That of the first iteration.
    ///
    /// @throws IllegalArgumentException if the model is too large for the form
    CostCurvature(Experiment experiment, ProblemData data, CurvatureForm form) {
        this(experiment, data, new Context(experiment.seed()), form);
    }

    /// @param context what random numbers of the solves belong to
    /// @throws IllegalArgumentException if the model is too large for the form
    CostCurvature(Experiment experiment, ProblemData data, Context context, CurvatureForm form) {
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
        this.times = new AdjointMethod.Times(data.start(), data.times());
        this.y0 = new Batch(d, n);
        this.gradX0 = new Batch(data.initial().dim(), n);
        this.prediction = new Batch(m, n);
        this.cotangent = new Batch(m, n);
        this.curved = new Batch(m, n);
        this.perSample = new ParameterGradient(n, p);
        this.matrix = new DMatrixRMaj(p, p);
    }

    /// Goes to a point and solves there.
    ///
    /// @param theta [p], not copied; must stay as it is meanwhile
    SolveStatus at(double[] theta, Cancellation cancellation) {
        this.theta = theta;
        matrix.zero();
        family.embed(data.initial(), theta, scratch, y0);
        return form == CurvatureForm.MATRICES ? byMatrices(cancellation) : byVectors(cancellation);
    }

    /// Q_uu(t₀) [p×p], owned by this.
    DMatrixRMaj matrix() {
        return matrix;
    }

    /// Field evaluations forward in the last [#at].
    long evaluations() {
        return evaluations;
    }

    /// Vector-Jacobian products in the last [#at].
    long vjps() {
        return vjps;
    }

    private SolveStatus byMatrices(Cancellation cancellation) {
        CurvatureMatrices solve = new CurvatureMatrices(setup, p);
        SolveStatus status = solve.forward(theta, y0, times, cancellation);
        if (status.ok()) {
            status = solve.backward((time, acc) -> arrive(solve.state(time), time, acc), cost, cancellation);
        }
        evaluations = solve.evaluations();
        vjps = solve.vjps();
        if (status.ok()) {
            throughEmbedding(solve.atStart());
        }
        return status;
    }

    /// Φ's derivatives: with R the read-out's Jacobian and H = ∂²loss/∂prediction², Φ_xx = R_xᵀHR_x and so on.
    private void arrive(Batch y, int time, Expansion acc) {
        double share = 1.0 / data.times().length;
        family.readOut(y, theta, scratch, prediction);
        loss.value(prediction, data.targets().get(time), cotangent);
        DMatrixRMaj rx = new DMatrixRMaj(m * n, d);
        DMatrixRMaj ru = new DMatrixRMaj(m * n, p);
        Batch gy = new Batch(d, n);
        double[] slope = new double[m * n];
        for (int c = 0; c < m; c++) {
            readOutRow(y, c, gy);
            for (int s = 0; s < n; s++) {
                slope[c * n + s] = share * cotangent.get(c, s);
                for (int i = 0; i < d; i++) {
                    rx.set(c * n + s, i, gy.get(i, s));
                }
                System.arraycopy(perSample.data(), perSample.row(s), ru.getData(), (c * n + s) * p, p);
            }
        }
        double[][][] h = lossCurvature(time, share);
        for (int s = 0; s < n; s++) {
            for (int c = 0; c < m; c++) {
                int row = c * n + s;
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
                    double r = rx.get(row, i);
                    acc.x()[i * n + s] += r * slope[row];
                    addScaled(acc.xx(), (i * n + s) * d, r, hx);
                    addScaled(acc.xu(), (i * n + s) * p, r, hu);
                }
                for (int l = 0; l < p; l++) {
                    double r = ru.get(row, l);
                    acc.u()[l] += r * slope[row];
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

    /// The derivative of one output by state and parameters, of every sample: into `gyOut` and [#perSample].
    private void readOutRow(Batch y, int output, Batch gyOut) {
        curved.fill(0);
        for (int s = 0; s < n; s++) {
            curved.set(output, s, 1);
        }
        gyOut.fill(0);
        perSample.clear();
        family.readOutVjp(y, theta, curved, scratch, gyOut, perSample);
    }

    /// H of each sample [n][m][m], at the prediction.
    private double[][][] lossCurvature(int time, double share) {
        double[][][] h = new double[n][m][m];
        Batch direction = new Batch(m, n);
        for (int e = 0; e < m; e++) {
            direction.fill(0);
            for (int s = 0; s < n; s++) {
                direction.set(e, s, 1);
            }
            loss.curvature(prediction, data.targets().get(time), direction, curved);
            for (int s = 0; s < n; s++) {
                for (int c = 0; c < m; c++) {
                    h[s][c][e] = share * curved.get(c, s);
                }
            }
        }
        return h;
    }

    /// With E = ∂y₀/∂u: Q_uu + EᵀQ_xu + Q_uxE + EᵀQ_xxE.
    private void throughEmbedding(Expansion q) {
        DMatrixRMaj e = new DMatrixRMaj(d * n, p);
        for (int i = 0; i < d; i++) {
            Batch unit = new Batch(d, n);
            for (int s = 0; s < n; s++) {
                unit.set(i, s, 1);
            }
            perSample.clear();
            gradX0.fill(0);
            family.embedVjp(data.initial(), theta, unit, scratch, gradX0, perSample);
            System.arraycopy(perSample.data(), 0, e.getData(), i * n * p, n * p);
        }
        DMatrixRMaj right = DMatrixRMaj.wrap(d * n, p, q.xu().clone());
        for (int i = 0; i < d; i++) {
            for (int s = 0; s < n; s++) {
                for (int k = 0; k < d; k++) {
                    double half = 0.5 * q.xx()[(i * n + s) * d + k];
                    for (int l = 0; l < p; l++) {
                        right.add(i * n + s, l, half * e.get(k * n + s, l));
                    }
                }
            }
        }
        DMatrixRMaj product = new DMatrixRMaj(p, p);
        CommonOps_DDRM.multTransA(e, right, product);
        for (int l = 0; l < p; l++) {
            for (int k = 0; k < p; k++) {
                matrix.set(l, k, q.uu()[l * p + k] + product.get(l, k) + product.get(k, l));
            }
        }
    }

    private SolveStatus byVectors(Cancellation cancellation) {
        int each = form == CurvatureForm.VECTORS ? m : 1;
        CurvatureVectors solve = new CurvatureVectors(setup, p, each * data.times().length);
        SolveStatus status = solve.forward(theta, y0, times, cancellation);
        if (status.ok()) {
            status = solve.backward((time, vectors) -> begin(time, each, vectors), cancellation);
        }
        evaluations = solve.evaluations();
        vjps = solve.vjps();
        if (!status.ok()) {
            return status;
        }
        for (int i = 0; i < solve.rank(); i++) {
            ParameterGradient ends = solve.p(i);
            gradX0.fill(0);
            family.embedVjp(data.initial(), theta, solve.q(i), scratch, gradX0, ends);
            DMatrixRMaj rows = new DMatrixRMaj(n, p);
            System.arraycopy(ends.data(), ends.row(0), rows.getData(), 0, n * p);
            CommonOps_DDRM.multAddTransA(rows, rows, matrix);
        }
        return SolveStatus.OK;
    }

    /// yᵢ = R_xᵀwᵢ√λᵢ with the eigenpairs of H, and pᵢ begins with the read-out's own part.
    private void begin(int time, int each, CurvatureVectors vectors) {
        Batch y = vectors.state(time);
        double share = 1.0 / data.times().length;
        family.readOut(y, theta, scratch, prediction);
        List<Batch> weights = new ArrayList<>();
        if (form == CurvatureForm.OUTER_PRODUCT) {
            Batch slope = new Batch(m, n);
            loss.value(prediction, data.targets().get(time), slope);
            double span = Math.abs(data.end() - data.start());
            scale(slope, share * Math.sqrt(n / span));
            weights.add(slope);
        } else {
            weights.addAll(roots(lossCurvature(time, share)));
        }
        for (int i = 0; i < each; i++) {
            int index = time * each + i;
            family.readOutVjp(y, theta, weights.get(i), scratch, vectors.q(index), vectors.p(index));
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
                throw new ArithmeticException("the eigenvalues of the loss's second derivative did not converge");
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
