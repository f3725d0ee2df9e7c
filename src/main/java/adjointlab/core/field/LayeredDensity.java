package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;

/// The density's work with a [LayeredField]: one pass through the layers of its perceptron with as many tangents as
/// there are probes, and one pass back.
final class LayeredDensity implements DensityWork {
    private final LayeredField field;
    private final int dim;
    private final TraceNet net;
    private final LayerTeller teller;
    private final Scratch scratch = new Scratch();
    private final Batch[] views = new Batch[2];
    private ParameterGradient gradient;
    private double t;
    private double[] theta = {};

    LayeredDensity(LayeredField field, int samples, int probes) {
        this.field = field;
        dim = field.dim();
        net = new TraceNet(field.net(), samples, probes);
        gradient = new ParameterGradient(1, net.weights().length);
        teller = new LayerTeller(field);
        java.util.Arrays.setAll(views, _ -> new Batch(dim, samples));
    }

    /// The rows of x within a state.
    private Batch rows(int slot, Batch state) {
        return views[slot].repoint(state.data(), state.offset());
    }

    @Override
    public void forward(double t, Batch y, double[] theta, Batch[] probes) {
        this.t = t;
        this.theta = theta;
        field.weightsAt(t, theta, 0, net.weights());
        net.forward(rows(0, y), probes);
    }

    @Override
    public void write(Batch dyOut) {
        Batch f = net.output();
        System.arraycopy(f.data(), f.offset(), dyOut.data(), dyOut.offset(), f.length());
        net.trace(dyOut.data(), dyOut.row(dim), -1);
    }

    @Override
    public void along(VectorField.Direction direction, Batch dfOut) {
        field.weightsJvp(t, theta, 0, direction.theta(), direction.t(), net.weightsDot());
        net.tangent(rows(1, direction.y()));
        Batch f = net.outputDot();
        System.arraycopy(f.data(), f.offset(), dfOut.data(), dfOut.offset(), f.length());
        net.traceDot(dfOut.data(), dfOut.row(dim), -1);
    }

    /// Hands the cotangents of f and of the trace to the last layer.
    private void top(Batch a) {
        net.top(rows(1, a), a.data(), a.row(dim), -1);
    }

    @Override
    public double back(Batch a, Batch gyAcc, ParameterGradient gThetaAcc) {
        if (gradient.rows() != gThetaAcc.rows()) {
            gradient = new ParameterGradient(gThetaAcc.rows(), net.weights().length);
        }
        gradient.clear();
        top(a);
        net.backward(rows(1, gyAcc), gradient);
        double timePart = 0;
        for (int r = 0; r < gradient.rows(); r++) {
            timePart +=
                    field.weightsVjp(t, theta, 0, gradient.data(), gradient.row(r), gThetaAcc.data(), gThetaAcc.row(r));
        }
        return timePart;
    }

    @Override
    public void tell(Batch a, DenseLayer.Listener listener) {
        top(a);
        net.backward(teller.to(t, theta, scratch, listener));
    }
}
