package adjointlab.core.curvature;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.Linearized;
import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.Stop;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.OutputJacobian;
import adjointlab.core.problem.Loss;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Rollout;
import org.ejml.data.DMatrixRMaj;

/// The Jacobian of an experiment's predictions by its weights. Rows are ordered by sample, then time, then output.
public final class ModelJacobian implements OutputJacobian {
    private final Loss loss;
    private final ProblemData data;
    private final Rollout rollout;
    private final int samples;
    private final int outputs;
    private final int parameters;
    private final Batch direction;
    private final Batch curved;
    private final Batch[] cotangents;
    private final ParameterGradient summed;
    private final DMatrixRMaj matrix = new DMatrixRMaj(0, 0);
    private boolean matrixKnown;
    private double[] theta = new double[0];
    private Cancellation cancellation = Cancellation.NEVER;

    /// That of the first iteration.
    ///
    /// @param data what is predicted
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    public ModelJacobian(Experiment experiment, ProblemData data) {
        this(experiment, data, new Context(experiment.seed()));
    }

    /// @param experiment whose model and solver are used
    /// @param data what is predicted
    /// @param context what random numbers of the solves belong to
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    public ModelJacobian(Experiment experiment, ProblemData data, Context context) {
        this.loss = experiment.task().loss();
        this.data = data;
        this.samples = data.samples();
        this.outputs = experiment.model().outputDim();
        this.parameters = experiment.model().parameters().size();
        this.rollout =
                new Rollout(experiment.model(), data, experiment.numerics().solver(), new Linearized(), context);
        this.direction = new Batch(outputs, samples);
        this.curved = new Batch(outputs, samples);
        this.cotangents = new Batch[data.times().length];
        java.util.Arrays.setAll(
                cotangents, _ -> new Batch(experiment.model().field().dim(), samples));
        this.summed = new ParameterGradient(1, parameters);
    }

    /// Goes to a point.
    ///
    /// @param theta [p], not copied; must stay as it is while this is used
    /// @param cancellation asked from now on
    public SolveStatus at(double[] theta, Cancellation cancellation) {
        this.theta = theta;
        this.cancellation = cancellation;
        matrixKnown = false;
        return rollout.forward(theta, StepListener.NONE, cancellation);
    }

    /// Field evaluations since [#at].
    public long evaluations() {
        return rollout.work().forwardStats().evaluations();
    }

    /// Vector-Jacobian products since [#at].
    public long vjps() {
        return rollout.work().backwardStats().vjps();
    }

    @Override
    public int rows() {
        return samples * cotangents.length * outputs;
    }

    @Override
    public int parameters() {
        return parameters;
    }

    @Override
    public Stop stop() {
        return cancellation;
    }

    @Override
    public double weight() {
        return 1.0 / (samples * cotangents.length);
    }

    private int row(int s, int time, int output) {
        return (s * cotangents.length + time) * outputs + output;
    }

    @Override
    public void product(double[] v, double[] out) {
        rollout.along(theta, v);
        for (int i = 0; i < cotangents.length; i++) {
            rollout.readAlong(i, theta, v, direction);
            for (int s = 0; s < samples; s++) {
                for (int c = 0; c < outputs; c++) {
                    out[row(s, i, c)] = direction.get(c, s);
                }
            }
        }
    }

    @Override
    public void transposedProduct(double[] w, double[] out) {
        summed.clear();
        for (int i = 0; i < cotangents.length; i++) {
            gather(w, i, direction);
            rollout.readBack(i, theta, direction, cotangents[i], summed);
        }
        back(summed);
        System.arraycopy(summed.data(), 0, out, 0, parameters);
    }

    /// The part of a vector of rows that belongs to one time.
    private void gather(double[] w, int time, Batch batchOut) {
        batchOut.fill(0);
        for (int s = 0; s < samples; s++) {
            for (int c = 0; c < outputs; c++) {
                batchOut.set(c, s, w[row(s, time, c)]);
            }
        }
    }

    /// From cotangents of the states to θ.
    private void back(ParameterGradient gradient) {
        rollout.backward(theta, cotangents, gradient, AdjointListener.NONE, cancellation);
        cancellation.heed();
    }

    /// By whichever needs fewer solves: a tangent for each parameter, or a per-sample adjoint for each time and
    /// output.
    @Override
    public DMatrixRMaj matrix() {
        if (!matrixKnown) {
            if ((long) rows() * parameters > LARGEST) {
                throw new IllegalArgumentException("a Jacobian of " + rows() + " predictions by " + parameters
                        + " weights is too large to be stored; products with it by conjugate gradients are not");
            }
            matrix.reshape(rows(), parameters);
            if (parameters < outputs * cotangents.length) {
                byColumns();
            } else {
                byRows();
            }
            matrixKnown = true;
        }
        return matrix;
    }

    private void byColumns() {
        double[] unit = new double[parameters];
        double[] column = new double[rows()];
        for (int j = 0; j < parameters; j++) {
            cancellation.heed();
            unit[j] = 1;
            product(unit, column);
            unit[j] = 0;
            for (int r = 0; r < column.length; r++) {
                matrix.set(r, j, column[r]);
            }
        }
    }

    private void byRows() {
        ParameterGradient perSample = new ParameterGradient(samples, parameters);
        for (int time = 0; time < cotangents.length; time++) {
            for (int c = 0; c < outputs; c++) {
                cancellation.heed();
                perSample.clear();
                direction.fill(0);
                for (int s = 0; s < samples; s++) {
                    direction.set(c, s, 1);
                }
                for (Batch cotangent : cotangents) {
                    cotangent.fill(0);
                }
                rollout.readBack(time, theta, direction, cotangents[time], perSample);
                back(perSample);
                for (int s = 0; s < samples; s++) {
                    System.arraycopy(
                            perSample.data(),
                            perSample.row(s),
                            matrix.getData(),
                            row(s, time, c) * parameters,
                            parameters);
                }
            }
        }
    }

    @Override
    public void lossCurvature(double[] w, double[] out) {
        for (int i = 0; i < cotangents.length; i++) {
            gather(w, i, direction);
            Batch prediction = rollout.predict(rollout.state(i), theta);
            data.goals().curvature(loss, i, prediction, direction, curved);
            for (int s = 0; s < samples; s++) {
                for (int c = 0; c < outputs; c++) {
                    out[row(s, i, c)] = curved.get(c, s);
                }
            }
        }
    }
}
