package adjointlab.core.family;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;

/// The neural ODE itself: the data are the state, and the state is the prediction. Chen, Rubanova, Bettencourt and
/// Duvenaud, "Neural ordinary differential equations", NeurIPS 2018.
///
/// @param field moves the data
public record Node(VectorField field) implements ModelFamily {
    @Override
    public ParameterLayout parameters() {
        return field.parameters();
    }

    @Override
    public int outputDim() {
        return field.dim();
    }

    @Override
    public void embed(Batch x0, double[] theta, Scratch scratch, Batch y0Out) {
        y0Out.copyFrom(x0);
    }

    @Override
    public void embedVjp(
            Batch x0, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc) {
        add(a, gxAcc);
    }

    @Override
    public void readOut(Batch y, double[] theta, Scratch scratch, Batch outOut) {
        outOut.copyFrom(y);
    }

    @Override
    public void readOutVjp(
            Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        add(a, gyAcc);
    }

    private static void add(Batch v, Batch acc) {
        for (int i = 0; i < v.length(); i++) {
            acc.data()[acc.offset() + i] += v.data()[v.offset() + i];
        }
    }
}
