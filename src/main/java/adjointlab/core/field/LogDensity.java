package adjointlab.core.field;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.CountedStream;
import java.util.List;

/// A field f with the logarithm of the volume along its flow as one more component, the last: δ̇ = −tr(∂f/∂x), so that
/// log p(x(t₀)) = log p(x(t₁)) − δ(t₁) for δ(t₀) = 0. Chen, Rubanova, Bettencourt and Duvenaud, NeurIPS 2018, Theorem
/// 1; Grathwohl et al., "FFJORD", ICLR 2019, equation (3).
///
/// Noise of a trace's estimate belongs to the seed and the iteration of the [Context] that the field was bound in.
///
/// @param field f
/// @param trace how the trace is had
public record LogDensity(TracedField field, Trace trace) implements JointField {
    /// @throws IllegalArgumentException in one sentence, if the field cannot be worked with along so many probes
    public LogDensity {
        field.prepareDensity(1, trace.products(field.dim()));
    }

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
        Workspace workspace = scratch.memory(this, Workspace::new);
        workspace.bound = false;
        if (trace instanceof Trace.Estimate) {
            workspace.draw(context);
        }
    }

    private DensityWork at(double t, Batch y, double[] theta, Scratch scratch) {
        return scratch.memory(this, Workspace::new).at(t, y, theta);
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        at(t, y, theta, scratch).write(dyOut);
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
        DensityWork work = at(t, y, theta, scratch);
        work.write(dyOut);
        return work.back(a, gyAcc, gThetaAcc);
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        at(t, y, theta, scratch).along(direction, dfOut);
    }

    @Override
    public List<DenseLayer> denseLayers() {
        return field.denseLayers();
    }

    /// With the part of a layer's cotangent that comes from the trace.
    @Override
    public void layerCotangents(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, DenseLayer.Listener listener) {
        at(t, y, theta, scratch).tell(a, listener);
    }

    /// What a thread needs to work with this field.
    private static final class Workspace {
        /// Name of the purpose.
        private static final String STREAM = "trace";

        private final TracedField field;
        private final Trace trace;
        private final int dim;
        private DensityWork work;
        private int samples = 1;
        private double[] theta = new double[0];
        /// Whether the work has these weights.
        private boolean bound;
        private Batch[] probes = new Batch[0];
        private CountedStream stream = new CountedStream(0, STREAM);
        private long seed;
        private long iteration;
        /// Whether the probes are those of seed and iteration.
        private boolean drawn;

        Workspace(LogDensity density) {
            field = density.field;
            trace = density.trace;
            dim = field.dim();
            work = field.prepareDensity(1, trace.products(dim));
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

        DensityWork at(double t, Batch y, double[] weights) {
            place(y.size());
            if (!bound || theta != weights) {
                work.bind(weights);
                theta = weights;
                bound = true;
            }
            work.forward(t, y, weights, probes);
            return work;
        }

        private void place(int n) {
            if (samples != n || probes.length == 0) {
                samples = n;
                work = field.prepareDensity(n, trace.products(dim));
                bound = false;
                probes = new Batch[trace.products(dim)];
                java.util.Arrays.setAll(probes, _ -> new Batch(dim, n));
                drawn = false;
                if (trace instanceof Trace.Exact) {
                    for (int i = 0; i < dim; i++) {
                        java.util.Arrays.fill(probes[i].data(), probes[i].row(i), probes[i].row(i) + n, 1);
                        probes[i].padState();
                    }
                }
            }
            if (trace instanceof Trace.Estimate estimate && !drawn) {
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
    }
}
