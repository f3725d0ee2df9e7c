package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The same vector for every sample, whatever goes in: zeros, or a learned one, drawn as the weights of a linear layer
/// without bias of the input 1 are.
///
/// @param inputs components that go in
/// @param outputs components of the vector
/// @param name of the learned vector [outputs×1]; "" for zeros
public record Constant(int inputs, int outputs, String name) implements Part {
    /// Zeros.
    public static Constant zeros(int inputs, int outputs) {
        return new Constant(inputs, outputs, "");
    }

    private boolean learned() {
        return !name.isEmpty();
    }

    @Override
    public Shape in() {
        return Shape.vector(inputs);
    }

    @Override
    public Shape out() {
        return Shape.vector(outputs);
    }

    @Override
    public ParameterLayout parameters() {
        return learned() ? new ParameterLayout(List.of(Block.of(name, 0, outputs, 1))) : ParameterLayout.EMPTY;
    }

    /// As a bias without weights.
    @Override
    public List<DenseLayer> layers() {
        return learned() ? List.of(new DenseLayer(0, outputs, 0, false, 0)) : List.of();
    }

    @Override
    public Work prepare(int samples) {
        return new ConstantWork();
    }

    private final class ConstantWork implements Work {
        private double[] theta = new double[0];
        private int at;

        @Override
        public void bind(double[] theta, int at) {
            this.theta = theta;
            this.at = at;
        }

        private void spread(double[] from, Batch out) {
            for (int i = 0; i < outputs; i++) {
                java.util.Arrays.fill(out.data(), out.row(i), out.row(i) + out.stride(), from[at + i]);
            }
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            if (learned()) {
                spread(theta, out);
            } else {
                out.fill(0);
            }
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            for (int s = 0; learned() && gThetaAcc != null && s < a.size(); s++) {
                for (int i = 0; i < outputs; i++) {
                    gThetaAcc.add(s, at + i, a.get(i, s));
                }
            }
            return 0;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            if (learned() && along.movesTheta()) {
                spread(along.theta(), outDot);
            } else {
                outDot.fill(0);
            }
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            return back(t, x, trail, pull.a(), pull.gxAcc(), gThetaAcc);
        }

        @Override
        public void tell(double t, Batch x, Trail trail, Batch a, int first, DenseLayer.Listener listener) {
            if (learned()) {
                listener.layer(first, x, t, a);
            }
        }
    }
}
