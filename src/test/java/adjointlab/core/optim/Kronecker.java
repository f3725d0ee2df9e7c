package adjointlab.core.optim;

import adjointlab.core.field.DenseLayer;
import java.util.ArrayList;
import java.util.List;

/// SNOpt with the Kronecker product of its factors written out.
public final class Kronecker {
    private Kronecker() {}

    /// Liu, Chen and Theodorou, NeurIPS 2021, Algorithm 1 with (14), δ = (Ā ⊗ B̄ + εI)⁻¹ vec ∇L a layer.
    /// Amortised as George et al., NeurIPS 2018, Algorithm 2: in the eigenbasis U of Ā ⊗ B̄ the eigenvalues s
    /// become αs + (1 − α)n (Uᵀ vec ∇L)² before they divide. Momentum and decay follow: v ← μv + δ + λθ, θ ← θ −
    /// ηv.
    public static Recursion snopt(Snopt snopt) {
        return new Recursion() {
            private int update;
            private final List<Layer> layers = new ArrayList<>();
            private double[] velocity = new double[0];

            @Override
            public double[] next(double[] theta, Landscape landscape, double factor) {
                double[] g = landscape.gradient(theta);
                if (update++ % snopt.sampling().every() == 0) {
                    layers.clear();
                    for (int l = 0; l < landscape.layers().size(); l++) {
                        layers.add(new Layer(
                                landscape, l, theta, snopt.precondition().form()));
                    }
                }
                double[] direction = g.clone();
                for (Layer layer : layers) {
                    layer.divide(g, direction, snopt.precondition(), landscape.batch());
                }
                direction = Dense.plus(direction, snopt.weightDecay(), theta);
                velocity = velocity.length == 0 ? direction : Dense.plus(direction, snopt.momentum(), velocity);
                return Dense.plus(theta, -snopt.learningRate() * factor, velocity);
            }
        };
    }

    private static final class Layer {
        /// Where the layer's entries stand in θ.
        private final int[] positions;
        /// Ā ⊗ B̄ over these entries.
        private final double[][] product;
        /// Its eigenvectors as columns, Kronecker products of the factors' own.
        private final double[][] vectors;
        private final double[] values;

        Layer(Landscape landscape, int l, double[] theta, Snopt.Form form) {
            DenseLayer layer = landscape.layers().get(l);
            double[][] a = landscape.factor(theta, layer.width(), l);
            double[][] b = landscape.factor(theta, layer.rows(), l + 0.5);
            double dt = landscape.step(l);
            int times = landscape.times(l);
            // PAPER: Ā = ΣAΔt, B̄ = ΣBΔt/T with T = NΔt. AUTHORS: N times the product of means, with Δt in
            // each g
            double scale =
                    switch (form) {
                        case PAPER -> dt * dt / (times * dt);
                        case AUTHORS -> times * (1.0 / times) * (dt * dt / times);
                    };
            // "num_locations" of the authors' program; Grosse and Martens, ICML 2016, have it within Ā
            scale *= layer.locations();
            double[][] ua = Dense.eigenvectors(a);
            double[][] ub = Dense.eigenvectors(b);
            int n = layer.rows() * layer.width();
            positions = new int[n];
            product = new double[n][n];
            vectors = new double[n][n];
            values = new double[n];
            for (int e = 0; e < n; e++) {
                int i = e / layer.width();
                int k = e % layer.width();
                positions[e] = layer.position(i, k);
                for (int f = 0; f < n; f++) {
                    int r = f / layer.width();
                    int c = f % layer.width();
                    product[e][f] = scale * b[i][r] * a[k][c];
                    vectors[e][f] = ub[i][r] * ua[k][c];
                }
            }
            double[][] diagonal = Dense.multiply(Dense.multiply(Dense.transpose(vectors), product), vectors);
            for (int e = 0; e < n; e++) {
                values[e] = diagonal[e][e];
            }
        }

        void divide(double[] gradient, double[] direction, Snopt.Precondition precondition, int batch) {
            double[] g = new double[positions.length];
            for (int e = 0; e < g.length; e++) {
                g[e] = gradient[positions[e]];
            }
            double[] x;
            if (precondition.amortized()) {
                double[] inBasis = Dense.multiply(Dense.transpose(vectors), g);
                for (int e = 0; e < g.length; e++) {
                    values[e] = precondition.alpha() * values[e]
                            + (1 - precondition.alpha()) * batch * inBasis[e] * inBasis[e];
                    inBasis[e] /= values[e] + precondition.epsilon();
                }
                x = Dense.multiply(vectors, inBasis);
            } else {
                x = Dense.solve(Dense.plusIdentity(product, precondition.epsilon()), g);
            }
            for (int e = 0; e < g.length; e++) {
                direction[positions[e]] = x[e];
            }
        }
    }
}
