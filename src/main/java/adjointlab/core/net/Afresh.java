package adjointlab.core.net;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A state that starts afresh, whatever it was: at a guess that comes in below it, and with zeros behind it, to which
/// parameters are added that each sample and node has for itself. What is below the guess is the number of the node.
///
/// @param state components of the state
/// @param kept the first ones of it, which stay as they were
/// @param guess components of the guess
/// @param nodes how many there are
/// @param samples n, the first ones of a batch, that have these parameters
public record Afresh(int state, int kept, int guess, int nodes, int samples) implements Part {
    /// The parameters' name.
    public static final String NAME = "nodes";

    @Override
    public Shape in() {
        return Shape.vector(state + guess + 1);
    }

    @Override
    public Shape out() {
        return Shape.vector(state);
    }

    @Override
    public ParameterLayout parameters() {
        return new ParameterLayout(outsideLayers());
    }

    @Override
    public List<Block> outsideLayers() {
        return List.of(Block.of(NAME, 0, nodes, state - kept, samples));
    }

    /// Where the parameter of a component stands.
    ///
    /// @param component of the state, from `kept` on
    public int place(int node, int component, int sample) {
        return (node * (state - kept) + component - kept) * samples + sample;
    }

    @Override
    public Work prepare(int n) {
        return new AfreshWork();
    }

    private final class AfreshWork implements Work {
        private double[] theta = new double[0];
        private int at;

        @Override
        public void bind(double[] theta, int at) {
            this.theta = theta;
            this.at = at;
        }

        private int node(Batch x, int s) {
            return (int) x.get(state + guess, s);
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            for (int s = 0; s < x.size(); s++) {
                for (int i = 0; i < state; i++) {
                    double value = i < kept ? x.get(i, s) : i - kept < guess ? x.get(state + i - kept, s) : 0;
                    boolean own = i >= kept && s < samples;
                    out.set(i, s, own ? value + theta[at + place(node(x, s), i, s)] : value);
                }
            }
            out.padState();
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            for (int s = 0; s < x.size(); s++) {
                for (int i = 0; i < state; i++) {
                    if (i < kept) {
                        gxAcc.set(i, s, gxAcc.get(i, s) + a.get(i, s));
                    } else {
                        if (i - kept < guess) {
                            int below = state + i - kept;
                            gxAcc.set(below, s, gxAcc.get(below, s) + a.get(i, s));
                        }
                        if (gThetaAcc != null && s < samples) {
                            gThetaAcc.add(s, at + place(node(x, s), i, s), a.get(i, s));
                        }
                    }
                }
            }
            return 0;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            for (int s = 0; s < x.size(); s++) {
                for (int i = 0; i < state; i++) {
                    double moved = i < kept
                            ? along.x().get(i, s)
                            : i - kept < guess ? along.x().get(state + i - kept, s) : 0;
                    boolean own = i >= kept && s < samples && along.movesTheta();
                    outDot.set(i, s, moved + (own ? along.theta()[at + place(node(x, s), i, s)] : 0));
                }
            }
            outDot.padState();
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            back(t, x, trail, pull.aDot(), pull.gxDotAcc(), null);
            return back(t, x, trail, pull.a(), pull.gxAcc(), gThetaAcc);
        }
    }
}
