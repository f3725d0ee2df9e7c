package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.ArrayList;
import java.util.List;

/// A field that inputs drive: f(y, u(t)), a perceptron whose first layer sees the inputs u below the state. Its
/// parameters are those of a perceptron with as many more inputs: `field.W1 [out×(d+q)]`, `field.b1 [out]`, …
///
/// @param net f without the inputs' columns, without time
/// @param inputs u, q of them, each with times of its own
public record Driven(Mlp net, List<Signal> inputs) implements LayeredField {
    public Driven {
        inputs = List.copyOf(inputs);
        if (net.time() || inputs.isEmpty()) {
            throw new IllegalArgumentException("a driven field has inputs, and sees the time by them alone");
        }
    }

    /// With the inputs' columns.
    private Mlp wide() {
        List<Integer> widths = new ArrayList<>(net.widths());
        widths.set(0, net.inputDim() + inputs.size());
        return new Mlp(widths, net.activations(), false);
    }

    @Override
    public ParameterLayout parameters() {
        return wide().parameters();
    }

    private int rows() {
        return net.widths().get(1);
    }

    private int columns() {
        return net.inputDim() + inputs.size();
    }

    /// The inputs stand in the first layer's bias.
    @Override
    public void weightsAt(double t, double[] theta, int at, double[] weightsOut) {
        int d = net.inputDim();
        int rows = rows();
        int columns = columns();
        for (int i = 0; i < rows; i++) {
            System.arraycopy(theta, at + i * columns, weightsOut, i * d, d);
            weightsOut[rows * d + i] = theta[at + rows * columns + i];
        }
        for (int j = 0; j < inputs.size(); j++) {
            double u = inputs.get(j).at(t);
            for (int i = 0; i < rows; i++) {
                weightsOut[rows * d + i] += u * theta[at + i * columns + d + j];
            }
        }
        int rest = rows * (d + 1);
        System.arraycopy(theta, at + rows * (columns + 1), weightsOut, rest, weightsOut.length - rest);
    }

    @Override
    public double weightsVjp(
            double t, double[] theta, int at, double[] gradient, int gradientAt, double[] gThetaAcc, int gThetaAt) {
        int d = net.inputDim();
        int rows = rows();
        int columns = columns();
        int biases = gradientAt + rows * d;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < d; k++) {
                gThetaAcc[gThetaAt + i * columns + k] += gradient[gradientAt + i * d + k];
            }
            gThetaAcc[gThetaAt + rows * columns + i] += gradient[biases + i];
        }
        double timePart = 0;
        for (int j = 0; j < inputs.size(); j++) {
            double u = inputs.get(j).at(t);
            double byInput = 0;
            for (int i = 0; i < rows; i++) {
                gThetaAcc[gThetaAt + i * columns + d + j] += u * gradient[biases + i];
                byInput += theta[at + i * columns + d + j] * gradient[biases + i];
            }
            timePart += inputs.get(j).slope(t) * byInput;
        }
        int from = rows * (d + 1);
        int to = rows * (columns + 1);
        int length = net.weights(net.layers()) - from;
        for (int j = 0; j < length; j++) {
            gThetaAcc[gThetaAt + to + j] += gradient[gradientAt + from + j];
        }
        return timePart;
    }

    @Override
    public void weightsJvp(double t, double[] theta, int at, double[] thetaDot, double tDot, double[] weightsDotOut) {
        weightsAt(t, thetaDot, at, weightsDotOut);
        int d = net.inputDim();
        for (int j = 0; j < inputs.size(); j++) {
            double uDot = tDot * inputs.get(j).slope(t);
            for (int i = 0; i < rows(); i++) {
                weightsDotOut[rows() * d + i] += uDot * theta[at + i * columns() + d + j];
            }
        }
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return wide().denseLayers();
    }

    /// The first layer takes the inputs below the state.
    @Override
    public void tellLayer(
            double t, double[] theta, int at, int l, Batch in, Batch g, Scratch scratch, DenseLayer.Listener listener) {
        if (l > 0) {
            listener.layer(l, in, t, g);
            return;
        }
        long mark = scratch.mark();
        Batch all = scratch.batch(columns(), in.size());
        for (int k = 0; k < columns(); k++) {
            double u = k < in.dim() ? 0 : inputs.get(k - in.dim()).at(t);
            for (int s = 0; s < in.size(); s++) {
                all.set(k, s, k < in.dim() ? in.get(k, s) : u);
            }
        }
        all.padState();
        listener.layer(l, all, t, g);
        scratch.release(mark);
    }
}
