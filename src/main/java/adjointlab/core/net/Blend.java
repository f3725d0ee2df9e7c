package adjointlab.core.net;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import org.jspecify.annotations.Nullable;

/// a + z∘(b − a) of [z; a; b], entry by entry: what a gate z lets through of two vectors.
///
/// @param outputs components of each of the three
public record Blend(int outputs) implements Part {
    @Override
    public Shape in() {
        return Shape.vector(3 * outputs);
    }

    @Override
    public Shape out() {
        return Shape.vector(outputs);
    }

    @Override
    public Work prepare(int samples) {
        return new BlendWork(outputs);
    }

    private static final class BlendWork implements Work {
        private final int outputs;

        BlendWork(int outputs) {
            this.outputs = outputs;
        }

        /// From the entries of one third to those of the next.
        private int third(Batch whole) {
            return outputs * whole.stride();
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            double[] from = x.data();
            int third = third(x);
            for (int i = 0; i < third; i++) {
                int z = x.offset() + i;
                double a = from[z + third];
                out.data()[out.offset() + i] = a + from[z] * (from[z + 2 * third] - a);
            }
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            double[] from = x.data();
            double[] to = gxAcc.data();
            int third = third(x);
            for (int i = 0; i < third; i++) {
                int z = x.offset() + i;
                int g = gxAcc.offset() + i;
                double own = a.data()[a.offset() + i];
                to[g] += own * (from[z + 2 * third] - from[z + third]);
                to[g + third] += own * (1 - from[z]);
                to[g + 2 * third] += own * from[z];
            }
            return 0;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            double[] from = x.data();
            double[] dot = along.x().data();
            int third = third(x);
            for (int i = 0; i < third; i++) {
                int z = x.offset() + i;
                int d = along.x().offset() + i;
                outDot.data()[outDot.offset() + i] = dot[d] * (from[z + 2 * third] - from[z + third])
                        + dot[d + third]
                        + from[z] * (dot[d + 2 * third] - dot[d + third]);
            }
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            back(t, x, trail, pull.a(), pull.gxAcc(), gThetaAcc);
            back(t, x, trail, pull.aDot(), pull.gxDotAcc(), gThetaAcc);
            double[] dot = xDot.data();
            double[] to = pull.gxAcc().data();
            int third = third(x);
            for (int i = 0; i < third; i++) {
                int d = xDot.offset() + i;
                int g = pull.gxAcc().offset() + i;
                double own = pull.aDot().data()[pull.aDot().offset() + i];
                to[g] += own * (dot[d + 2 * third] - dot[d + third]);
                to[g + third] -= own * dot[d];
                to[g + 2 * third] += own * dot[d];
            }
            return 0;
        }
    }
}
