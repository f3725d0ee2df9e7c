package adjointlab.core.family;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.VectorField;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import java.util.List;

/// The same learned vector for every sample: the initial velocity of Xia et al.'s initialisation test (NeurIPS 2021,
/// Fig. 3), a linear layer without bias of the input 1, and drawn as its weights are.
///
/// @param components of the vector
/// @param position of its first component in θ
record ConstantMap(int components, int position) implements SideMap {
    @Override
    public ParameterLayout parameters() {
        return new ParameterLayout(List.of(Block.of("velocity.W1", 0, components, 1)));
    }

    @Override
    public void eval(Batch x, double[] theta, Scratch scratch, Batch out) {
        for (int i = 0; i < components; i++) {
            for (int s = 0; s < out.stride(); s++) {
                out.set(i, s, theta[position + i]);
            }
        }
    }

    @Override
    public void jvp(Batch x, double[] theta, VectorField.Direction direction, Scratch scratch, Batch outDotOut) {
        eval(x, direction.theta(), scratch, outDotOut);
    }

    @Override
    public void vjp(Batch x, double[] theta, Batch a, Scratch scratch, Batch gxAcc, ParameterGradient gThetaAcc) {
        for (int s = 0; s < a.size(); s++) {
            for (int i = 0; i < components; i++) {
                gThetaAcc.add(gThetaAcc.perSample() ? s : 0, position + i, a.get(i, s));
            }
        }
    }

    /// As a bias without weights.
    @Override
    public List<DenseLayer> denseLayers() {
        return List.of(new DenseLayer(position, components, 0, false, position));
    }

    @Override
    public void layerCotangents(
            Batch x, double[] theta, Batch a, Scratch scratch, int first, DenseLayer.Listener listener) {
        listener.layer(first, x, 0, a);
    }
}
