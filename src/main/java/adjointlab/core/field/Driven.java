package adjointlab.core.field;

import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;

/// A field that an input drives: f(y, u(t)). What the inner field takes for time is the input.
///
/// @param inner f
/// @param input u
public record Driven(VectorField inner, Signal input) implements VectorField {
    @Override
    public int dim() {
        return inner.dim();
    }

    @Override
    public int inputDim() {
        return inner.inputDim();
    }

    @Override
    public ParameterLayout parameters() {
        return inner.parameters();
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        inner.eval(input.at(t), y, theta, scratch, dyOut);
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        return input.slope(t) * inner.vjp(input.at(t), y, theta, a, scratch, gyAcc, gThetaAcc);
    }

    @Override
    public double evalAndVjp(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        return input.slope(t) * inner.evalAndVjp(input.at(t), y, theta, a, scratch, dyOut, gyAcc, gThetaAcc);
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        Direction driven = new Direction(direction.y(), direction.theta(), input.slope(t) * direction.t());
        inner.jvp(input.at(t), y, theta, driven, scratch, dfOut);
    }
}
