package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.List;

/// A field that an input drives: f(y, u(t)). What the inner field takes for time is the input.
///
/// @param inner f
/// @param input u
public record Driven(Mlp inner, Signal input) implements LayeredField {
    @Override
    public ParameterLayout parameters() {
        return inner.parameters();
    }

    @Override
    public Mlp net() {
        return inner.net();
    }

    @Override
    public void weightsAt(double t, double[] theta, int at, double[] weightsOut) {
        inner.weightsAt(input.at(t), theta, at, weightsOut);
    }

    @Override
    public double weightsVjp(
            double t, double[] theta, int at, double[] gradient, int gradientAt, double[] gThetaAcc, int gThetaAt) {
        return input.slope(t) * inner.weightsVjp(input.at(t), theta, at, gradient, gradientAt, gThetaAcc, gThetaAt);
    }

    @Override
    public void weightsJvp(double t, double[] theta, int at, double[] thetaDot, double tDot, double[] weightsDotOut) {
        inner.weightsJvp(input.at(t), theta, at, thetaDot, input.slope(t) * tDot, weightsDotOut);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return inner.denseLayers();
    }

    @Override
    public void tellLayer(
            double t, double[] theta, int at, int l, Batch in, Batch g, Scratch scratch, DenseLayer.Listener listener) {
        inner.tellLayer(input.at(t), theta, at, l, in, g, scratch, listener);
    }
}
