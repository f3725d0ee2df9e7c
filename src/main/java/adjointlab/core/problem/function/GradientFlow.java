package adjointlab.core.problem.function;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;

/// f = −∇F of a test function, without parameters: gradient flow as it is, the heavy ball's force in a second-order
/// family. Xia et al., NeurIPS 2021, equations (7) and (8).
///
/// @param function F
public record GradientFlow(TestFunction function) implements VectorField {
    @Override
    public int dim() {
        return 2;
    }

    @Override
    public ParameterLayout parameters() {
        return ParameterLayout.EMPTY;
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        long mark = scratch.mark();
        double[] gradient = scratch.array(2);
        for (int s = 0; s < y.stride(); s++) {
            function.gradient(y.get(0, s), y.get(1, s), gradient);
            dyOut.set(0, s, -gradient[0]);
            dyOut.set(1, s, -gradient[1]);
        }
        scratch.release(mark);
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        apply(y, a, scratch, gyAcc);
        return 0;
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        dfOut.fill(0);
        apply(y, direction.y(), scratch, dfOut);
    }

    /// Adds −(Hessian)·v, which is its own transpose.
    private void apply(Batch y, Batch v, Scratch scratch, Batch acc) {
        long mark = scratch.mark();
        double[] hessian = scratch.array(3);
        for (int s = 0; s < y.stride(); s++) {
            function.hessian(y.get(0, s), y.get(1, s), hessian);
            double u = v.get(0, s);
            double w = v.get(1, s);
            acc.set(0, s, acc.get(0, s) - hessian[0] * u - hessian[1] * w);
            acc.set(1, s, acc.get(1, s) - hessian[1] * u - hessian[2] * w);
        }
        scratch.release(mark);
    }
}
