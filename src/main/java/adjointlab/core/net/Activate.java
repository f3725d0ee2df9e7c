package adjointlab.core.net;

import adjointlab.core.field.Activation;
import adjointlab.core.field.Activation.Riccati;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import java.util.Arrays;
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
        private final @Nullable Riccati riccati;
        private final boolean keepsValues;
        private final int length;
        private final Batch pulled;
        /// Values, slopes and curvatures, where they are asked for.
        private double[][] derivatives = new double[0][];

        ActivateWork(Activate part, int samples) {
            activation = part.activation;
            riccati = activation.riccati().orElse(null);
            keepsValues = activation.slopeFromValue();
            pulled = new Batch(part.in.size(), samples);
            length = pulled.length();
        }

        @Override
        public int trailLength() {
            return length;
        }

        @Override
        public boolean keepsOutput() {
            return keepsValues;
        }

        @Override
        public boolean worksInPlace() {
            return keepsValues;
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            if (x.data() != out.data() || x.offset() != out.offset()) {
                out.copyFrom(x);
            }
            if (keepsValues) {
                activation.values(out.data(), out.offset(), length, out.data());
                if (trail.data() != out.data() || trail.offset() != out.offset()) {
                    System.arraycopy(out.data(), out.offset(), trail.data(), trail.offset(), length);
                }
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
        public double backAfresh(
                double t, Batch x, Trail trail, Batch a, Batch gxOut, @Nullable ParameterGradient gThetaAcc) {
            gxOut.copyFrom(a);
            timesSlopes(trail, gxOut);
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
            differentiate(x, trail);
            double[] slopes = derivatives[1];
            double[] curvatures = derivatives[2];
            double[] a = pull.a().data();
            double[] aDot = pull.aDot().data();
            double[] move = xDot.data();
            double[] gx = pull.gxAcc().data();
            double[] gxDot = pull.gxDotAcc().data();
            int atA = pull.a().offset();
            int atADot = pull.aDot().offset();
            int atMove = xDot.offset();
            int atGx = pull.gxAcc().offset();
            int atGxDot = pull.gxDotAcc().offset();
            for (int i = 0; i < length; i++) {
                double ofTangent = aDot[atADot + i];
                gx[atGx + i] += slopes[i] * a[atA + i] + curvatures[i] * move[atMove + i] * ofTangent;
                gxDot[atGxDot + i] += slopes[i] * ofTangent;
            }
            return 0;
        }

        /// Slopes and curvatures at x; from the values, where they follow from them: with σ′ = c₀ + c₁σ + c₂σ²,
        /// σ″ = (c₁ + 2c₂σ) σ′.
        private void differentiate(Batch x, Trail trail) {
            double[] slopes = derivatives[1];
            double[] curvatures = derivatives[2];
            if (!keepsValues) {
                System.arraycopy(x.data(), x.offset(), derivatives[0], 0, length);
                activation.withDerivatives(derivatives[0], slopes, curvatures, length);
                return;
            }
            double[] values = trail.data();
            int at = trail.offset();
            if (riccati == null) {
                Arrays.fill(slopes, 1);
                activation.timesSlopes(values, at, length, slopes, 0);
                for (int i = 0; i < length; i++) {
                    curvatures[i] = activation.curvatureFromValue(values[at + i]);
                }
                return;
            }
            double c0 = riccati.constant();
            double c1 = riccati.linear();
            double c2 = riccati.square();
            for (int i = 0; i < length; i++) {
                double value = values[at + i];
                double slope = c0 + value * (c1 + c2 * value);
                slopes[i] = slope;
                curvatures[i] = (c1 + 2 * c2 * value) * slope;
            }
        }
    }
}
