package adjointlab.core.ode;

import adjointlab.core.kernel.Kernels;
import adjointlab.core.ode.ErrorNorm.Tolerances;
import adjointlab.core.ode.StateLayout.Block;
import org.jspecify.annotations.Nullable;

/// The error norms by name.
public enum ErrorNorms implements ErrorNorm {
    /// Root mean square over the whole state, as torchdiffeq has it forward.
    RMS {
        @Override
        public double of(StateLayout layout, double[] v, double[] u, double[] w, Tolerances tolerances) {
            return rootMeanSquare(layout, v, null, u, w, tolerances);
        }

        @Override
        public double of(StateLayout layout, Estimate v, double[] u, double[] w, Tolerances tolerances) {
            return rootMeanSquare(layout, NONE, v, u, w, tolerances);
        }
    },

    /// The largest entry.
    MAX {
        @Override
        public double of(StateLayout layout, double[] v, double[] u, double[] w, Tolerances tolerances) {
            double max = 0;
            for (int b = 0; b < layout.blocks().size(); b++) {
                Block block = layout.blocks().get(b);
                for (int i = 0; i < block.rows(); i++) {
                    int row = block.offset() + i * block.stride();
                    for (int j = row; j < row + block.columns(); j++) {
                        // Math.max keeps NaN
                        max = Math.max(max, Math.abs(v[j]) / scale(u[j], w[j], tolerances));
                    }
                }
            }
            return max;
        }
    },

    /// Root mean square over each sample's components; of these the largest. One sample's error cannot hide in a
    /// batch.
    PER_SAMPLE {
        @Override
        public double of(StateLayout layout, double[] v, double[] u, double[] w, Tolerances tolerances) {
            double max = 0;
            for (int b = 0; b < layout.blocks().size(); b++) {
                Block block = layout.blocks().get(b);
                for (int s = 0; s < block.columns(); s++) {
                    double sum = 0;
                    for (int i = 0; i < block.rows(); i++) {
                        int j = block.offset() + i * block.stride() + s;
                        double ratio = v[j] / scale(u[j], w[j], tolerances);
                        sum += ratio * ratio;
                    }
                    max = Math.max(max, Math.sqrt(sum / block.rows()));
                }
            }
            return max;
        }
    },

    /// Root mean square over each block; of these the largest. torchdiffeq's norm for the augmented backward state,
    /// where each parameter tensor is a block (`odeint_adjoint`, default `adjoint_options`).
    BLOCKS {
        @Override
        public double of(StateLayout layout, double[] v, double[] u, double[] w, Tolerances tolerances) {
            return largestBlock(layout, v, null, u, w, tolerances, true);
        }

        @Override
        public double of(StateLayout layout, Estimate v, double[] u, double[] w, Tolerances tolerances) {
            return largestBlock(layout, NONE, v, u, w, tolerances, true);
        }
    },

    /// The same without pure integrals, which cannot feed errors back: the seminorm of Kidger, Chen and Lyons,
    /// "Hey, that's not an ODE", ICML 2021.
    SEMINORM {
        @Override
        public double of(StateLayout layout, double[] v, double[] u, double[] w, Tolerances tolerances) {
            return largestBlock(layout, v, null, u, w, tolerances, false);
        }

        @Override
        public double of(StateLayout layout, Estimate v, double[] u, double[] w, Tolerances tolerances) {
            return largestBlock(layout, NONE, v, u, w, tolerances, false);
        }
    };

    private static final double[] NONE = {};

    private static double rootMeanSquare(
            StateLayout layout,
            double[] v,
            @Nullable Estimate estimate,
            double[] u,
            double[] w,
            Tolerances tolerances) {
        double sum = 0;
        long count = 0;
        for (int b = 0; b < layout.blocks().size(); b++) {
            Block block = layout.blocks().get(b);
            sum += sumOfSquares(block, v, estimate, u, w, tolerances);
            count += (long) block.rows() * block.columns();
        }
        return Math.sqrt(sum / count);
    }

    private static double largestBlock(
            StateLayout layout,
            double[] v,
            @Nullable Estimate estimate,
            double[] u,
            double[] w,
            Tolerances tolerances,
            boolean quadratures) {
        double max = 0;
        for (int b = 0; b < layout.blocks().size(); b++) {
            Block block = layout.blocks().get(b);
            if (quadratures || !block.quadrature()) {
                double sum = sumOfSquares(block, v, estimate, u, w, tolerances);
                max = Math.max(max, Math.sqrt(sum / ((double) block.rows() * block.columns())));
            }
        }
        return max;
    }

    /// Of `estimate`, or of `v` where there is none.
    private static double sumOfSquares(
            Block block, double[] v, @Nullable Estimate estimate, double[] u, double[] w, Tolerances tolerances) {
        double sum = 0;
        for (int i = 0; i < block.rows(); i++) {
            int row = block.offset() + i * block.stride();
            sum += estimate != null
                    ? estimate.scaledSquares(u, w, row, block.columns(), tolerances)
                    : Kernels.scaledSquares(
                            v, u, w, row, block.columns(), tolerances.relative(), tolerances.absolute());
        }
        return sum;
    }

    private static double scale(double u, double w, Tolerances tolerances) {
        return tolerances.absolute() + tolerances.relative() * Math.max(Math.abs(u), Math.abs(w));
    }
}
