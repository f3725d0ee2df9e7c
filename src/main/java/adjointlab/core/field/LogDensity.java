package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.CountedStream;
import java.util.List;

/// A field f with the logarithm of the volume along its flow as one more component, the last: δ̇ = −tr(∂f/∂x), so that
/// log p(x(t₀)) = log p(x(t₁)) − δ(t₁) for δ(t₀) = 0. Chen, Rubanova, Bettencourt and Duvenaud, NeurIPS 2018, Theorem
/// 1; Grathwohl et al., "FFJORD", ICLR 2019, equation (3). Values and derivatives come from one pass through the layers
/// with as many tangents as the trace needs, and one pass back.
///
/// Noise of a trace's estimate belongs to the seed and the iteration of the [Context] that the field was bound in.
///
/// @param field f
/// @param trace how the trace is had
public record LogDensity(LayeredField field, Trace trace) implements VectorField {
    @Override
    public int dim() {
        return field.dim() + 1;
    }

    @Override
    public ParameterLayout parameters() {
        return field.parameters();
    }

    @Override
    public void bind(double[] theta, Context context, Scratch scratch) {
        field.bind(theta, context, scratch);
        if (trace instanceof Trace.Estimate) {
            scratch.memory(this, Workspace::new).draw(context);
        }
    }

    /// The perceptron of the moment, with everything up to date.
    private Workspace at(double t, Batch y, double[] theta, Scratch scratch) {
        Workspace workspace = scratch.memory(this, Workspace::new);
        workspace.place(this, y.size());
        field.weightsAt(t, theta, 0, workspace.net.weights());
        workspace.net.forward(workspace.rows(0, y), workspace.probes);
        return workspace;
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        Workspace workspace = at(t, y, theta, scratch);
        workspace.write(dyOut);
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        return at(t, y, theta, scratch).back(this, t, theta, a, gyAcc, gThetaAcc);
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
        Workspace workspace = at(t, y, theta, scratch);
        workspace.write(dyOut);
        return workspace.back(this, t, theta, a, gyAcc, gThetaAcc);
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        Workspace workspace = at(t, y, theta, scratch);
        field.weightsJvp(t, theta, 0, direction.theta(), direction.t(), workspace.net.weightsDot());
        workspace.net.tangent(workspace.rows(1, direction.y()));
        workspace.writeTangent(dfOut);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return field.denseLayers();
    }

    /// With the part of a layer's cotangent that comes from the trace.
    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        Workspace workspace = at(t, y, theta, scratch);
        workspace.top(a);
        workspace.net.backward(workspace.teller.to(t, theta, scratch, listener));
    }

    /// What a thread needs to work with this field.
    private static final class Workspace {
        /// Name of the purpose.
        private static final String STREAM = "trace";

        private final int dim;
        private TraceNet net;
        private Batch[] probes = new Batch[0];
        private ParameterGradient gradient;
        private final Batch[] views = new Batch[2];
        private final LayerTeller teller;
        private CountedStream stream = new CountedStream(0, STREAM);
        private long seed;
        private long iteration;
        /// Whether the probes are those of seed and iteration.
        private boolean drawn;

        Workspace(LogDensity density) {
            dim = density.field.dim();
            net = new TraceNet(density.field.net(), 1, density.trace.products(dim));
            gradient = new ParameterGradient(1, net.weights().length);
            teller = new LayerTeller(density.field);
        }

        void draw(Context context) {
            if (context.seed() != seed) {
                stream = new CountedStream(context.seed(), STREAM);
                drawn = false;
            }
            drawn &= context.iteration() == iteration;
            seed = context.seed();
            iteration = context.iteration();
        }

        void place(LogDensity density, int samples) {
            int products = density.trace.products(dim);
            if (net.samples() != samples || probes.length == 0) {
                net = new TraceNet(density.field.net(), samples, products);
                probes = new Batch[products];
                java.util.Arrays.setAll(probes, _ -> new Batch(dim, samples));
                drawn = false;
                if (density.trace instanceof Trace.Exact) {
                    for (int i = 0; i < dim; i++) {
                        java.util.Arrays.fill(probes[i].data(), probes[i].row(i), probes[i].row(i) + samples, 1);
                        probes[i].padState();
                    }
                }
            }
            if (density.trace instanceof Trace.Estimate estimate && !drawn) {
                fill(estimate);
                drawn = true;
            }
        }

        /// Probes whose sum of εεᵀ has the identity as its mean.
        private void fill(Trace.Estimate estimate) {
            stream.at(iteration);
            double share = 1 / Math.sqrt(probes.length);
            for (Batch probe : probes) {
                for (int s = 0; s < probe.size(); s++) {
                    for (int i = 0; i < dim; i++) {
                        double value =
                                switch (estimate.noise()) {
                                    case RADEMACHER -> stream.nextBoolean() ? 1 : -1;
                                    case GAUSSIAN -> stream.nextGaussian();
                                };
                        probe.set(i, s, share * value);
                    }
                }
                probe.padState();
            }
        }

        /// The rows of x within a state.
        Batch rows(int slot, Batch state) {
            Batch view = views[slot];
            if (view == null || view.size() != state.size()) {
                view = new Batch(dim, state.size(), state.data(), state.offset());
                views[slot] = view;
            }
            return view.repoint(state.data(), state.offset());
        }

        void write(Batch dyOut) {
            Batch f = net.output();
            System.arraycopy(f.data(), f.offset(), dyOut.data(), dyOut.offset(), f.length());
            net.trace(dyOut.data(), dyOut.row(dim), -1);
        }

        void writeTangent(Batch dfOut) {
            Batch f = net.outputDot();
            System.arraycopy(f.data(), f.offset(), dfOut.data(), dfOut.offset(), f.length());
            net.traceDot(dfOut.data(), dfOut.row(dim), -1);
        }

        /// Hands the cotangents of f and of the trace to the last layer.
        void top(Batch a) {
            net.top(rows(1, a), a.data(), a.row(dim), -1);
        }

        double back(LogDensity density, double t, double[] theta, Batch a, Batch gyAcc, ParameterGradient gThetaAcc) {
            if (gradient.rows() != gThetaAcc.rows()) {
                gradient = new ParameterGradient(gThetaAcc.rows(), net.weights().length);
            }
            gradient.clear();
            top(a);
            net.backward(rows(1, gyAcc), gradient);
            double timePart = 0;
            for (int r = 0; r < gradient.rows(); r++) {
                timePart += density.field.weightsVjp(
                        t, theta, 0, gradient.data(), gradient.row(r), gThetaAcc.data(), gThetaAcc.row(r));
            }
            return timePart;
        }
    }
}
