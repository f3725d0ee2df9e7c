package adjointlab.core.net;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import org.jspecify.annotations.Nullable;

/// Probabilities of classes from logits: pᵢ = e^{xᵢ}/Σ e^{xⱼ}. One logit is that of the second of two classes, whose
/// other logit is 0.
///
/// @param classes how many numbers go in, and come out
public record Softmax(int classes) implements Part {
    @Override
    public Shape in() {
        return Shape.vector(classes);
    }

    @Override
    public Shape out() {
        return in();
    }

    @Override
    public Work prepare(int samples) {
        return new SoftmaxWork(classes, samples);
    }

    private static final class SoftmaxWork implements Work {
        /// The probabilities, moved over the trail.
        private final Batch p;
        private final Batch pulled;

        SoftmaxWork(int classes, int samples) {
            p = new Batch(classes, samples);
            pulled = new Batch(classes, samples);
        }

        @Override
        public int trailLength() {
            return p.length();
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            out.copyFrom(x);
            for (int s = 0; s < out.stride(); s++) {
                double largest = out.dim() == 1 ? 0 : Double.NEGATIVE_INFINITY;
                for (int i = 0; i < out.dim(); i++) {
                    largest = Math.max(largest, out.get(i, s));
                }
                double sum = out.dim() == 1 ? Math.exp(-largest) : 0;
                for (int i = 0; i < out.dim(); i++) {
                    double power = Math.exp(out.get(i, s) - largest);
                    out.set(i, s, power);
                    sum += power;
                }
                for (int i = 0; i < out.dim(); i++) {
                    out.set(i, s, out.get(i, s) / sum);
                }
            }
            System.arraycopy(out.data(), out.offset(), trail.data(), trail.offset(), out.length());
        }

        private Batch probabilities(Trail trail) {
            return p.repoint(trail.data(), trail.offset());
        }

        /// The Jacobian diag(p) − ppᵀ, which is its own transpose, times a direction; the direction may be the
        /// output.
        private static void tangent(Batch p, Batch direction, Batch out) {
            for (int s = 0; s < p.stride(); s++) {
                double mean = mean(p, direction, s);
                for (int i = 0; i < p.dim(); i++) {
                    out.set(i, s, p.get(i, s) * (direction.get(i, s) - mean));
                }
            }
        }

        private static double mean(Batch p, Batch v, int s) {
            double mean = 0;
            for (int i = 0; i < p.dim(); i++) {
                mean += p.get(i, s) * v.get(i, s);
            }
            return mean;
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            tangent(probabilities(trail), a, pulled);
            Batches.add(pulled, gxAcc);
            return 0;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            tangent(probabilities(trail), along.x(), outDot);
        }

        /// With ẏᵢ = pᵢ(ẋᵢ − m), m = Σ pᵢẋᵢ: Σ bᵢẏᵢ changes with pⱼ by bⱼ(ẋⱼ − m) − ẋⱼ Σ bᵢpᵢ.
        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            back(t, x, trail, pull.a(), pull.gxAcc(), gThetaAcc);
            Batch b = pull.aDot();
            for (int s = 0; s < p.stride(); s++) {
                double m = mean(p, xDot, s);
                double ofB = mean(p, b, s);
                for (int i = 0; i < p.dim(); i++) {
                    pulled.set(i, s, b.get(i, s) * (xDot.get(i, s) - m) - xDot.get(i, s) * ofB);
                }
            }
            tangent(p, pulled, pulled);
            pulled.padCotangent();
            Batches.add(pulled, pull.gxAcc());
            tangent(p, b, pulled);
            Batches.add(pulled, pull.gxDotAcc());
            return 0;
        }
    }
}
