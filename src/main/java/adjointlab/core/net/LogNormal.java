package adjointlab.core.net;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import org.jspecify.annotations.Nullable;

/// From (z, δ) to (z, log N(z; 0, I) − δ): where a flow has carried a sample, and the logarithm of the density there of
/// what came in, δ being the logarithm of the volume on the way. Chen et al., NeurIPS 2018, section 4.
///
/// @param dim components of z
public record LogNormal(int dim) implements Part {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    @Override
    public Shape in() {
        return Shape.vector(dim + 1);
    }

    @Override
    public Shape out() {
        return in();
    }

    @Override
    public Work prepare(int samples) {
        return new LogNormalWork();
    }

    private final class LogNormalWork implements Work {
        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            out.copyFrom(x);
            for (int s = 0; s < out.stride(); s++) {
                double squares = 0;
                for (int i = 0; i < dim; i++) {
                    squares += x.get(i, s) * x.get(i, s);
                }
                out.set(dim, s, -0.5 * (squares + dim * LOG_2_PI) - x.get(dim, s));
            }
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            for (int s = 0; s < x.size(); s++) {
                double ofLog = a.get(dim, s);
                for (int i = 0; i < dim; i++) {
                    gxAcc.set(i, s, gxAcc.get(i, s) + a.get(i, s) - ofLog * x.get(i, s));
                }
                gxAcc.set(dim, s, gxAcc.get(dim, s) - ofLog);
            }
            return 0;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            Batch xDot = along.x();
            outDot.copyFrom(xDot);
            for (int s = 0; s < x.stride(); s++) {
                double change = -xDot.get(dim, s);
                for (int i = 0; i < dim; i++) {
                    change -= x.get(i, s) * xDot.get(i, s);
                }
                outDot.set(dim, s, change);
            }
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            back(t, x, trail, pull.a(), pull.gxAcc(), gThetaAcc);
            back(t, x, trail, pull.aDot(), pull.gxDotAcc(), gThetaAcc);
            for (int s = 0; s < x.size(); s++) {
                double ofLog = pull.aDot().get(dim, s);
                for (int i = 0; i < dim; i++) {
                    pull.gxAcc().set(i, s, pull.gxAcc().get(i, s) - ofLog * xDot.get(i, s));
                }
            }
            return 0;
        }
    }
}
