package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;

/// A field that goes through f for every vector-Jacobian product, so that both are written once.
public interface JointField extends VectorField {
    @Override
    default double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        long mark = scratch.mark();
        double timePart = evalAndVjp(t, y, theta, a, scratch, scratch.batch(dim(), y.size()), gyAcc, gThetaAcc);
        scratch.release(mark);
        return timePart;
    }

    @Override
    double evalAndVjp(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc);
}
