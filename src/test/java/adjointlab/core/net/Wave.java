package adjointlab.core.net;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// wᵢ sin(vᵢxᵢ + t), as a formula might say it: a part whose weights lie in no layer.
///
/// @param size components
record Wave(int size) implements Part {
    @Override
    public Shape in() {
        return Shape.vector(size);
    }

    @Override
    public Shape out() {
        return Shape.vector(size);
    }

    @Override
    public ParameterLayout parameters() {
        return new ParameterLayout(outsideLayers());
    }

    @Override
    public List<Block> outsideLayers() {
        return List.of(Block.of("w", 0, size), Block.of("v", size, size));
    }

    @Override
    public Work prepare(int samples) {
        return new WaveWork(size);
    }

    private static final class WaveWork implements Work {
        private final int size;
        private double[] theta = {};
        private int at;

        WaveWork(int size) {
            this.size = size;
        }

        @Override
        public void bind(double[] theta, int at) {
            this.theta = theta;
            this.at = at;
        }

        private double w(int i) {
            return theta[at + i];
        }

        private double v(int i) {
            return theta[at + size + i];
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            for (int i = 0; i < size; i++) {
                for (int s = 0; s < x.stride(); s++) {
                    out.data()[out.row(i) + s] = w(i) * Math.sin(v(i) * x.data()[x.row(i) + s] + t);
                }
            }
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            double timePart = 0;
            for (int i = 0; i < size; i++) {
                for (int s = 0; s < x.size(); s++) {
                    double phase = v(i) * x.get(i, s) + t;
                    double ofPhase = a.get(i, s) * w(i) * Math.cos(phase);
                    gxAcc.set(i, s, gxAcc.get(i, s) + ofPhase * v(i));
                    timePart += ofPhase;
                    if (gThetaAcc != null) {
                        gThetaAcc.add(s, at + i, a.get(i, s) * Math.sin(phase));
                        gThetaAcc.add(s, at + size + i, ofPhase * x.get(i, s));
                    }
                }
            }
            return timePart;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            for (int i = 0; i < size; i++) {
                double wDot = along.movesTheta() ? along.theta()[at + i] : 0;
                double vDot = along.movesTheta() ? along.theta()[at + size + i] : 0;
                for (int s = 0; s < x.stride(); s++) {
                    double value = x.data()[x.row(i) + s];
                    double phase = v(i) * value + t;
                    double phaseDot = v(i) * along.x().data()[along.x().row(i) + s] + vDot * value + along.t();
                    outDot.data()[outDot.row(i) + s] = wDot * Math.sin(phase) + w(i) * Math.cos(phase) * phaseDot;
                }
            }
        }

        /// ẏ = w cos(p) v ẋ with p = v x + t.
        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            double timePart = back(t, x, trail, pull.a(), pull.gxAcc(), gThetaAcc);
            for (int i = 0; i < size; i++) {
                for (int s = 0; s < x.size(); s++) {
                    double phase = v(i) * x.get(i, s) + t;
                    double own = pull.aDot().get(i, s);
                    double ofPhase = -own * w(i) * Math.sin(phase) * v(i) * xDot.get(i, s);
                    double each = own * Math.cos(phase);
                    pull.gxDotAcc().set(i, s, pull.gxDotAcc().get(i, s) + each * w(i) * v(i));
                    pull.gxAcc().set(i, s, pull.gxAcc().get(i, s) + ofPhase * v(i));
                    timePart += ofPhase;
                    if (gThetaAcc != null) {
                        gThetaAcc.add(s, at + i, each * v(i) * xDot.get(i, s));
                        gThetaAcc.add(s, at + size + i, ofPhase * x.get(i, s) + each * w(i) * xDot.get(i, s));
                    }
                }
            }
            return timePart;
        }
    }
}
