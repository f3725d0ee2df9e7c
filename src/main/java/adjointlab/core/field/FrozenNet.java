package adjointlab.core.field;

import adjointlab.core.kernel.Scratch;

/// A [LayeredField]'s perceptron at the time asked for last; one for each thread and field.
final class FrozenNet {
    final Mlp net;
    final double[] weights;
    final double[] weightsDot;
    final LayerTeller teller;
    private ParameterGradient gradient;

    FrozenNet(LayeredField field) {
        net = field.net();
        teller = new LayerTeller(field);
        int p = net.parameters().size();
        weights = new double[p];
        weightsDot = new double[p];
        gradient = new ParameterGradient(1, p);
    }

    static FrozenNet of(LayeredField field, double t, double[] theta, Scratch scratch) {
        FrozenNet frozen = scratch.memory(field, FrozenNet::new);
        field.weightsAt(t, theta, 0, frozen.weights);
        return frozen;
    }

    /// A gradient of zeros by the perceptron's weights.
    ParameterGradient gradient(int rows) {
        if (gradient.rows() != rows) {
            gradient = new ParameterGradient(rows, weights.length);
        }
        gradient.clear();
        return gradient;
    }

    /// Adds to the gradient by θ what follows from the one by the weights.
    ///
    /// @return the derivative by t, summed over the batch
    double passOn(
            LayeredField field, double t, double[] theta, ParameterGradient byWeights, ParameterGradient gThetaAcc) {
        double timePart = 0;
        for (int r = 0; r < byWeights.rows(); r++) {
            timePart += field.weightsVjp(
                    t, theta, 0, byWeights.data(), byWeights.row(r), gThetaAcc.data(), gThetaAcc.row(r));
        }
        return timePart;
    }
}
