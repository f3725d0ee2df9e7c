package adjointlab.core.net;

import adjointlab.core.field.Activation;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/// σ(x), entry by entry. The trail holds the values where slopes follow from them, the slopes otherwise.
///
/// @param in what goes in, and comes out
/// @param activation σ
public record Activate(Shape in, Activation activation) implements Part {
    @Override
    public Shape out() {
        return in;
    }

    @Override
    public Work prepare(int samples) {
        return new ActivateWork(this, samples);
    }

    private static final class ActivateWork implements Work {
        private final Activation activation;
        private final boolean keepsValues;
        private final int length;
        private final Batch pulled;
        /// Values, slopes and curvatures, where they are asked for.
        private double[][] derivatives = new double[0][];

        ActivateWork(Activate part, int samples) {
            activation = part.activation;
            keepsValues = activation.slopeFromValue();
            pulled = new Batch(part.in.size(), samples);
            length = pulled.length();
        }

        @Override
        public int trailLength() {
            return length;
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            out.copyFrom(x);
            if (keepsValues) {
                activation.values(out.data(), out.offset(), length, out.data());
                System.arraycopy(out.data(), out.offset(), trail.data(), trail.offset(), length);
            } else {
                activation.valuesAndSlopes(out.data(), out.offset(), length, trail.data(), trail.offset());
            }
        }

        /// v ∘ σ′(x).
        private void timesSlopes(Trail trail, Batch v) {
            if (keepsValues) {
                activation.timesSlopes(trail.data(), trail.offset(), length, v.data(), v.offset());
            } else {
                Kernels.scale(v.data(), v.offset(), length, trail.data(), trail.offset());
            }
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            pulled.copyFrom(a);
            timesSlopes(trail, pulled);
            Batches.add(pulled, gxAcc);
            return 0;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            outDot.copyFrom(along.x());
            timesSlopes(trail, outDot);
        }

        /// With v = σ′ẋ: what v is worth reaches x by σ″ẋ and ẋ by σ′.
        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            if (derivatives.length == 0) {
                derivatives = new double[3][length];
            }
            double[] slopes = derivatives[1];
            double[] curvatures = derivatives[2];
            System.arraycopy(x.data(), x.offset(), derivatives[0], 0, length);
            activation.withDerivatives(derivatives[0], slopes, curvatures, length);
            double[] a = pull.a().data();
            double[] aDot = pull.aDot().data();
            double[] gx = pull.gxAcc().data();
            double[] gxDot = pull.gxDotAcc().data();
            for (int i = 0; i < length; i++) {
                double ofTangent = aDot[pull.aDot().offset() + i];
                gx[pull.gxAcc().offset() + i] += slopes[i] * a[pull.a().offset() + i]
                        + curvatures[i] * xDot.data()[xDot.offset() + i] * ofTangent;
                gxDot[pull.gxDotAcc().offset() + i] += slopes[i] * ofTangent;
            }
            return 0;
        }
    }
}
