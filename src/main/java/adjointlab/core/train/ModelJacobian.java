package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.LinearizedSolve;
import adjointlab.core.family.Model;
import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.optim.OutputJacobian;
import adjointlab.core.problem.ProblemData;
import org.ejml.data.DMatrixRMaj;

/// The Jacobian of an experiment's predictions through embedding, solve and read-out. Rows are ordered by sample, then
/// time, then output.
final class ModelJacobian implements OutputJacobian {

    private final Experiment experiment;
    private final Model family;
    private final ProblemData data;
    private final LinearizedSolve solve;
    private final AdjointMethod.Times times;
    private final Scratch scratch = new Scratch();
    private final int samples;
    private final int outputs;
    private final int parameters;
    private final Batch y0;
    private final Batch gradX0;
    private final Batch prediction;
    private final Batch direction;
    private final Batch curved;
    private final Batch[] stateChanges;
    private final ParameterGradient summed;
    private final DMatrixRMaj matrix = new DMatrixRMaj(0, 0);
    private boolean matrixKnown;
    private double[] theta = new double[0];

    /// That of the first iteration.
    ///
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    ModelJacobian(Experiment experiment, ProblemData data) {
        this(experiment, data, new Context(experiment.seed()));
    }

    /// @param context what random numbers of the solves belong to
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    ModelJacobian(Experiment experiment, ProblemData data, Context context) {
        this.experiment = experiment;
        this.family = experiment.model();
        this.data = data;
        this.samples = data.samples();
        this.outputs = family.outputDim();
        this.parameters = family.parameters().size();
        int state = family.field().dim();
        this.solve = new LinearizedSolve(new AdjointMethod.Setup(
                        family.field(), samples, experiment.numerics().solver())
                .within(context));
        this.times = new AdjointMethod.Times(data.start(), data.times());
        this.y0 = new Batch(state, samples);
        this.gradX0 = new Batch(data.initial().dim(), samples);
        this.prediction = new Batch(outputs, samples);
        this.direction = new Batch(outputs, samples);
        this.curved = new Batch(outputs, samples);
        this.stateChanges = new Batch[data.times().length];
        java.util.Arrays.setAll(stateChanges, _ -> new Batch(state, samples));
        this.summed = new ParameterGradient(1, parameters);
    }

    /// Goes to a point.
    ///
    /// @param theta [p], not copied; must stay as it is while this is used
    SolveStatus at(double[] theta, Cancellation cancellation) {
        this.theta = theta;
        matrixKnown = false;
        family.embed(data.initial(), theta, scratch, y0);
        return solve.forward(theta, y0, times, cancellation);
    }

    /// Field evaluations since [#at].
    long evaluations() {
        return solve.evaluations();
    }

    /// Vector-Jacobian products since [#at].
    long vjps() {
        return solve.vjps();
    }

    @Override
    public int rows() {
        return samples * stateChanges.length * outputs;
    }

    @Override
    public int parameters() {
        return parameters;
    }

    @Override
    public double weight() {
        return 1.0 / (samples * stateChanges.length);
    }

    private int row(int s, int time, int output) {
        return (s * stateChanges.length + time) * outputs + output;
    }

    @Override
    public void product(double[] v, double[] out) {
        family.embedJvp(data.initial(), theta, v, scratch, y0);
        solve.product(y0, v, stateChanges);
        for (int i = 0; i < stateChanges.length; i++) {
            family.readOutJvp(
                    solve.state(i), theta, new VectorField.Direction(stateChanges[i], v, 0), scratch, direction);
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
        for (int i = 0; i < stateChanges.length; i++) {
            gather(w, i, direction);
            stateChanges[i].fill(0);
            family.readOutVjp(solve.state(i), theta, direction, scratch, stateChanges[i], summed);
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
        solve.transposedProduct(stateChanges, gradient, Cancellation.NEVER);
        gradX0.fill(0);
        family.embedVjp(data.initial(), theta, solve.gradInitial(), scratch, gradX0, gradient);
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
            if (parameters < outputs * stateChanges.length) {
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
        for (int time = 0; time < stateChanges.length; time++) {
            for (int c = 0; c < outputs; c++) {
                perSample.clear();
                direction.fill(0);
                for (int s = 0; s < samples; s++) {
                    direction.set(c, s, 1);
                }
                for (int i = 0; i < stateChanges.length; i++) {
                    stateChanges[i].fill(0);
                }
                family.readOutVjp(solve.state(time), theta, direction, scratch, stateChanges[time], perSample);
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
        for (int i = 0; i < stateChanges.length; i++) {
            gather(w, i, direction);
            family.readOut(solve.state(i), theta, scratch, prediction);
            experiment.task().loss().curvature(prediction, data.targets().get(i), direction, curved);
            for (int s = 0; s < samples; s++) {
                for (int c = 0; c < outputs; c++) {
                    out[row(s, i, c)] = curved.get(c, s) / stateChanges.length;
                }
            }
        }
    }
}
